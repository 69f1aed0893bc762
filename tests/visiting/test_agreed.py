"""Nobody is sent to a family that does not agree to her; a help whose consent ends is asked about."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schutznetz.care import services as care
from schutznetz.care.choices import ConsentPurpose, Standing, WithdrawalWay
from schutznetz.care.cover import NAMED
from schutznetz.care.models import FamilyConsent
from schutznetz.kernel import policy
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.visiting import jobs, queries, services
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import VisitEnd, VisitingState
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.visiting.placing.problem import Aim, Rule
from schutznetz.visiting.services import placing
from schutznetz.visiting.services.consenting import ASK_WITHIN, NOT_NAMED
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import racing
from tests.care.conftest import MOTHER, declared
from tests.conftest import NOON
from tests.visiting.conftest import asks, waits
from tests.visiting.test_services import worked_out

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOON.date()
MONTH = timedelta(days=30)


def agrees(
    clara: Context, request: VisitRequest, *people: Context, key: str = "k", **other: object
) -> FamilyConsent:
    said = declared(people, until=TODAY + MONTH, **other)
    return care.note_consent(clara, request.family, declared=said, by=MOTHER, key=key)


def later(ctx: Context, days: int) -> Context:
    return replace(ctx, now=NOON + timedelta(days=days))


def watch(clara: Context, days: int = 0) -> list[str]:
    """Let the house look after so many days, and return what the coordination has to do."""
    jobs.watch_consents(replace(later(clara, days), role=SYSTEM, actor_id=None))
    tasks = Task.objects.filter(settled_at=None).exclude(kind=TaskKind.FIRST_CONTACT)
    return [str(each.kind) for each in tasks.order_by("opened_at", "pk")]


@pytest.fixture
def helped(tannfurt: Network, clara: Context, hanna: Context, hers: FamilyMidwife) -> VisitRequest:
    """Hanna helps a family that named her for a month."""
    request = waits(clara, tannfurt)
    agrees(clara, request, hanna)
    return services.place(clara, request, midwife_id=str(hers.pk))


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("nothing", False),
        ("somebody else", False),
        ("another purpose", False),
        ("withdrawn", False),
        ("her", True),
        ("working together", True),
    ],
)
def test_nobody_is_sent_to_a_family_that_does_not_name_her(
    tannfurt: Network,
    clara: Context,
    hanna: Context,
    ines: Context,
    hers: FamilyMidwife,
    said: str,
    *,
    places: bool,
) -> None:
    request = waits(clara, tannfurt)
    if said == "withdrawn":
        agrees(clara, request, ines, key="stays")
        care.withdraw_consent(clara, agrees(clara, request, hanna), way=WithdrawalWay.SPOKEN)
    elif said == "somebody else":
        agrees(clara, request, ines)
    elif said != "nothing":
        purposes = {
            "another purpose": ConsentPurpose.FEEDBACK,
            "working together": ConsentPurpose.GIVE_HELP,
        }
        agrees(clara, request, hanna, purpose=purposes.get(said, ConsentPurpose.FIND_HELP))

    if places:
        services.place(clara, request, midwife_id=str(hers.pk))
        return
    with pytest.raises(Conflict) as stopped:
        services.place(clara, request, midwife_id=str(hers.pk))
    assert (stopped.value.reason, stopped.value.norm) == (NOT_NAMED, NAMED)
    assert VisitRequest.objects.get().state is VisitingState.WAITING


def test_a_consent_that_ran_out_sends_nobody(
    tannfurt: Network, clara: Context, hanna: Context, hers: FamilyMidwife
) -> None:
    request = waits(clara, tannfurt)
    agrees(clara, request, hanna)

    with pytest.raises(Conflict, match="beim Namen nennt"):
        services.place(later(clara, 31), request, midwife_id=str(hers.pk))

    services.place(later(clara, 30), request, midwife_id=str(hers.pk))


def test_whoever_places_while_she_is_no_longer_named_comes_too_late(
    tannfurt: Network, clara: Context, hanna: Context, ines: Context, hers: FamilyMidwife
) -> None:
    """The list is carried by another consent, so only the asking in the same moment stops it."""
    request = waits(clara, tannfurt)
    agrees(clara, request, ines, key="stays")
    consent = agrees(clara, request, hanna)

    racing.lost(
        request,
        lambda asked: services.place(clara, asked, midwife_id=str(hers.pk)),
        lambda _asked: care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN),
        words="beim Namen nennt",
    )


def test_the_consent_is_asked_again_when_the_rules_have_been_looked_at(
    tannfurt: Network,
    clara: Context,
    hanna: Context,
    ines: Context,
    hers: FamilyMidwife,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The withdrawal comes between the two."""
    request = waits(clara, tannfurt)
    agrees(clara, request, ines, key="stays")
    consent, looked = agrees(clara, request, hanna), placing._insist

    def and_then(*asked: Any) -> None:
        looked(*asked)
        care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    monkeypatch.setattr(placing, "_insist", and_then)
    with pytest.raises(Conflict, match="beim Namen nennt"):
        services.place(clara, request, midwife_id=str(hers.pk))


