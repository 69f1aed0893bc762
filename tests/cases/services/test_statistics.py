"""The official record falls out of the work: once for each assessed child, under a key that names nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import AssessmentRecord, Case
from schutznetz.cases.queries import statistics as queries
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import statistics as law
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import assessing
from tests.cases.services.test_results import case, lea, ready  # noqa: F401 - the case of the results
from tests.conftest import NOON, context, member
from tests.law.test_statistics import WHOLE

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def count(
    ready: Case,  # noqa: F811 - a fixture asks for a fixture
    anna_at_work: Context,
    bert_at_work: Context,
) -> Callable[..., Case]:
    """Let two people set a result, after a look at child and home or without one."""

    def counted(outcome: Outcome = Outcome.NONE, *, impression: bool = True, hours: int = 0) -> Case:
        anna, bert = (replace(ctx, now=NOON + timedelta(hours=hours)) for ctx in (anna_at_work, bert_at_work))
        assessed = Case.objects.get(pk=ready.pk)
        if impression:
            assessing._visit(anna, assessed, bert.person_id)
        result = services.propose_result(anna, assessed, assessed=assessing.assessed(assessed, outcome))
        services.confirm_result(bert, result, seal=result.seal)
        return Case.objects.get(pk=result.case_id)

    return counted


def test_a_result_makes_one_record_that_names_nobody(count: Callable[..., Case]) -> None:
    assessed = count()

    record = AssessmentRecord.objects.get()
    assert (record.key, record.version) == (queries.key_of(assessed.pk), law.VERSION)
    assert (record.completed_on, len(record.key)) == (NOON.date(), 20)
    assert record.answers["result"] == "none"
    assert record.answers["reporter"] == "health"
    assert not record.complete
    assert str(assessed.pk).replace("-", "")[:12].upper() not in record.key
    assert not [field for field in AssessmentRecord._meta.concrete_fields if field.is_relation][1:]


def test_a_later_result_changes_the_same_record_and_keeps_what_was_typed(
    count: Callable[..., Case], anna_at_work: Context
) -> None:
    assessed = count(Outcome.NONE)
    services.complete_record(anna_at_work, assessed, answers={"german": "yes"})

    count(Outcome.NEED_FOR_SUPPORT, hours=1)

    record = AssessmentRecord.objects.get()
    assert (record.answers["result"], record.answers["german"]) == ("need_for_support", "yes")


def test_where_the_case_software_delivers_nothing_is_counted(count: Callable[..., Case]) -> None:
    Network.objects.update(statistics_by="software")

    count()

    assert not AssessmentRecord.objects.exists()


@pytest.mark.parametrize("impression", [True, False])
def test_only_an_assessment_with_an_immediate_impression_counts(
    impression: bool, count: Callable[..., Case]
) -> None:
    count(impression=impression)

    assert AssessmentRecord.objects.exists() is impression


def test_a_record_is_completed_by_the_team_and_checked_at_once(
    count: Callable[..., Case], anna_at_work: Context
) -> None:
    assessed = count()
    given: dict[str, Any] = {name: WHOLE[name] for name in WHOLE if name not in {"dangers", "danger_from"}}
    assert queries.with_gaps(anna_at_work) != []

    with pytest.raises(Conflict, match="Keine"):
        services.complete_record(anna_at_work, assessed, answers={**given, "services": ["none", "advice"]})
    services.complete_record(anna_at_work, assessed, answers={**given, "result": "acute"})

    record = AssessmentRecord.objects.get()
    assert record.complete
    assert record.answers["result"] == "none"  # what follows from the result is not typed
    assert queries.with_gaps(anna_at_work) == []


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look_deliver_and_complete(role: Role, count: Callable[..., Case], tannfurt: Network) -> None:
    assessed = count()
    dora = context(tannfurt, member(tannfurt, "dora", role), role)

    assert policy.may(dora, StatisticsAction.EXPORT, tannfurt) is (role is Role.PLANNER)
    assert policy.may(dora, StatisticsAction.READ, tannfurt) is (
        role in {Role.PLANNER, Role.TEAM_LEAD, Role.COORDINATOR, Role.DATA_PROTECTION}
    )
    assert policy.may(dora, CaseAction.COMPLETE_RECORD, assessed) is (role is Role.TEAM_LEAD)


def test_only_complete_records_are_delivered_and_that_is_on_record(
    count: Callable[..., Case], anna_at_work: Context, tannfurt: Network
) -> None:
    count()
    for number, day in enumerate([date(2026, 11, 2), date(2026, 12, 1), date(2025, 11, 30)]):
        AssessmentRecord.objects.create(
            key=f"K{number}", version=law.VERSION, completed_on=day, answers=WHOLE, complete=True
        )

    november = queries.to_deliver(anna_at_work, tannfurt, 2026, 11)
    whole_year = queries.to_deliver(anna_at_work, tannfurt, 2026)

    assert ([record.key for record in november.records], november.incomplete) == (["K0"], 1)
    assert [record.key for record in whole_year.records] == ["K0", "K1"]
    assert [entry.action for entry in audit.trail(tannfurt.pk)].count("statistics.export") == 2


def test_the_database_keeps_one_record_for_each_assessment(count: Callable[..., Case]) -> None:
    key = queries.key_of(count().pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentRecord.objects.create(key=key, version="x", completed_on=NOON.date())
