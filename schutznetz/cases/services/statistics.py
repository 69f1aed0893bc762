"""The official statistics fall out of the work: a record with the result, completed by who knows more."""

from collections.abc import Mapping

from schutznetz.cases.actions import CaseAction
from schutznetz.cases.models import AssessmentRecord, Case, Result
from schutznetz.cases.queries.statistics import counts, key_of, new_help, record_of, told_by_work
from schutznetz.kernel import clock
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import assessment
from schutznetz.law import statistics as law
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import StatisticsBy
from schutznetz.networks.models import Network

NOT_COUNTED = gettext_noop("Für diesen Fall gibt es keinen Datensatz der Statistik.")


@consequence
def count_assessment(ctx: Context, result: Result) -> AssessmentRecord | None:
    """Keep one record for the assessed child; a later result changes what follows from it, no more."""
    network = Network.objects.get(pk=ctx.network_id)
    if network.statistics_by != StatisticsBy.HERE or not counts(result.case):
        return None
    record = record_of(result.case) or AssessmentRecord(
        key=key_of(result.case_id),
        version=law.VERSION,
        completed_on=ctx.now.astimezone(clock.BERLIN).date(),
        answers={},
    )
    follows: dict[str, str | list[str]] = {"result": str(result.outcome)}
    if result.outcome in assessment.DANGER:
        follows |= {"dangers": list(result.dangers), "danger_from": str(result.danger_from)}
    known = {name: value for name, value in record.answers.items() if name not in {"dangers", "danger_from"}}
    helped = new_help(result.case)
    work: dict[str, str | list[str]] = {**told_by_work(result.case)}
    if helped:
        work["new_help"] = helped
    return _kept(record, {**work, **known, **follows})


@command(CaseAction.COMPLETE_RECORD)
def complete_record(ctx: Context, case: Case, *, answers: Mapping[str, str | list[str]]) -> AssessmentRecord:
    """Answer what the work does not tell; what follows from the result is not typed again."""
    record = record_of(case)
    if record is None:
        raise Conflict(NOT_COUNTED, law.GROUND)
    fixed = {name: record.answers[name] for name in FROM_RESULT if name in record.answers}
    given = {name: value for name, value in answers.items() if value and name not in FROM_RESULT}
    completed = (record.completed_on.year, record.completed_on.month)
    if problem := next(law.problems({**given, **fixed}, completed), None):
        raise Conflict(problem, law.GROUND)
    return _kept(record, {**given, **fixed})


FROM_RESULT = ("result", "dangers", "danger_from")


def _kept(record: AssessmentRecord, answers: dict[str, str | list[str]]) -> AssessmentRecord:
    completed = (record.completed_on.year, record.completed_on.month)
    record.answers = answers
    record.complete = not law.gaps(answers) and not any(law.problems(answers, completed))
    record.save()
    return record
