"""A referral is asked, answered in time or called up, begun and ended; its deputy stands in."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from schutznetz.care import jobs, queries, services
from schutznetz.care.choices import (
    ANSWER,
    ConsentPurpose,
    DataItem,
    DeclineReason,
    HelpEnd,
    ReferralState,
    WithdrawalWay,
)
from schutznetz.care.models import FamilyConsent, Passing, Referral
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Task
from tests import make
from tests.care.conftest import GATE, KEY, MOTHER, asked, declared
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def sent(clara: Context, consent: FamilyConsent, mira: Context, pia: Context) -> Referral:
    """To Mira, with Pia as her deputy."""
    return services.refer(clara, consent.family, asked=asked(consent, mira, pia), gate=GATE)


def later(ctx: Context, days: int) -> Context:
    return replace(ctx, now=NOON + timedelta(days=days))


def test_whoever_reads_it_was_given_it(sent: Referral, mira: Context, pia: Context, clara: Context) -> None:
    assert sorted(line.to for line in services.take_log(clara, sent.family)) == ["mira", "pia"]
    assert queries.referral_page(mira, sent).told == queries.referral_page(pia, sent).told != []
    assert queries.referral_page(clara, sent).told == []  # she reads the family itself


def test_it_waits_with_a_clock_and_a_deputy(sent: Referral, mira: Context, pia: Context) -> None:
    task = Task.objects.get()

    assert (task.owner_id, task.substitute_id, task.due_at) == (mira.person_id, pia.person_id, NOON + ANSWER)
    assert "Aydin" not in task.about_label


def test_unanswered_it_climbs_to_the_deputy_and_the_coordination(
    sent: Referral, pia: Context, clara: Context, tannfurt: Network
) -> None:
    for days in (0, 3, 5):
        escalate_due(replace(system(tannfurt.pk), now=NOON + timedelta(days=days)))

    called = set(Escalation.objects.values_list("person_id", flat=True))
    assert {pia.person_id, clara.person_id} <= called


def test_it_goes_its_way(sent: Referral, mira: Context, pia: Context) -> None:
    services.put_on_list(pia, sent, note="Ab Februar")
    services.accept(mira, sent)
    services.begin(mira, sent)
    services.end(mira, sent, reason=HelpEnd.GOAL_REACHED)

    sent.refresh_from_db()
    assert (sent.state, sent.ended_because) == (ReferralState.ENDED, HelpEnd.GOAL_REACHED)
    assert not Task.objects.filter(settled_at=None).exists()


def test_it_is_declined_with_a_reason(sent: Referral, mira: Context) -> None:
    services.decline(mira, sent, reason=DeclineReason.NO_PLACE)

    sent.refresh_from_db()
    assert (sent.state, sent.declined_because, sent.due_at) == ("declined", "no_place", None)


def test_what_never_began_did_not_end_well(sent: Referral, mira: Context) -> None:
    services.accept(mira, sent)

    with pytest.raises(Conflict):
        services.end(mira, sent, reason=HelpEnd.GOAL_REACHED)
    services.end(mira, sent, reason=HelpEnd.NEVER_ARRIVED)


def test_of_two_answers_at_once_one_counts(sent: Referral, mira: Context, pia: Context) -> None:
    stale = Referral.objects.get()
    services.decline(mira, sent, reason=DeclineReason.AREA)

    with pytest.raises((Conflict, Denied)):
        services.accept(pia, stale)


def test_taken_back_nobody_answers_it(sent: Referral, clara: Context, mira: Context) -> None:
    services.revoke(clara, sent)

    with pytest.raises(Denied):
        services.accept(mira, sent)
    assert not Task.objects.filter(settled_at=None).exists()


def test_after_the_last_day_it_is_called_off(sent: Referral, mira: Context, tannfurt: Network) -> None:
    last = replace(system(tannfurt.pk), now=NOON + timedelta(days=90))
    jobs.call_off_uncovered(last)
    assert Referral.objects.get().state is ReferralState.REQUESTED

    with pytest.raises(Denied):
        services.accept(later(mira, 91), sent)
    jobs.call_off_uncovered(replace(last, now=NOON + timedelta(days=91)))
    assert Referral.objects.get().state is ReferralState.REVOKED


def test_what_is_over_stays_as_it_ended(
    sent: Referral, clara: Context, mira: Context, consent: FamilyConsent
) -> None:
    services.accept(mira, sent)
    services.end(mira, sent, reason=HelpEnd.NEVER_ARRIVED)

    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert Referral.objects.get().state is ReferralState.ENDED


def test_a_deputy_is_named_in_the_same_consent(
    clara: Context, consent: FamilyConsent, mira: Context, pia: Context
) -> None:
    other = services.note_consent(clara, consent.family, declared=declared([pia]), by=MOTHER, key=f"{KEY}2")
    stranger = asked(other, pia).recipient_id
    for wrong in (stranger, asked(consent, mira).recipient_id, uuid4()):
        with pytest.raises(Conflict, match="derselben Einwilligung"):
            services.refer(
                clara, consent.family, asked=replace(asked(consent, mira), deputy_id=wrong), gate=GATE
            )

    assert not Passing.objects.exists()


def test_only_a_published_offer_can_be_asked_for(
    clara: Context, consent: FamilyConsent, mira: Context, tannfurt: Network
) -> None:
    open_now = make.offer(clara, tannfurt, title="Hebammensprechstunde")
    draft = make.offer(clara, tannfurt, title="Entwurf", publish=False)
    with pytest.raises(Conflict):
        services.refer(clara, consent.family, asked=asked(consent, mira, offer_id=draft.pk), gate=GATE)

    services.refer(clara, consent.family, asked=asked(consent, mira, offer_id=open_now.pk), gate=GATE)

    (line,) = queries.family_page(clara, consent.family).referrals
    assert line.offer == "Hebammensprechstunde"


def test_after_the_help_she_reads_what_is_shared_for_it_and_no_more(
    sent: Referral, clara: Context, mira: Context, pia: Context
) -> None:
    """The consent to look for help named her telephone; the one to help together names her name alone."""
    services.accept(mira, sent)
    shared = declared([mira], purpose=ConsentPurpose.GIVE_HELP, items=[DataItem.NAME, DataItem.ADDRESS])
    services.note_consent(clara, sent.family, declared=shared, by=MOTHER, key="g" * 26)
    assert len(queries.referral_page(mira, sent).told) == 3  # negative control
    services.end_help(clara, sent.family)
    ended = Referral.objects.get()

    assert queries.referral_page(mira, ended).told == [("Name", "Frau Aydin")]
    assert queries.referral_page(pia, ended).told == []
    assert queries.referral_page(later(mira, 91), ended).told == []
