"""No case is closed silently while the official record lacks something: it is filled in, or said why not."""

from datetime import date
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import AssessmentRecord, Case
from schutznetz.cases.queries.statistics import key_of, lacking_of
from schutznetz.cases.services import measures
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import statistics as law
from schutznetz.networks.models import Network
from tests import make
from tests.cases.services.measures.test_closing import WORDS
from tests.conftest import NOON
from tests.law.test_statistics import WHOLE

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.usefixtures("at_noon")]
ANSWERS: dict[str, Any] = {name: WHOLE[name] for name in WHOLE if name not in {"dangers", "danger_from"}}
HARMLESS = ANSWERS | {"result": "need_for_support"}


@pytest.fixture
def at_noon() -> Any:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def counted(case: Case) -> Case:
    """A case whose record lacks whether the family speaks German."""
    found = make.with_result(case, Outcome.NEED_FOR_SUPPORT)
    answers = {name: value for name, value in HARMLESS.items() if name != "german"}
    AssessmentRecord.objects.create(
        key=key_of(case.pk), version=law.VERSION, completed_on=NOON.date(), answers=answers
    )
    return found


def test_the_gap_is_named_and_stops_the_closing(counted: Case, anna_at_work: Context) -> None:
    assert lacking_of(counted) == ["In der Familie vor allem Deutsch"]

    for why in ("", "  "):
        with pytest.raises(Conflict, match="Statistik"):
            measures.propose_closing(anna_at_work, counted, **WORDS, gaps_why=why)

    counted.refresh_from_db()
    assert (counted.state, counted.closings.exists()) == ("result_set", False)
    services.complete_record(anna_at_work, counted, answers=HARMLESS)
    assert measures.propose_closing(anna_at_work, counted, **WORDS, gaps_why="x").gaps_why is None


def test_who_says_why_closes_and_the_second_person_reads_it(
    counted: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    why = "Die Familie ist fortgezogen, niemand weiß es."

    closing = measures.propose_closing(anna_at_work, counted, **WORDS, gaps_why=why)
    measures.confirm_closing(bert_at_work, closing, seal=closing.seal)

    counted.refresh_from_db()
    assert (counted.state, closing.gaps_why) == ("closed", why)


def test_a_gap_that_comes_after_the_note_stops_the_second_person(
    counted: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    services.complete_record(anna_at_work, counted, answers=HARMLESS)
    closing = measures.propose_closing(anna_at_work, counted, **WORDS)
    services.complete_record(anna_at_work, counted, answers=HARMLESS | {"origin": ""})

    with pytest.raises(Conflict, match="etwas Neues"):
        measures.confirm_closing(bert_at_work, closing, seal=closing.seal)


def test_what_cannot_be_true_is_named_as_well(counted: Case) -> None:
    AssessmentRecord.objects.update(answers=HARMLESS | {"birth_year": "1990"})

    assert lacking_of(counted) == ["Das Kind ist beim Abschluss noch nicht geboren oder schon volljährig."]


def test_where_another_program_delivers_nothing_is_asked(counted: Case, anna_at_work: Context) -> None:
    Network.objects.update(statistics_by="software")

    assert measures.propose_closing(anna_at_work, counted, **WORDS).gaps_why is None


def test_what_was_learned_after_the_year_was_delivered_counts(counted: Case) -> None:
    record = AssessmentRecord.objects.get()
    record.later.create(
        year=2027, noted_on=date(2027, 5, 4), answers=HARMLESS, complete=True, network=record.network
    )

    assert lacking_of(counted) == []
