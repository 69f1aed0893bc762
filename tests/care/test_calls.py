"""A wish to be called comes in sealed and goes again; behind a code stands what its holder said herself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz import receipts
from schutznetz.care import jobs, queries, services
from schutznetz.care.choices import CALL_KEPT, CallState, ConsentPurpose, DayPart
from schutznetz.care.models import CallBack, CodeHolder, Family, FamilyConsent, GoneCount, Referral
from schutznetz.care.services import Declarer, Wish
from schutznetz.kernel import audit, tenancy
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Weekday
from schutznetz.work.models import Task
from tests import racing
from tests.care.conftest import AYDIN, GATE, KEY, asked, declared
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
WISH = Wish(
    contact="0151 999",
    days=[Weekday.THURSDAY, Weekday.MONDAY],
    parts=[DayPart.MORNING],
    times="abends",
    silent=True,
    need="Ich bin so müde.",
)


@pytest.fixture
def anybody(tannfurt: Network) -> Context:
    return replace(visitor(tannfurt.pk), now=NOON)


@pytest.fixture
def wish(anybody: Context, tannfurt: Network) -> CallBack:
    return services.ask_call(anybody, tannfurt, wish=WISH, key=KEY)


def test_a_wish_waits_at_the_coordination(wish: CallBack, clara: Context) -> None:
    (waiting,) = queries.calls_waiting(clara)

    assert (waiting.contact, waiting.times, waiting.need, waiting.silent) == (
        "0151 999", "abends", "Ich bin so müde.", True,
    )  # fmt: skip
    assert Task.objects.get().line == Role.COORDINATOR


def test_a_call_ends_the_task_and_the_wish(wish: CallBack, clara: Context, tannfurt: Network) -> None:
    services.note_call(clara, wish, state=CallState.CALLED)

    assert not Task.objects.filter(settled_at=None).exists()
    for passed, left in ((CALL_KEPT - timedelta(seconds=1), 1), (CALL_KEPT, 0)):
        jobs.forget_calls(replace(system(tannfurt.pk), now=NOON + passed))
        assert CallBack.objects.count() == left
    assert [(each.month.day, each.what, each.number) for each in GoneCount.objects.all()] == [
        (1, "called", 1)
    ]


def test_it_says_when_a_call_is_safe(wish: CallBack, anybody: Context, tannfurt: Network) -> None:
    whenever = services.ask_call(anybody, tannfurt, wish=Wish(contact="0151"), key="other")

    assert queries.safe_times(CallBack.objects.get(pk=wish.pk)) == [
        ("Tage", "Montag, Donnerstag"), ("Zeit", "vormittags, 8 bis 12 Uhr"), ("Auf keinen Fall", "abends"),
    ]  # fmt: skip
    assert queries.safe_times(CallBack.objects.get(pk=whenever.pk)) == []


def test_whoever_wants_help_is_taken_in_and_her_number_leads_on(
    wish: CallBack, clara: Context, mira: Context, anybody: Context, tannfurt: Network
) -> None:
    """The number of the receipt opens what she agrees later, and no longer the wish."""
    family = services.take_over_call(clara, wish, household=AYDIN)

    call, holder = CallBack.objects.get(), CodeHolder.objects.get()
    assert (call.state, holder.family_id, holder.name) == (CallState.CALLED, family.pk, "Frau Aydin")
    assert call.receipt_tag != holder.tag  # no tag leads from one table to the other
    assert not Task.objects.filter(settled_at=None).exists()
    by = [Declarer(holder_id=holder.pk)]
    consent = services.note_consent(clara, family, declared=declared([mira]), by=by, key="later")
    page = services.open_by_code(anybody, tannfurt, typed=queries.code_of_call(KEY))
    assert [line.consent.pk for line in page.consents] == [consent.pk]
    assert page.call is None


def test_a_wish_is_taken_over_once_and_while_it_waits(
    wish: CallBack, clara: Context, mira: Context, anybody: Context, tannfurt: Network
) -> None:
    with pytest.raises(Denied):
        services.take_over_call(mira, wish, household=AYDIN)
    services.take_back_call(anybody, tannfurt, typed=queries.code_of_call(KEY))

    with pytest.raises(Denied):
        services.take_over_call(clara, wish, household=AYDIN)
    assert not Family.objects.exists()


def test_taken_back_in_that_moment_nobody_is_taken_in(
    wish: CallBack, clara: Context, anybody: Context, tannfurt: Network
) -> None:
    racing.lost(
        wish,
        lambda call: services.take_over_call(clara, call, household=AYDIN),
        lambda _call: services.take_back_call(anybody, tannfurt, typed=queries.code_of_call(KEY)),
    )
    assert Family.objects.count() == 1  # of the control that nobody disturbed


@pytest.mark.parametrize("state", [CallState.WAITING, CallState.WITHDRAWN])
def test_nothing_else_is_noted(state: CallState, wish: CallBack, clara: Context) -> None:
    with pytest.raises(Conflict):
        services.note_call(clara, wish, state=state)


def test_with_the_code_a_wish_is_taken_back(wish: CallBack, anybody: Context, tannfurt: Network) -> None:
    code = queries.code_of_call(KEY)

    services.take_back_call(anybody, tannfurt, typed=code)

    page = services.open_by_code(anybody, tannfurt, typed=code)
    assert page.call is not None
    assert page.call.state is CallState.WITHDRAWN
    assert not Task.objects.filter(settled_at=None).exists()


# --- the code of a consent -------------------------------------------------------------------------
def code(number: int = 0, key: str = KEY) -> str:
    return queries.code_of_consent(key, number)


def test_a_holder_sees_what_she_declared_and_what_came_of_it(
    consent: FamilyConsent, clara: Context, mira: Context, anybody: Context, tannfurt: Network
) -> None:
    """The father's consent, the family's names and other referrals are not behind the mother's code."""
    father = declared([mira], purpose=ConsentPurpose.JOINT_TALK, one_suffices="Neuer Beschluss.")
    services.note_consent(clara, consent.family, declared=father, by=[Declarer(name="Herr Aydin")], key="f")
    services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)

    page = services.open_by_code(anybody, tannfurt, typed=code())
    his = services.open_by_code(anybody, tannfurt, typed=code(key="f"))

    assert [line.consent.pk for line in page.consents] == [consent.pk]
    assert [line.to for line in page.passings] == ["mira"]
    assert [line.consent.purpose for line in his.consents] == [ConsentPurpose.JOINT_TALK]
    assert his.passings == []
    assert audit.trail(tannfurt.pk)[-1].action == "care.return"


