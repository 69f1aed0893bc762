"""A midwife's work: contacts noted and put right, goals, looking back, the end, passing on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.care import services as care
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
    WithdrawalWay,
)
from schutznetz.care.models import FamilyConsent, Passing
from schutznetz.care.services import Declared, Declarer
from schutznetz.kernel import policy
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.law.measures import end_of
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Organisation
from schutznetz.offers.choices import Language
from schutznetz.visiting import jobs, queries, services
from schutznetz.visiting.choices import (
    END_NOTICE,
    REVIEW_AFTER,
    REVIEW_NOTICE,
    ContactKind,
    Content,
    GoalState,
    NeedAfter,
    SheetMoment,
    VisitEnd,
    VisitingState,
    VisitUrgency,
)
from schutznetz.visiting.due import working_days_after
from schutznetz.visiting.models import (
    FamilyMidwife,
    VisitContact,
    VisitGoal,
    VisitHandOver,
    VisitRequest,
    VisitSheet,
)
from schutznetz.visiting.services import Closing, Noted, State, Told
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.conftest import NOON
from tests.visiting.conftest import names_all

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOON.date()
A_DAY = timedelta(days=1)
VISIT = Noted(
    on=TODAY,
    kind=ContactKind.HOME,
    minutes=60,
    travel_minutes=20,
    kilometres=12,
    topics=["sleep"],
    note="Emre schläft",
    next_step="Wiegen",
)
STATE = State(burdens=["alone", "money"], strengths=["asks"], counted=True)
CLOSING = Closing(
    end=VisitEnd.AGE_LIMIT,
    state=State(burdens=["money"], strengths=["asks"], counted=True),
    need=NeedAfter.SETTLED,
    content=Content.VERY,
    outlook="Geht in die Krabbelgruppe",
)
TOLD = Told(words="Sie ruft gern an", necessity="Damit es weitergeht", endangers=False, why="Sie will es")


def tasks(kind: TaskKind) -> list[Task]:
    return list(Task.objects.filter(kind=kind, settled_at=None))


def later(ctx: Context, by: timedelta) -> Context:
    return replace(ctx, now=ctx.now + by)


def remind(clara: Context, by: timedelta) -> None:
    jobs.remind(replace(later(clara, by), role=SYSTEM, actor_id=None))


def test_the_first_contact_is_asked_for_within_five_working_days(
    hanna: Context, placed: VisitRequest
) -> None:
    [task] = tasks(TaskKind.FIRST_CONTACT)
    services.note_contact(hanna, placed, noted=replace(VISIT, kind=ContactKind.NO_SHOW, minutes=0))
    still = tasks(TaskKind.FIRST_CONTACT)

    services.note_contact(hanna, placed, noted=VISIT)

    assert (task.owner_id, still) == (hanna.person_id, [task])
    assert task.due_at == end_of(date(2026, 11, 27))  # asked on a Sunday, the week has five working days
    assert tasks(TaskKind.FIRST_CONTACT) == []


@pytest.mark.parametrize(
    ("day", "land", "count", "then"),
    [
        (date(2026, 11, 20), "", 5, date(2026, 11, 27)),
        (date(2026, 11, 21), "", 1, date(2026, 11, 23)),
        (date(2026, 12, 23), "", 2, date(2026, 12, 28)),
    ],
)
def test_weekends_and_holidays_are_no_working_days(day: date, land: str, count: int, then: date) -> None:
    assert working_days_after(day, count, land) == then


def test_a_goal_is_agreed_and_something_becomes_of_it(hanna: Context, placed: VisitRequest) -> None:
    goal = services.agree_goal(hanna, placed, words="Wir schlafen besser")
    with pytest.raises(Conflict, match="was aus dem Ziel"):
        services.settle_goal(hanna, goal, state=GoalState.OPEN)

    services.settle_goal(hanna, goal, state=GoalState.PARTLY)

    goal.refresh_from_db()
    assert (goal.words, goal.state, goal.settled_on) == ("Wir schlafen besser", GoalState.PARTLY, TODAY)
    with pytest.raises(policy.Denied):
        services.settle_goal(hanna, goal, state=GoalState.REACHED)


def test_the_look_back_is_asked_for_once_in_time(
    clara: Context, hanna: Context, placed: VisitRequest
) -> None:
    assert placed.review_on == TODAY + REVIEW_AFTER
    remind(clara, REVIEW_AFTER - REVIEW_NOTICE - A_DAY)
    assert tasks(TaskKind.REVIEW_VISITS) == []

    remind(clara, REVIEW_AFTER - REVIEW_NOTICE)
    remind(clara, REVIEW_AFTER)

    [task] = tasks(TaskKind.REVIEW_VISITS)
    assert task.owner_id == hanna.person_id
    then = later(hanna, REVIEW_AFTER)
    placed.refresh_from_db()
    day = TODAY + REVIEW_AFTER
    services.review(
        then, placed, held_on=day, words="Besser", next_on=day + REVIEW_AFTER, planned_end=date(2027, 4, 30)
    )
    assert tasks(TaskKind.REVIEW_VISITS) == []
    assert VisitRequest.objects.get(pk=placed.pk).planned_end == date(2027, 4, 30)
    remind(clara, 2 * REVIEW_AFTER)
    assert len(tasks(TaskKind.REVIEW_VISITS)) == 1


def test_a_review_keeps_within_the_age_limit(hanna: Context, placed: VisitRequest) -> None:
    limit = queries.age_limit(placed)
    good = {"held_on": TODAY, "words": "x", "next_on": TODAY + A_DAY, "planned_end": limit}

    assert limit == date(2027, 5, 1)  # Emre was born in May, and she helps for twelve months
    for change, why in (
        ({"held_on": TODAY + A_DAY}, "Zukunft"),
        ({"next_on": TODAY}, "in der Zukunft"),
        ({"planned_end": TODAY - A_DAY}, "Vergangenheit"),
        ({"planned_end": limit + A_DAY}, "Altersgrenze"),
    ):
        with pytest.raises(Conflict, match=why):
            services.review(hanna, placed, **good | change)  # type: ignore[arg-type]  # dates and a word
    services.review(hanna, placed, **good)  # type: ignore[arg-type]  # dates and a word


def test_the_end_is_thought_of_once_in_time(clara: Context, hanna: Context, placed: VisitRequest) -> None:
    assert placed.planned_end
    notice = placed.planned_end - END_NOTICE - TODAY
    remind(clara, notice - A_DAY)
    assert tasks(TaskKind.VISITS_END) == []

    remind(clara, notice)
    remind(clara, notice + A_DAY)

    assert [task.owner_id for task in tasks(TaskKind.VISITS_END)] == [hanna.person_id]
    soon = [queries.own(later(hanna, by), placed.network)[0].ends_soon for by in (notice - A_DAY, notice)]
    assert soon == [False, True]


# --- the sheets -------------------------------------------------------------------------------------------


def test_a_help_ends_with_its_closing_sheet(hanna: Context, placed: VisitRequest) -> None:
    services.note_start(hanna, placed, state=State())
    services.note_start(hanna, placed, state=STATE)
    goal = services.agree_goal(hanna, placed, words="Schlafen")
    with pytest.raises(Conflict, match="Ziel ist noch offen"):
        services.close(hanna, placed, closing=CLOSING)
    services.settle_goal(hanna, goal, state=GoalState.REACHED)

    services.close(hanna, placed, closing=CLOSING)

    placed.refresh_from_db()
    assert (placed.state, placed.end) == (VisitingState.ENDED, VisitEnd.AGE_LIMIT)
    assert not Task.objects.filter(settled_at=None).exists()
    sheets = {each.moment: each for each in VisitSheet.objects.all()}
    assert sheets[SheetMoment.START].burdens == ["alone", "money"]
    assert (sheets[SheetMoment.END].burdens, sheets[SheetMoment.END].need) == (["money"], "settled")
    page = queries.work_page(hanna, placed)
    assert page.end is not None
    assert (page.end.burdens, page.end.content) == ("Geldsorgen", "sehr zufrieden")
    for act in (
        lambda: services.note_contact(hanna, placed, noted=VISIT),
        lambda: services.close(hanna, placed, closing=CLOSING),
        lambda: services.note_start(hanna, placed, state=STATE),
    ):
        with pytest.raises(policy.Denied):
            act()


def test_she_closes_with_her_sheet_and_not_without(hanna: Context, placed: VisitRequest) -> None:
    with pytest.raises(policy.Denied):
        services.end_visits(hanna, placed, end=VisitEnd.PLANNED)


# --- passing on -------------------------------------------------------------------------------------------


def release(
    clara: Context,
    placed: VisitRequest,
    person: Context,
    kind: ConsentKind = ConsentKind.RELEASE,
    items: Sequence[DataItem] = (DataItem.COURSE,),
) -> FamilyConsent:
    seat = Assignment.objects.get(user=person.person_id, role=Role.FAMILY_MIDWIFE)
    declared = Declared(
        kind=kind,
        purpose=ConsentPurpose.HAND_OVER,
        items=list(items),
        people=[seat.pk],
        form=ConsentForm.PAPER,
        language=Language.GERMAN,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        given_on=TODAY,
        until=TODAY + timedelta(days=90),
        copy_given=True,
    )
    care.note_consent(clara, placed.family, declared=declared, by=[Declarer(name="Frau Aydin")], key="k")
    return FamilyConsent.objects.get(kind=kind, purpose=ConsentPurpose.HAND_OVER)


@pytest.fixture
def followed(clara: Context, hanna: Context, placed: VisitRequest, other: FamilyMidwife) -> VisitRequest:
    """Ines will go on with Hanna's family."""
    names_all(clara, placed.family)
    follower = services.pass_on(hanna, placed, urgency=VisitUrgency.SOON)
    return services.place(clara, follower, midwife_id=str(other.pk))


