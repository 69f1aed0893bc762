"""What a signature covers: every row about the case, in one question to the database."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schutznetz.cases.models import Case, MissedAppointment, Result
from schutznetz.cases.queries.gathered import BESIDE, gathered
from schutznetz.kernel import tenancy
from schutznetz.networks.models import Network
from tests import assessing
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


def test_a_mark_holds_until_something_about_this_case_is_new(make_case: Callable[[], Case]) -> None:
    case = make_case()
    other = Case.objects.create(
        number=case.number + 1, child_name="Ida", report="x", reported_at=NOON,
        lead=case.lead, substitute=case.substitute,
    )  # fmt: skip
    marks = [gathered(case, besides=Result)]

    assessing.protect(other, NOON)
    marks.append(gathered(case, besides=Result))
    missed = MissedAppointment.objects.create(
        case=case, missed_on=NOON.date(), what="Hausbesuch", noted_by=case.lead, noted_at=NOON
    )
    marks.append(gathered(case, besides=Result))
    MissedAppointment.objects.filter(pk=missed.pk).update(missed_on=NOON.date() - timedelta(days=1))
    marks.append(gathered(case, besides=Result))

    assert marks[0] == marks[1] == gathered(case, besides=MissedAppointment)
    assert len(set(map(tuple, marks))) == 3


def test_every_table_of_a_case_is_asked_in_one_query(make_case: Callable[[], Case]) -> None:
    case = make_case()
    with CaptureQueriesContext(connection) as asked:
        gathered(case, besides=Result)

    [query] = asked.captured_queries
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("cases").get_models()
        if model not in {*BESIDE, Result} and any(field.name == "case" for field in model._meta.fields)
    }
    assert len(tables) > 20
    assert {table for table in tables if f'FROM "{table}"' not in query["sql"]} == set()


def test_what_was_made_in_one_network_marks_nothing_of_another(
    make_case: Callable[[], Case], erlenstedt: Network
) -> None:
    case = make_case()
    assessing.protect(case, NOON)
    empty = gathered(Case(pk=erlenstedt.pk), besides=Result)

    with tenancy.scope(erlenstedt.pk):
        assert gathered(Case(pk=case.pk), besides=Result) == empty
    assert gathered(Case(pk=case.pk), besides=Result) != empty