def test_a_plan_places_nobody_who_was_not_asked_and_says_so(
    tannfurt: Network, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    """Negative control: the family beside it, which was asked, is placed."""
    asked = asks(clara, tannfurt)
    silent = waits(clara, tannfurt)

    plan = worked_out(clara, tannfurt)

    page = queries.PlanPage(plan)
    lines = {each.id: each for each in page.families(Aim.BALANCED, 0, 25)}
    assert page.unasked == 1
    assert lines[str(asked.pk)].midwife
    assert not lines[str(silent.pk)].midwife
    assert lines[str(silent.pk)].forbidden == ((Rule.CONSENT, 2),)
    assert {each.id: each.agreed for each in queries.overview(clara, tannfurt).waiting} == {
        asked.pk: True,
        silent.pk: False,
    }
    services.adopt(clara, plan, aim=Aim.BALANCED)
    silent.refresh_from_db()
    assert silent.state is VisitingState.WAITING


def test_a_plan_of_before_a_withdrawal_is_not_adopted(
    tannfurt: Network, clara: Context, hanna: Context, ines: Context, hers: FamilyMidwife
) -> None:
    request = waits(clara, tannfurt)
    agrees(clara, request, ines, key="stays")
    consent = agrees(clara, request, hanna)
    plan = worked_out(clara, tannfurt)
    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    with pytest.raises(Conflict, match="beim Namen nennt"):
        services.adopt(clara, PlacingPlan.objects.get(pk=plan.pk), aim=Aim.BALANCED)


def test_a_consent_that_runs_out_is_a_task_and_ends_nothing(
    tannfurt: Network, clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    before, then = watch(clara, 30), watch(clara, 31)

    assert (before, then, watch(clara, 32)) == ([], [TaskKind.ASK_CONSENT], [TaskKind.ASK_CONSENT])
    task = Task.objects.get(kind=TaskKind.ASK_CONSENT)
    assert (task.line, task.due_at) == (Role.COORDINATOR, later(clara, 31).now + ASK_WITHIN)
    assert [rung for _minutes, rung in task.ladder] == ["line", "substitute", "coordinator"]
    helped.refresh_from_db()
    assert helped.state is VisitingState.PLACED
    late_clara, late_hanna = later(clara, 31), later(hanna, 31)
    [line] = queries.overview(late_clara, tannfurt).placed
    [own] = queries.own(late_hanna, tannfurt)
    pages = queries.hours_of(late_clara, helped), queries.work_page(late_hanna, helped)
    assert {each.cover.standing for each in (line, own, *pages)} == {Standing.EXPIRED}


def test_a_new_consent_settles_the_task(clara: Context, hanna: Context, helped: VisitRequest) -> None:
    watch(clara, 31)
    again = declared([hanna], given_on=TODAY + MONTH, until=TODAY + 4 * MONTH)
    care.note_consent(later(clara, 31), helped.family, declared=again, by=MOTHER, key="again")

    assert watch(clara, 31) == []


def test_the_coordination_ends_what_nobody_consents_to(clara: Context, helped: VisitRequest) -> None:
    watch(clara, 31)

    services.end_visits(later(clara, 31), helped, end=VisitEnd.NO_CONSENT)

    helped.refresh_from_db()
    assert (helped.state, helped.end) == (VisitingState.ENDED, VisitEnd.NO_CONSENT)
    assert not Task.objects.filter(settled_at=None).exists()


def test_whoever_works_in_another_house_is_not_whom_the_family_named(
    tannfurt: Network, clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    house = Organisation.objects.create(name="Praxis Süd", category=PartnerCategory.MIDWIFE)
    Assignment.objects.filter(user=hanna.person_id).update(organisation=house)

    assert watch(clara) == [TaskKind.ASK_CONSENT]
    assert queries.cover_of(helped, clara.now).standing is Standing.FOLLOWED


def test_a_withdrawal_ends_the_help_and_tells_the_coordination(
    clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    consent = FamilyConsent.objects.get()

    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    helped.refresh_from_db()
    assert (helped.state, helped.end) == (VisitingState.ENDED, VisitEnd.FAMILY)
    assert watch(clara) == [TaskKind.NOTE_WITHDRAWAL]
    assert queries.work_page(hanna, helped).cover.standing is Standing.WITHDRAWN
    assert not policy.may(hanna, VisitingAction.NOTE_CONTACT, helped)


def test_who_only_waited_is_off_the_list_without_a_task(
    tannfurt: Network, clara: Context, hanna: Context
) -> None:
    consent = agrees(clara, waits(clara, tannfurt), hanna)

    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert VisitRequest.objects.get().state is VisitingState.ENDED
    assert watch(clara) == []
