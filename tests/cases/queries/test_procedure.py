"""The list of one's cases: what is open stands first, on every database."""

from collections.abc import Callable
from dataclasses import replace

from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import Case
from schutznetz.cases.queries.procedure import my_cases
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from tests import make
from tests.conftest import NOON


def test_open_cases_stand_before_closed_ones(
    make_case: Callable[[], Case], ctx: Context, inside: None
) -> None:
    case = make_case()
    closed = Case.objects.create(
        number=case.number + 1,
        child_name="Ida",
        report="x",
        reported_at=NOON,
        lead=case.lead,
        substitute=case.substitute,
    )
    make.with_result(closed, Outcome.NONE)
    Case.objects.filter(pk=closed.pk).update(state="closed", closed_at=NOON)

    assert [each.pk for each in my_cases(replace(ctx, role=Role.CASE_WORKER))] == [case.pk, closed.pk]