def test_a_family_waits_for_a_colleague_while_its_help_runs(
    clara: Context, hanna: Context, placed: VisitRequest, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    names_all(clara, placed.family)
    follower = services.pass_on(hanna, placed, urgency=VisitUrgency.SOON)

    [line] = queries.overview(clara, placed.network).waiting
    assert (line.helped_by, line.helped_until) == ("hanna", placed.planned_end)
    assert (follower.state, follower.family_id, follower.postcode) == (
        VisitingState.WAITING,
        placed.family_id,
        placed.postcode,
    )
    with pytest.raises(policy.Denied):
        services.pass_on(hanna, placed, urgency=VisitUrgency.SOON)
    with pytest.raises(Conflict, match="soll diese Familie nicht"):
        services.place(clara, follower, midwife_id=str(hers.pk))
    services.place(clara, follower, midwife_id=str(other.pk))
    assert queries.successor_of(placed) == follower


def test_nothing_is_told_without_a_release_for_just_her(
    clara: Context, hanna: Context, placed: VisitRequest, followed: VisitRequest
) -> None:
    for wrong in ("nobody", "herself", "consent only", "other things"):
        if wrong == "herself":
            release(clara, placed, hanna)
        with pytest.raises(Conflict, match="Schweigepflicht"):
            services.hand_over(hanna, placed, told=TOLD)

    assert not VisitHandOver.objects.exists()
    assert not Passing.objects.exists()


@pytest.mark.parametrize(
    ("kind", "items"), [(ConsentKind.DATA, [DataItem.COURSE]), (ConsentKind.RELEASE, [DataItem.NAME])]
)
def test_a_consent_to_something_else_is_no_release(
    clara: Context,
    hanna: Context,
    ines: Context,
    placed: VisitRequest,
    followed: VisitRequest,
    kind: ConsentKind,
    items: list[DataItem],
) -> None:
    release(clara, placed, ines, kind, items)

    with pytest.raises(Conflict, match="Schweigepflicht"):
        services.hand_over(hanna, placed, told=TOLD)


def test_what_is_told_stands_in_the_familys_list_and_ends_with_the_release(
    clara: Context, hanna: Context, ines: Context, placed: VisitRequest, followed: VisitRequest
) -> None:
    consent = release(clara, placed, ines)

    services.hand_over(hanna, placed, told=TOLD)

    [line] = care.take_log(clara, placed.family)
    assert [told.words for told in queries.work_page(ines, followed).told] == ["Sie ruft gern an"]
    passing = Passing.objects.get()
    assert (passing.recipient.person_id, passing.referral_id) == (ines.person_id, None)
    assert line.items == ["Wie die Hilfe bisher verlaufen ist"]
    assert queries.work_page(hanna, placed).handed_over
    with pytest.raises(policy.Denied):
        services.hand_over(hanna, placed, told=TOLD)
    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)
    assert queries.work_page(ines, followed).told == []
    assert {each.state for each in VisitRequest.objects.all()} == {VisitingState.PLACED}  # both helps go on


