"""Taking into care begins with the act; what the statute wants follows, and nothing of it is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases.choices import (
    Guardian,
    GuardianPosition,
    Manner,
    TakingEnd,
    TakingFollowUp,
    TakingGround,
)
from schutznetz.cases.models import Case, GuardianAnswer, ImmediateProtection, TakingIntoCare
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Facts
from schutznetz.cases.standing import active_protection, missing
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests import make
from tests.cases.services.measures.conftest import task, waiting
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
EVERYTHING = ["taking_answer", "taking_ground", "taking_place", "taking_tell_child"]
EVERYTHING += ["taking_tell_guardians", "taking_trust"]
KNOWN = Facts(
    ground=TakingGround.URGENT_DANGER,
    child_told_at=NOON,
    child_told_how="Am Küchentisch, mit dem Teddy",
    trusted_at=NOON,
    trusted_note="Tante Ute",
    guardians_told_at=NOON,
)
# § 42 Abs. 3 SGB VIII, restated by hand.
LAWFUL = {("objects", "hand_back"), ("objects", "court"), ("unreachable", "court"), ("agrees", "help_plan")}
PAIRS = list(product(GuardianPosition, ["", *TakingFollowUp]))
FOLLOWS = {"hand_back": "hand_back", "court": "call_court", "help_plan": "start_help_plan"}


@pytest.fixture
def taking(anna_at_work: Context, case: Case) -> TakingIntoCare:
    return measures.take_into_care(anna_at_work, case)


def test_nothing_missing_stops_it_and_everything_missing_is_asked_for(
    case: Case, taking: TakingIntoCare
) -> None:
    assert taking.started_at == NOON
    assert waiting() == EVERYTHING
    assert active_protection(case)
    assert {task(kind).due_at - NOON for kind in waiting()} == {timedelta(hours=2), timedelta(hours=24)}


def test_what_becomes_known_is_no_longer_asked_for_and_never_overwritten(
    anna_at_work: Context, taking: TakingIntoCare
) -> None:
    measures.add_to_taking(anna_at_work, taking, facts=KNOWN, place="Bereitschaftspflege")

    assert waiting() == ["taking_answer"]
    with pytest.raises(Conflict):
        measures.add_to_taking(anna_at_work, taking, facts=Facts(ground=TakingGround.CHILD_ASKS))
    measures.add_to_taking(anna_at_work, taking, facts=Facts(), place="Wohngruppe")
    assert {stay.place for stay in taking.stays.all()} == {"Bereitschaftspflege", "Wohngruppe"}


def test_for_an_unaccompanied_child_a_guardian_is_asked_for(
    anna_at_work: Context, taking: TakingIntoCare
) -> None:
    measures.add_to_taking(anna_at_work, taking, facts=Facts(ground=TakingGround.UNACCOMPANIED))

    assert "taking_guardian" in waiting()
    assert not {"taking_answer", "taking_tell_guardians"} & set(waiting())


@pytest.mark.parametrize(("position", "follow_up"), PAIRS)
def test_only_the_legal_consequence_follows_from_an_answer(
    position: GuardianPosition, follow_up: str, anna_at_work: Context, taking: TakingIntoCare
) -> None:
    lawful = (str(position), str(follow_up)) in LAWFUL

    if not lawful:
        with pytest.raises(Conflict):
            measures.note_answer(anna_at_work, taking, position=position, follow_up=follow_up)
        assert waiting() == EVERYTHING
        return
    measures.note_answer(anna_at_work, taking, position=position, follow_up=follow_up)
    assert sorted({*EVERYTHING, FOLLOWS[follow_up]} - {"taking_answer"}) == waiting()


@pytest.mark.parametrize(("position", "follow_up"), PAIRS)
def test_the_database_keeps_no_answer_without_its_consequence(
    position: str, follow_up: str, anna_at_work: Context, taking: TakingIntoCare
) -> None:
    row: dict[str, Any] = {
        "taking": taking,
        "position": position,
        "follow_up": follow_up,
        "noted_by_id": anna_at_work.actor_id,
        "noted_at": NOON,
    }
    if (str(position), str(follow_up)) in LAWFUL:
        GuardianAnswer.objects.create(**row)
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            GuardianAnswer.objects.create(**row)


def test_another_answer_has_another_consequence(anna_at_work: Context, taking: TakingIntoCare) -> None:
    measures.note_answer(anna_at_work, taking, position=GuardianPosition.UNREACHABLE, follow_up="court")
    later = replace(anna_at_work, now=NOON + timedelta(minutes=1))
    measures.note_answer(later, taking, position=GuardianPosition.OBJECTS, follow_up="hand_back")

    assert {"hand_back", "call_court"} & set(waiting()) == {"hand_back"}
    assert taking.answers.count() == 2


def test_freedom_is_given_back_by_the_end_of_the_next_day(
    anna_at_work: Context, taking: TakingIntoCare
) -> None:
    measures.confine(anna_at_work, taking, why="Sie will vom Dach springen.")

    alarm = task("end_confinement")
    assert alarm.due_at == datetime(2026, 11, 23, 23, tzinfo=UTC)  # midnight in Berlin
    assert alarm.ladder[:2] == [[0, "owner"], [1, "team_lead"]]
    with pytest.raises(Conflict):
        measures.confine(anna_at_work, taking, why="Noch einmal")
    measures.end_confinement(anna_at_work, taking, note="Sie ist ruhig.")
    assert "end_confinement" not in waiting()
    with pytest.raises(Conflict):
        measures.end_confinement(anna_at_work, taking, note="Noch einmal")


def test_the_end_is_written_down_and_what_is_missing_stays_asked_for(
    anna_at_work: Context, case: Case, taking: TakingIntoCare
) -> None:
    measures.confine(anna_at_work, taking, why="Gefahr für ihr Leben")
    measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.HANDED_BACK, note="Beim Vater")

    assert waiting() == EVERYTHING
    assert taking.confinement_over_at == NOON
    assert not active_protection(case)
    assert missing(taking)
    with pytest.raises(Conflict):
        measures.note_answer(anna_at_work, taking, position=GuardianPosition.OBJECTS, follow_up="court")


def test_a_child_that_left_is_searched_for(anna_at_work: Context, taking: TakingIntoCare) -> None:
    measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.LEFT, note="Durch das Fenster")

    assert task("find_child").ladder[0] == [0, "owner"]


def test_a_child_is_taken_once_at_a_time(anna_at_work: Context, case: Case, taking: TakingIntoCare) -> None:
    with pytest.raises(Conflict):
        measures.take_into_care(anna_at_work, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        TakingIntoCare.objects.create(case=case, started_by_id=anna_at_work.person_id, started_at=NOON)


def test_one_acts_and_a_second_person_signs(
    tannfurt: Network, anna_at_work: Context, bert_at_work: Context, case: Case
) -> None:
    """The case came from a report: immediate protection runs its own course (two people)."""
    case.origin = make.report(anna_at_work, tannfurt)
    case.save()

    measures.take_into_care(anna_at_work, case, second_id=bert_at_work.person_id, told_by=Manner.TELEPHONE)

    protection = ImmediateProtection.objects.get()
    assert (protection.measures, protection.second_id) == (["taken_into_care"], bert_at_work.actor_id)
    assert "confirm_protection" in waiting()


def test_who_is_on_duty_may_act_and_others_outside_may_not(
    case: Case, carl_at_work: Context, bert_at_work: Context
) -> None:
    with pytest.raises(Denied):
        measures.take_into_care(carl_at_work, case)
    hour = timedelta(hours=1)
    Shift.objects.create(
        person_id=carl_at_work.person_id,
        substitute_id=bert_at_work.person_id,
        starts_at=NOON - hour,
        ends_at=NOON + hour,
    )

    taking = measures.take_into_care(carl_at_work, case)

    measures.add_to_taking(carl_at_work, taking, facts=KNOWN, place="Bereitschaftspflege")
    assert waiting() == ["taking_answer"]


def said(ctx: Context, taking: TakingIntoCare, *words: tuple[Guardian, GuardianPosition, str]) -> set[str]:
    for whose, position, follow_up in words:
        ctx = replace(ctx, now=NOON + timedelta(minutes=taking.answers.count()))
        measures.note_answer(ctx, taking, position=position, follow_up=follow_up, whose=whose)
    return {*FOLLOWS.values()} & set(waiting())


OBJECTS, AGREES = (GuardianPosition.OBJECTS, "court"), (GuardianPosition.AGREES, "help_plan")
MOTHER, FATHER, ALL = Guardian.MOTHER, Guardian.FATHER, Guardian.ALL
ANSWERS = {
    "one objects, then the other agrees": ([(MOTHER, *OBJECTS), (FATHER, *AGREES)], {"call_court"}),
    "one agrees, then the other objects": ([(FATHER, *AGREES), (MOTHER, *OBJECTS)], {"call_court"}),
    "both object, then one agrees": ([(ALL, *OBJECTS), (FATHER, *AGREES)], {"call_court"}),
    "who objected agrees after all": (
        [(MOTHER, *OBJECTS), (FATHER, *AGREES), (MOTHER, *AGREES)],
        {"start_help_plan"},
    ),
    "both agree after all": ([(MOTHER, *OBJECTS), (ALL, *AGREES)], {"start_help_plan"}),
    "one wants it back, the other is not reached": (
        [(MOTHER, GuardianPosition.OBJECTS, "hand_back"), (FATHER, GuardianPosition.UNREACHABLE, "court")],
        {"hand_back", "call_court"},
    ),
}


@pytest.mark.parametrize("story", ANSWERS)
def test_nobody_answers_for_another_guardian(
    story: str, anna_at_work: Context, taking: TakingIntoCare
) -> None:
    words, follows = ANSWERS[story]

    assert said(anna_at_work, taking, *words) == follows


def test_against_somebodys_will_the_court_decides_and_nobody_decides_that_it_does_not(
    anna_at_work: Context, case: Case, taking: TakingIntoCare
) -> None:
    said(anna_at_work, taking, (MOTHER, *OBJECTS), (FATHER, *AGREES))

    with pytest.raises(Conflict, match="entscheidet das Gericht"):
        measures.decide_on_court(anna_at_work, case, call=False, reasons="Der Vater ist einverstanden.")
    assert "call_court" in waiting()

    said(anna_at_work, taking, (MOTHER, *AGREES))
    assert measures.decide_on_court(anna_at_work, case, call=False, reasons="Alle sind einverstanden.")
