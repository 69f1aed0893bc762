"""A family in early help is deleted: no task, draft or job is left that speaks of a record that is gone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import schutznetz
from schutznetz.care import following
from schutznetz.care import services as care
from schutznetz.care.choices import WithdrawalWay
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.care.queries import code_of_consent
from schutznetz.kernel import clock, drafts
from schutznetz.kernel.context import SYSTEM, Context, visitor
from schutznetz.kernel.models import Draft, Job
from schutznetz.networks.models import Network
from schutznetz.visiting import jobs as visiting_jobs
from schutznetz.visiting import services as visiting
from schutznetz.visiting.choices import VisitEnd
from schutznetz.visiting.models import FamilyMidwife, VisitContact, VisitRequest
from schutznetz.volunteers import jobs as volunteers_jobs
from schutznetz.volunteers import services as volunteers
from schutznetz.volunteers.choices import EndReason
from schutznetz.volunteers.models import Match, Volunteer, Wish
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.care.conftest import GATE, MOTHER, asked, declared, mira
from tests.visiting.conftest import WISH, asks, hanna, hers, names_all
from tests.visiting.test_work import VISIT
from tests.volunteers.conftest import AGREED, TODAY, agreed, heidi, shown, vera, volunteer
from tests.volunteers.conftest import asked as wished

__all__ = ["hanna", "heidi", "hers", "mira", "shown", "vera", "volunteer"]  # its people
pytestmark = pytest.mark.usefixtures("inside")

OUTSIDE = "Frau Lang, Hebammenpraxis Nord"
OF_A_FAMILY = {
    TaskKind.ANSWER_REFERRAL, TaskKind.FOLLOW_OUTSIDE, TaskKind.GIVE_FAMILY_DATA, TaskKind.LONG_WAIT,
    TaskKind.ASK_CONSENT, TaskKind.NOTE_WITHDRAWAL,
    TaskKind.FIRST_CONTACT, TaskKind.REVIEW_VISITS, TaskKind.VISITS_END, TaskKind.MATCH_ENDS,
}  # fmt: skip
OF_NO_FAMILY = {  # about whoever helps, or about a call of which no family was made
    TaskKind.RENEW_PROOF, TaskKind.RENEW_CERTIFICATE, TaskKind.CLEAR_CERTIFICATE,
    TaskKind.CERTIFICATE_FORGOTTEN, TaskKind.CALL_FAMILY,
}  # fmt: skip
TYPED_ON = (Family, VisitRequest, VisitContact, Wish, Match)  # and referrals, which end before


def later(ctx: Context, by: timedelta) -> Context:
    return replace(ctx, now=ctx.now + by)


def house(ctx: Context) -> Context:
    return replace(ctx, role=SYSTEM, actor_id=None)


@pytest.fixture
def helped(
    tannfurt: Network, clara: Context, vera: Context, mira: Context, hers: FamilyMidwife, heidi: Volunteer
) -> Family:
    """Everybody is asked for this family, and it waits long before anybody comes."""
    request = asks(clara, tannfurt)
    family = request.family
    said = declared([mira], outside=[OUTSIDE])
    consent = care.note_consent(clara, family, declared=said, by=MOTHER, key="k")
    by_name = asked(consent, mira)
    without_account = consent.recipients.get(person=None)
    care.refer(clara, family, asked=by_name, gate=GATE)
    care.refer(
        clara, family, asked=replace(by_name, recipient_id=without_account.pk), gate=GATE, key="l" * 26
    )
    care.ask_for_data(visitor(tannfurt.pk), tannfurt, typed=code_of_consent("k", 0))
    wish = volunteers.ask(clara, tannfurt, asked=wished(agreed(clara, family, [vera], "w" * 26)))
    talk = volunteers.Talk(on=TODAY, said="Beide möchten es versuchen.")
    match = volunteers.propose(vera, wish, volunteer_id=heidi.pk)
    volunteers.note_talks(vera, match, with_volunteer=talk, with_family=talk)
    volunteers.agree(vera, match, reasons="Beide lesen gern.", agreement=AGREED)
    return family


def withdrawn_and_asked_anew(clara: Context, placed: VisitRequest, hers: FamilyMidwife) -> VisitRequest:
    """Let the family take back that Hanna may come, and change its mind."""
    consent = FamilyConsent.objects.get(recipients__person=hers.user_id)
    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)
    names_all(clara, placed.family)
    again = visiting.request_visits(clara, placed.network, family_id=placed.family_id, wish=WISH)
    return visiting.place(clara, again, midwife_id=str(hers.pk))


@pytest.fixture
def over(clara: Context, hanna: Context, vera: Context, hers: FamilyMidwife, helped: Family) -> Family:
    """All that early help asks of people was asked about this family; then its help ended."""
    request = VisitRequest.objects.get(family=helped)
    waited = later(clara, timedelta(weeks=6))
    visiting_jobs.alarm(house(waited))
    first = visiting.place(waited, request, midwife_id=str(hers.pk))
    placed = withdrawn_and_asked_anew(waited, first, hers)
    visiting.note_contact(
        later(hanna, timedelta(weeks=6)), placed, noted=replace(VISIT, on=waited.now.date())
    )
    visiting_jobs.remind(house(later(clara, timedelta(weeks=30))))
    a_year = later(clara, timedelta(days=365))
    with clock.frozen(a_year.now):
        volunteers_jobs.ask_about_end(house(a_year))
    visiting_jobs.watch_consents(house(later(waited, timedelta(days=366))))
    visiting.end_visits(a_year, placed, end=VisitEnd.PLANNED)
    match = Match.objects.get()
    volunteers.end_match(replace(vera, now=a_year.now), match, on=TODAY, why=EndReason.PLANNED)
    care.end_help(a_year, Family.objects.get(pk=helped.pk))
    for model in TYPED_ON:
        for row in model._base_manager.all():
            drafts.keep(clara, "form", row.pk, {"words": "Aydin"})
    return helped


def erase(clara: Context, family: Family) -> set[str]:
    """Delete it when its time has come; return the ids of all that went."""
    before = set(everything())
    care.erase(house(later(clara, timedelta(days=2 * 365 + 1))), Family.objects.get(pk=family.pk))
    return before - set(everything())


def everything() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.managed and not issubclass(model, (Task, Draft, Job)):
            yield from map(str, model._base_manager.values_list("pk", flat=True))


def left_about(gone: set[str]) -> list[str]:
    """Return what still names something that is gone."""
    tasks = [str(each.kind) for each in Task.objects.all() if str(each.about_id) in gone]
    typed = [each.form for each in Draft.objects.all() if each.about in gone]
    jobs = [each.name for each in Job.objects.all() if any(pk in json.dumps(each.payload) for pk in gone)]
    return sorted({*tasks, *typed, *jobs})


def test_nothing_speaks_of_a_family_that_is_deleted(tannfurt: Network, clara: Context, over: Family) -> None:
    other = asks(clara, tannfurt)
    visiting_jobs.alarm(house(later(clara, timedelta(weeks=6))))
    drafts.keep(clara, "form", other.pk, {"words": "Behrens"})

    gone = erase(clara, over)

    assert str(over.pk) in gone
    assert left_about(gone) == []
    assert list(Task.objects.values_list("about_id", flat=True)) == [other.pk]  # nobody else's went along
    assert list(Draft.objects.values_list("about", flat=True)) == [str(other.pk)]


def test_the_story_has_every_kind_of_task(over: Family) -> None:
    """Otherwise the property would be shown for less than it says."""
    assert {TaskKind(each.kind) for each in Task.objects.all()} == OF_A_FAMILY
    assert {model for model in TYPED_ON if not model._base_manager.exists()} == set[type[models.Model]]()


def test_early_help_opens_no_other_task() -> None:
    """Whoever adds one says here whether it is about a family, and the story above gets it."""
    root = Path(schutznetz.__file__).parent
    named = {
        TaskKind[name]
        for part in ("care", "visiting", "volunteers", "welcome")
        for path in (root / part).rglob("*.py")
        for name in re.findall(r"\bTaskKind\.([A-Z_]+)", path.read_text())
    }

    assert named == OF_A_FAMILY | OF_NO_FAMILY


@pytest.mark.parametrize("who", range(2))
def test_without_one_of_those_who_forget_something_would_stay(
    clara: Context, over: Family, monkeypatch: pytest.MonkeyPatch, who: int
) -> None:
    """Negative control; each of them is needed."""
    others = [each for number, each in enumerate(following._forgetters) if number != who]
    assert len(others) == 2  # the last one keeps the figures of the year
    monkeypatch.setattr(following, "_forgetters", others)

    assert left_about(erase(clara, over)) != []