def test_a_holder_withdraws_with_one_tap(
    consent: FamilyConsent, clara: Context, mira: Context, anybody: Context, tannfurt: Network
) -> None:
    services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)

    services.withdraw_by_code(anybody, tannfurt, typed=code(), consent_id=consent.pk)

    assert FamilyConsent.objects.get().withdrawal == "code"
    assert Referral.objects.get().state == "revoked"
    with pytest.raises(Conflict):
        services.withdraw_by_code(anybody, tannfurt, typed=code(), consent_id=consent.pk)


def test_nobody_withdraws_what_another_declared(
    consent: FamilyConsent, clara: Context, mira: Context, wish: CallBack, anybody: Context, tannfurt: Network
) -> None:
    by, his = [Declarer(name="Herr Aydin")], declared([mira], one_suffices="Neuer Beschluss.")
    services.note_consent(clara, consent.family, declared=his, by=by, key="f")

    for typed in (code(key="f"), queries.code_of_call(KEY)):
        with pytest.raises(Conflict):
            services.withdraw_by_code(anybody, tannfurt, typed=typed, consent_id=consent.pk)
    assert FamilyConsent.objects.get(pk=consent.pk).withdrawn_at is None


@pytest.mark.parametrize("typed", ["", "Mia", "1234 5678 9012 3456"])
def test_what_is_no_code_opens_nothing(typed: str, anybody: Context, tannfurt: Network) -> None:
    with pytest.raises(receipts.UnknownCode):
        services.open_by_code(anybody, tannfurt, typed=typed)


def test_who_asks_for_her_data_makes_one_task(
    consent: FamilyConsent, anybody: Context, tannfurt: Network, aydins: Family
) -> None:
    for _again in range(2):
        services.ask_for_data(anybody, tannfurt, typed=code())

    task = Task.objects.get()
    assert (task.kind, task.about_id, task.line) == ("give_family_data", aydins.pk, Role.COORDINATOR)


def test_a_code_of_another_town_is_none(
    consent: FamilyConsent, erlenstedt: Network, anybody: Context
) -> None:
    with tenancy.scope(erlenstedt.pk), pytest.raises(receipts.UnknownCode):
        services.open_by_code(replace(anybody, network_id=erlenstedt.pk), erlenstedt, typed=code())