def test_in_another_house_she_reads_nothing_of_it(
    clara: Context, hanna: Context, ines: Context, placed: VisitRequest, followed: VisitRequest
) -> None:
    """The family named her in the house in which she worked; a change of it is not covered."""
    release(clara, placed, ines)
    services.hand_over(hanna, placed, told=TOLD)
    moved = Organisation.objects.create(name="Hebammen am Markt", category=PartnerCategory.MIDWIFE)

    assert queries.work_page(ines, followed).told  # negative control
    assert queries.work_page(replace(ines, organisation_id=moved.pk), followed).told == []


def test_what_would_endanger_the_help_is_not_told(
    clara: Context, hanna: Context, ines: Context, placed: VisitRequest, followed: VisitRequest
) -> None:
    release(clara, placed, ines)

    with pytest.raises(Conflict, match="gefährdet"):
        services.hand_over(hanna, placed, told=replace(TOLD, endangers=True))


def test_she_hands_over_after_the_end_as_well(
    clara: Context, hanna: Context, ines: Context, placed: VisitRequest, followed: VisitRequest
) -> None:
    services.close(hanna, placed, closing=replace(CLOSING, end=VisitEnd.HANDED_OVER))
    release(clara, placed, ines)

    services.hand_over(hanna, placed, told=TOLD)

    assert VisitHandOver.objects.get().successor == followed


def test_everything_she_wrote_goes_with_the_family(
    clara: Context, hanna: Context, ines: Context, placed: VisitRequest, followed: VisitRequest
) -> None:
    contact = services.note_contact(hanna, placed, noted=VISIT)
    services.correct_contact(hanna, contact, noted=VISIT)
    services.settle_goal(hanna, services.agree_goal(hanna, placed, words="x"), state=GoalState.REACHED)
    services.note_start(hanna, placed, state=STATE)
    release(clara, placed, ines)
    services.hand_over(hanna, placed, told=TOLD)
    for request in (placed, followed):
        services.end_visits(clara, request, end=VisitEnd.MOVED)
    care.end_help(clara, placed.family)
    then = later(clara, timedelta(days=366))

    assert Task.objects.filter(about_id=placed.pk).exists()

    care.erase(replace(then, role=SYSTEM, actor_id=None), placed.family)

    kinds = (VisitRequest, VisitContact, VisitGoal, VisitSheet, VisitHandOver)
    assert [kind.__name__ for kind in kinds if kind.objects.exists()] == []
    assert not KeyRow.objects.filter(record=contact.pk).exists()
    assert not Task.objects.filter(about_id__in=[placed.pk, followed.pk]).exists()
