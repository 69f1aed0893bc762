"""The official statistics fall out of the work: a record with the result, completed by who knows more."""

from collections.abc import Mapping

from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.models import AssessmentCount, AssessmentRecord, Case, CodeList, Result
from schutznetz.cases.queries.statistics import codes_of, counts, key_of, new_help, told_by_work
from schutznetz.cases.queries.tables import counted_anew, counted_in
from schutznetz.cases.services._tallies import _move
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
DELIVERED = gettext_noop("Dieses Jahr ist geliefert. Der Datensatz bleibt, wie er ist.")
NOT_ASKED = gettext_noop("Diese Antwort gibt es in dieser Fassung des Fragebogens nicht.")
NOTHING_NEW = gettext_noop("Diese Schlüssel gelten schon.")
TOGETHER = 500


@consequence
def count_assessment(ctx: Context, result: Result) -> AssessmentRecord | None:
    """Keep one record for the assessed child; a later result changes what follows from it, no more."""
    network = Network.objects.get(pk=ctx.network_id)
    if network.statistics_by != StatisticsBy.HERE or not counts(result.case):
        return None
    today = ctx.now.astimezone(clock.BERLIN).date()
    record = _locked(result.case) or AssessmentRecord(
        key=key_of(result.case_id), version=law.VERSION, completed_on=today, answers={}
    )
    if law.is_closed(record.completed_on.year, today):
        return record
    follows: dict[str, str | list[str]] = {"result": str(result.outcome)}
    if result.outcome in assessment.DANGER:
        follows |= {"dangers": list(result.dangers), "danger_from": str(result.danger_from)}
    known = {name: value for name, value in record.answers.items() if name not in {"dangers", "danger_from"}}
    return _kept(record, _with_work(result.case, {**told_by_work(result.case), **known, **follows}))


@command(CaseAction.COMPLETE_RECORD)
def complete_record(ctx: Context, case: Case, *, answers: Mapping[str, str | list[str]]) -> AssessmentRecord:
    """Answer what the work does not tell; what follows from the result is not typed again."""
    record = _locked(case)
    if record is None:
        raise Conflict(NOT_COUNTED, law.GROUND)
    if law.is_closed(record.completed_on.year, ctx.now.astimezone(clock.BERLIN).date()):
        raise Conflict(DELIVERED, law.GROUND)
    fixed = {name: record.answers[name] for name in FROM_RESULT if name in record.answers}
    given = {name: value for name, value in answers.items() if value and name not in FROM_RESULT}
    completed = (record.completed_on.year, record.completed_on.month)
    if problem := next(law.problems({**given, **fixed}, completed), None):
        raise Conflict(problem, law.GROUND)
    return _kept(record, _with_work(case, {**given, **fixed}))


def _locked(case: Case) -> AssessmentRecord | None:
    """Return the record of a case as nobody changes it before this is done."""
    return AssessmentRecord.objects.select_for_update().filter(key=key_of(case.pk)).first()


def _with_work(case: Case, answers: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Let what was done since outweigh what was typed before: a court called, a child taken into care."""
    if told_by_work(case).get("court"):
        answers["court"] = "yes"
    if helped := new_help(case):
        typed = answers.get("new_help", [])
        answers["new_help"] = [*helped, *(each for each in typed if each not in {"none", *helped})]
    return answers


FROM_RESULT = ("result", "dangers", "danger_from")


@command(StatisticsAction.ENTER_CODES)
def enter_codes(
    ctx: Context, network: Network, *, codes: Mapping[str, Mapping[str, str]], reason: str
) -> CodeList:
    """Enter the codes of the Land as a new list; what was delivered under an earlier one stays explained."""
    known = {feature.name: {value.key for value in feature.values} for feature in law.FEATURES}
    for name, given in codes.items():
        if not set(given) <= known.get(name, set()):
            raise Conflict(NOT_ASKED, law.GROUND)
    if codes == codes_of(law.VERSION):
        raise Conflict(NOTHING_NEW)
    return CodeList.objects.create(
        version=law.VERSION,
        codes={name: dict(given) for name, given in codes.items() if given},
        reason=reason,
        entered_by_id=ctx.person_id,
        entered_at=ctx.now,
    )


@command(StatisticsAction.RECOUNT)
def recount(ctx: Context, network: Network, *, year: int) -> Network:
    """Count a year anew from its records and put right what differs; that should be nothing."""
    _move(network.pk, year, gained=())  # whoever counts a record now waits until this is done
    found = counted_anew(year)
    kept = AssessmentCount.objects.filter(year=year)
    if {cell: number for cell, number in kept.values_list("cell", "number") if number} != found:
        kept.delete()
        AssessmentCount.objects.bulk_create(
            (AssessmentCount(year=year, cell=cell, number=number) for cell, number in sorted(found.items())),
            batch_size=TOGETHER,
        )
    return network


def _kept(record: AssessmentRecord, answers: dict[str, str | list[str]]) -> AssessmentRecord:
    """Store what is answered, and let every number that it is counted in follow."""
    locked = AssessmentRecord.objects.select_for_update().filter(pk=record.pk)
    before = locked.values_list("answers", flat=True).first()
    completed = (record.completed_on.year, record.completed_on.month)
    record.answers = answers
    record.complete = not law.gaps(answers) and not any(law.problems(answers, completed))
    record.save()
    now, once = ({*counted_in(said, record.completed_on)} for said in (answers, before or {}))
    old = once if before is not None else set()
    if now != old:
        _move(record.network_id, record.completed_on.year, gained=now - old, lost=old - now)
    return record
