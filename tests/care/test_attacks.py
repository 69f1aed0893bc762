"""What somebody may try with consents, requests and codes, and that it leads nowhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from schutznetz.care import queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import (
    Custody,
    DataItem,
    DeclaredBy,
    DeclineReason,
    HelpEnd,
    ReferralState,
    WithdrawalWay,
)
from schutznetz.care.models import CodeHolder, Family, FamilyConsent, Referral
from schutznetz.care.services import Declarer
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import receipt
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Task
from tests.care.conftest import AYDIN, GATE, KEY, MOTHER, asked, declared

pytestmark = pytest.mark.usefixtures("inside")
CHILDREN = [DataItem.NAME, DataItem.CHILDREN]
READ = CareAction.READ_REFERRAL
CODE = "/tannfurt/hilfe/code/"


@pytest.fixture
def sent(clara: Context, aydins: Family, consent: FamilyConsent, mira: Context, pia: Context) -> Referral:
    return services.refer(clara, aydins, asked=asked(consent, mira, pia), gate=GATE)


@pytest.mark.parametrize(
    ("who", "custody"),
    [
        (DeclaredBy.ONE_PARENT, Custody.OTHER),
        (DeclaredBy.BOTH_PARENTS, Custody.OTHER),
        (DeclaredBy.GUARDIAN, Custody.SOLE),
        (DeclaredBy.GUARDIAN, Custody.JOINT),
        (DeclaredBy.YOUNG_PERSON, Custody.NO_CHILD),
        (DeclaredBy.SELF, Custody.SOLE),
    ],
)
def test_nobody_speaks_for_children_who_has_no_custody(
    who: DeclaredBy, custody: Custody, clara: Context, aydins: Family, mira: Context
) -> None:
    by = [*MOTHER, Declarer(name="Herr Aydin")] if who is DeclaredBy.BOTH_PARENTS else MOTHER
    said = declared([mira], declared_by=who, custody=custody, items=CHILDREN, capacity="Versteht es.")

    with pytest.raises(Conflict, match="wer die Sorge hat"):
        services.note_consent(clara, aydins, declared=said, by=by, key="a" * 26)

    without = replace(said, items=[DataItem.NAME])  # for her own name she may speak
    assert services.note_consent(clara, aydins, declared=without, by=by, key="b" * 26)


@pytest.mark.parametrize("name", ["Frau Aydin", " frau  AYDIN ", "Frau Aydın", "Frau. Aydin,", "Frau Áydin"])
def test_one_person_is_not_both_parents(
    name: str, clara: Context, aydins: Family, consent: FamilyConsent, mira: Context
) -> None:
    """She has a code already, and the form offers a second name beside it."""
    twice = [Declarer(holder_id=CodeHolder.objects.get().pk), Declarer(name=name)]
    both = declared([mira], declared_by=DeclaredBy.BOTH_PARENTS, custody=Custody.JOINT)

    with pytest.raises(Conflict, match="zwei Personen"):
        services.note_consent(clara, aydins, declared=both, by=twice, key="c" * 26)

    twice[1] = Declarer(name="Herr Aydin")
    assert services.note_consent(clara, aydins, declared=both, by=twice, key="c" * 26)


def test_a_holder_of_another_family_declares_nothing_here(
    clara: Context, aydins: Family, consent: FamilyConsent, mira: Context, tannfurt: Network
) -> None:
    other = services.open_family(clara, tannfurt, household=replace(AYDIN, name="Frau Berg"))

    with pytest.raises(Conflict):
        services.note_consent(
            clara,
            other,
            declared=declared([mira]),
            by=[Declarer(holder_id=CodeHolder.objects.get().pk)],
            key="d" * 26,
        )


def _over(step: str, sent: Referral, clara: Context, mira: Context) -> Referral:
    if step == "revoked":
        return services.revoke(clara, sent)
    if step == "declined":
        return services.decline(mira, sent, reason=DeclineReason.NO_PLACE)
    return services.end(mira, services.accept(mira, sent), reason=HelpEnd.NEVER_ARRIVED)


@pytest.mark.parametrize("step", ["revoked", "declined", "ended"])
def test_when_a_request_is_over_nobody_reads_on(
    step: str, sent: Referral, clara: Context, mira: Context, pia: Context
) -> None:
    """The consent still stands; what it was needed for does not."""
    assert queries.referral_page(mira, sent).told

    over = _over(step, sent, clara, mira)

    assert queries.referral_page(mira, over).told == []
    assert queries.referral_page(pia, over).told == []


def test_while_somebody_protects_her_own_requests_are_not_before_her(sent: Referral, mira: Context) -> None:
    """Mira works on both sides; in each function she sees one."""
    task = Task.objects.get(about_id=sent.pk)

    assert policy.may(mira, WorkAction.READ, task)
    assert not policy.may(replace(mira, role=Role.INTAKE), WorkAction.READ, task)


def test_what_waits_ends_with_the_help(sent: Referral, clara: Context, aydins: Family, mira: Context) -> None:
    services.end_help(clara, aydins)
    sent.refresh_from_db()

    assert sent.state is ReferralState.REVOKED
    assert not Task.objects.filter(about_id=sent.pk, settled_at=None).exists()
    with pytest.raises(policy.Denied):
        services.accept(mira, sent)


def test_what_has_begun_goes_on_when_the_coordination_ends_her_part(
    sent: Referral, clara: Context, aydins: Family, mira: Context
) -> None:
    begun = services.begin(mira, services.accept(mira, sent))

    services.end_help(clara, aydins)

    begun.refresh_from_db()
    assert begun.state is ReferralState.BEGUN


def test_a_withdrawn_consent_is_never_declared_into_life_again(
    consent: FamilyConsent, clara: Context, aydins: Family, mira: Context
) -> None:
    """Neither by the same form sent once more nor by asking with its recipients."""
    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    with pytest.raises(Conflict):
        services.refer(clara, aydins, asked=asked(consent, mira), gate=GATE)
    assert FamilyConsent.objects.get().withdrawn_at is not None
    assert not queries.may_be_asked(clara, aydins)


def test_the_day_after_the_last_one_is_too_late_for_everything(
    sent: Referral, consent: FamilyConsent, mira: Context, pia: Context
) -> None:
    last = replace(mira, now=mira.now + (consent.until - mira.now.date()))
    after = replace(last, now=last.now + timedelta(days=1))

    assert policy.may(last, READ, sent)
    assert not policy.may(after, READ, sent)
    assert not policy.may(replace(after, actor_id=pia.actor_id, role=pia.role), READ, sent)
    with pytest.raises(policy.Denied):
        services.accept(after, sent)


def test_her_code_opens_however_it_is_typed(client: Client, consent: FamilyConsent) -> None:
    code = queries.code_of_consent(KEY, 0)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    ways = [receipt.shown(code), "-".join(code), arabic, f"  {code}\n"]

    pages = [client.post(CODE, {"code": typed}).content.decode() for typed in ways]

    assert all("Ihre Einwilligungen" in page for page in pages)


@pytest.mark.parametrize("go", ["withdraw", "take_back", "data", "erase", "", "WITHDRAW"])
@pytest.mark.parametrize("consent_id", ["", "x", "0" * 32, "../../"])
def test_nothing_but_her_own_consent_is_withdrawn(
    go: str, consent_id: str, client: Client, consent: FamilyConsent
) -> None:
    code = queries.code_of_consent(KEY, 0)

    answer = client.post(CODE, {"code": code, "go": go, "consent": consent_id})

    assert answer.status_code == 200
    assert FamilyConsent.objects.get().withdrawn_at is None
    assert answer.headers["Cache-Control"] == "no-store"


def test_opening_the_page_by_its_address_does_nothing(client: Client, consent: FamilyConsent) -> None:
    """A program that follows links, or a second person at the same device, finds an empty form."""
    code = queries.code_of_consent(KEY, 0)

    answer = client.get(CODE, {"code": code, "go": "withdraw", "consent": str(consent.pk)})

    assert "Widerrufen" not in answer.content.decode()
    assert FamilyConsent.objects.get().withdrawn_at is None
