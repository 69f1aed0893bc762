"""The official statistics fall out of the work: a record with the result, completed by who knows more."""

from collections.abc import Mapping
from datetime import date

from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.models import (
    AssessmentCount,
    AssessmentRecord,
    Case,
    CodeList,
    LateRecord,
    MonthlyReturn,
    Result,
    ReturnLine,
)
from schutznetz.cases.queries.statistics import (
    codes_of,
    counts,
    is_closed,
    key_of,
    latest,
    new_help,
    return_of,
    told_by_work,
)
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
NOT_ASKED = gettext_noop("Diese Antwort gibt es in dieser Fassung des Fragebogens nicht.")
WHOLE_YEAR = gettext_noop("Geliefert wird Monat für Monat. Bitte erst einen Monat wählen.")
NOT_BEGUN = gettext_noop("Dieser Monat hat noch nicht begonnen.")
SENT_ALREADY = gettext_noop("Diese Lieferung ist schon vermerkt.")
OTHER_RECORDS = gettext_noop("Inzwischen hat sich ein Datensatz geändert. Bitte die Datei noch einmal laden.")
NOTHING_NEW = gettext_noop("Diese Schlüssel gelten schon.")
TOGETHER = 500


@consequence
def count_assessment(ctx: Context, result: Result) -> AssessmentRecord | None:
    """Keep one record for the assessed child; a later result changes what follows from it, no more.

    A delivered year stays as it is; what comes after goes out with the next return, and is named there.
    """
    network = Network.objects.get(pk=ctx.network_id)
    if network.statistics_by != StatisticsBy.HERE or not counts(result.case):
        return None
    today = ctx.now.astimezone(clock.BERLIN).date()
    record = _locked(result.case) or AssessmentRecord(
        key=key_of(result.case_id), version=law.VERSION, completed_on=today, answers={}
    )
    before = record.answers if record._state.adding else latest(record).answers
    follows: dict[str, str | list[str]] = {"result": str(result.outcome)}
    if result.outcome in assessment.DANGER:
        follows |= {"dangers": list(result.dangers), "danger_from": str(result.danger_from)}
    known = {name: value for name, value in before.items() if name not in {"dangers", "danger_from"}}
    return _noted(record, _with_work(result.case, {**told_by_work(result.case), **known, **follows}), today)


@command(CaseAction.COMPLETE_RECORD)
def complete_record(ctx: Context, case: Case, *, answers: Mapping[str, str | list[str]]) -> AssessmentRecord:
    """Answer what the work does not tell; what follows from the result is not typed again."""
    record = _locked(case)
    if record is None:
        raise Conflict(NOT_COUNTED, law.GROUND)
    said = latest(record).answers
    fixed = {name: said[name] for name in FROM_RESULT if name in said}
    given = {name: value for name, value in answers.items() if value and name not in FROM_RESULT}
    completed = (record.completed_on.year, record.completed_on.month)
    if problem := next(law.problems({**given, **fixed}, completed), None):
        raise Conflict(problem, law.GROUND)
    today = ctx.now.astimezone(clock.BERLIN).date()
    return _noted(record, _with_work(case, {**given, **fixed}), today)


def _noted(record: AssessmentRecord, answers: dict[str, str | list[str]], today: date) -> AssessmentRecord:
    """Keep what is answered; of a delivered year beside the record, for the return of this year."""
    if not is_closed(record.completed_on.year, today):
        return _kept(record, answers)
    if answers != latest(record).answers:
        said = {"answers": answers, "complete": _is_complete(record, answers), "noted_on": today}
        LateRecord.objects.update_or_create(record=record, year=today.year, defaults=said)
    return record


def _is_complete(record: AssessmentRecord, answers: law.Answers) -> bool:
    completed = (record.completed_on.year, record.completed_on.month)
    return not law.gaps(answers) and not any(law.problems(answers, completed))


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


@command(StatisticsAction.NOTE_RETURN)
def note_return(ctx: Context, network: Network, *, year: int, month: int, seal: str) -> MonthlyReturn:
    """Note that a month went out as it was seen; what changes from now on goes with a later one."""
    if not month:
        raise Conflict(WHOLE_YEAR)
    if date(year, month, 1) > ctx.now.astimezone(clock.BERLIN).date():
        raise Conflict(NOT_BEGUN)
    found = return_of(year, month)
    if found.sent:
        raise Conflict(SENT_ALREADY)
    if found.seal != seal:
        raise Conflict(OTHER_RECORDS)
    sent = MonthlyReturn.objects.create(year=year, month=month, sent_by_id=ctx.person_id, sent_at=ctx.now)
    ReturnLine.objects.bulk_create(
        ReturnLine(sent_with=sent, record=each.record, sent_as=each.sent_as, answers=each.answers)
        for each in found.lines
    )
    return sent


@command(StatisticsAction.ENTER_CODES)
def enter_codes(
    ctx: Context, network: Network, *, codes: Mapping[str, Mapping[str, str]], year: int, reason: str
) -> CodeList:
    """Enter the codes of the Land from a year on; what was delivered under earlier ones stays explained."""
    known = {feature.name: {value.key for value in feature.values} for feature in law.FEATURES}
    for name, given in codes.items():
        if not set(given) <= known.get(name, set()):
            raise Conflict(NOT_ASKED, law.GROUND)
    if codes == codes_of(law.VERSION, year):
        raise Conflict(NOTHING_NEW)
    return CodeList.objects.create(
        version=law.VERSION,
        year=year,
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
    record.answers, record.complete = answers, _is_complete(record, answers)
    record.save()
    now, once = ({*counted_in(said, record.completed_on)} for said in (answers, before or {}))
    old = once if before is not None else set()
    if now != old:
        _move(record.network_id, record.completed_on.year, gained=now - old, lost=old - now)
    return record
