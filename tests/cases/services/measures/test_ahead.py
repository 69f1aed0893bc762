"""What is written down has happened: help still to be offered or a ruling still to come protects nobody."""

from collections.abc import Callable

import pytest

from schutznetz.cases.choices import HelpAnswer
from schutznetz.cases.models import Case, CourtReferral
from schutznetz.cases.services import measures
from schutznetz.cases.standing import active_protection, has_measure, missed_since_seen
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from tests.cases.services.measures.conftest import IN_A_WEEK, TODAY
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
AHEAD = "in der Zukunft"


@pytest.fixture
def sent(case: Case) -> CourtReferral:
    return CourtReferral.objects.create(
        case=case, state="sent", reasons="x", decided_by=case.lead, decided_at=NOON, sent_at=NOON,
        proof=b"x", proof_type="pdf", report="x",
    )  # fmt: skip


def test_help_that_is_still_to_be_offered_is_no_measure(case: Case, anna_at_work: Context) -> None:
    with pytest.raises(Conflict, match=AHEAD):
        measures.offer_help(anna_at_work, case, what="Familienhilfe", offered_on=IN_A_WEEK)
    assert not has_measure(case)

    offer = measures.offer_help(anna_at_work, case, what="Familienhilfe", offered_on=TODAY)

    assert has_measure(case)
    with pytest.raises(Conflict, match=AHEAD):
        measures.answer_help(anna_at_work, offer, answer=HelpAnswer.ACCEPTED, answered_on=IN_A_WEEK)
    measures.answer_help(anna_at_work, offer, answer=HelpAnswer.ACCEPTED, answered_on=TODAY)


def test_an_appointment_is_missed_when_its_day_has_come(case: Case, anna_at_work: Context) -> None:
    with pytest.raises(Conflict, match=AHEAD):
        measures.note_missed(anna_at_work, case, missed_on=IN_A_WEEK, what="Kinderarzt")
    assert missed_since_seen(case) == 0

    measures.note_missed(anna_at_work, case, missed_on=TODAY, what="Kinderarzt")

    assert missed_since_seen(case) == 1


def test_a_ruling_counts_when_the_court_has_ruled(
    case: Case, sent: CourtReferral, anna_at_work: Context, point: Callable[..., object]
) -> None:
    with clock.frozen(NOON):
        with pytest.raises(Conflict, match=AHEAD):
            measures.note_ruling(anna_at_work, sent, ordered=True, ruled_on=IN_A_WEEK, ruling="Auszug")
        measures.note_ruling(anna_at_work, sent, ordered=True, ruled_on=TODAY, ruling="Auszug")

        assert active_protection(case)
