"""No result while anything is missing: without one piece exactly its guard stands in the way."""

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import CaseEntryKind, Outcome
from schutznetz.cases.models import Case
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import assessment as law
from tests import assessing
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


@pytest.mark.parametrize("piece", [name for name in assessing.PIECES if name.startswith("G")])
def test_no_result_while_anything_is_missing(
    piece: str,
    case: Case,
    anna_at_work: Context,
    bert_at_work: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assessing.gather(anna_at_work, case, bert_at_work.person_id, without=piece)
    if piece.startswith("G9 fact"):
        words = assessing.entry(NOON, CaseEntryKind.STATEMENT, "„Papa war laut.“", said_by="Mia")
        other = services.add_entry(anna_at_work, case, facts=words)
        said = assessing.assessed(case, Outcome.NONE, facts=(other.pk,))
    else:
        said = assessing.assessed(case, Outcome.NONE)
    guard = next(row for row in law.GUARDS if row.code == piece.split(maxsplit=1)[0])

    with pytest.raises(Conflict) as refusal:
        services.propose_result(anna_at_work, case, assessed=said)

    assert (refusal.value.reason, refusal.value.norm) == (guard.missing, guard.norm)
    monkeypatch.setattr(law, "GUARDS", [row for row in law.GUARDS if row is not guard])
    assert services.propose_result(anna_at_work, case, assessed=said)  # nothing else stood in the way
