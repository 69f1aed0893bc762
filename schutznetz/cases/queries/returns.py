"""What goes to the statistical office: a month, and of earlier months what is new since they were sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.cases.choices import SentAs
from schutznetz.cases.models import AssessmentRecord, LateRecord, MonthlyReturn, ReturnLine
from schutznetz.law import statistics as law

YEARS = 2  # so far back a month that was sent is compared with what is known now
IN_ORDER = ("sent_with__sent_at", "sent_with__year", "sent_with__month", "id")
Known = AssessmentRecord | LateRecord


@dataclass(frozen=True, slots=True)
class Line:
    """One record as it goes out; ``sent_as`` says whether it went out before."""

    record: AssessmentRecord
    answers: law.Answers
    sent_as: SentAs


@dataclass(frozen=True, slots=True)
class Due:
    """What goes out, and how many records lack something and stay behind."""

    lines: list[Line]
    incomplete: int


def sent_return(year: int, month: int) -> MonthlyReturn | None:
    return MonthlyReturn.objects.filter(year=year, month=month).first() if month else None


def lines_of_return(sent: MonthlyReturn) -> list[Line]:
    """Return a month as it was sent, whatever has become known since."""
    found = sent.lines.select_related("record").order_by("record__completed_on", "record__key")
    ranked = sorted(found, key=lambda line: list(SentAs).index(line.sent_as))
    return [Line(each.record, each.answers, each.sent_as) for each in ranked]


def due(year: int, month: int = 0) -> Due:
    """Return what goes out for a month or a whole year: its records, then what comes late or once more."""
    own = _of(year, month).order_by("completed_on", "key")
    late = _late_of(year, month).order_by("record__completed_on", "record__key")
    lines = [Line(each, each.answers, SentAs.FIRST) for each in own if each.complete]
    lines += [Line(each.record, each.answers, SentAs.LATE) for each in late if each.complete]
    incomplete = sum(not each.complete for each in own) + sum(not each.complete for each in late)
    for record, known, sent_as in _changed(year, month, {each.record.pk for each in lines}):
        if known.complete:
            lines.append(Line(record, known.answers, sent_as))
        else:
            incomplete += 1
    return Due(lines, incomplete)


def is_sent_as_known(record: AssessmentRecord) -> bool:
    """Say whether nothing of this record waits for a return: never in one, or the last one holds it all."""
    last = record.sent.order_by(*IN_ORDER).last()
    return last is None or last.answers == _latest(record).answers


def _changed(year: int, month: int, besides: set[UUID]) -> Iterator[tuple[AssessmentRecord, Known, SentAs]]:
    """Yield records of earlier months that were sent without them, or with something else."""
    sent = {at for at in _sent_months() if at < (year, month)} if month else set()
    if not sent:
        return
    since = date(year - YEARS, 1, 1)
    late = LateRecord.objects.filter(noted_on__gte=since)
    recent = Q(completed_on__gte=since) | Q(pk__in=late.values("record"))
    found = AssessmentRecord.objects.filter(recent).exclude(pk__in=besides)
    last = _last_sent(found)
    for record in found.prefetch_related("later").order_by("completed_on", "key"):
        known = _latest(record)
        is_late = isinstance(known, LateRecord)
        day = known.noted_on if isinstance(known, LateRecord) else record.completed_on
        if (day.year, day.month) not in sent:
            continue  # goes with that month
        if record.pk not in last:
            yield record, known, SentAs.LATE
        elif last[record.pk] != known.answers:
            yield record, known, SentAs.LATE if is_late else SentAs.CORRECTED


def _sent_months() -> set[tuple[int, int]]:
    return set(MonthlyReturn.objects.order_by().values_list("year", "month"))


def _last_sent(records: Iterable[AssessmentRecord]) -> dict[UUID, law.Answers]:
    rows = ReturnLine.objects.filter(record__in=records).order_by(*IN_ORDER)
    return dict(rows.values_list("record_id", "answers"))


def _latest(record: AssessmentRecord) -> Known:
    return max(record.later.all(), key=lambda late: late.year, default=record)


def _of(year: int, month: int) -> QuerySet[AssessmentRecord]:
    found = AssessmentRecord.objects.filter(completed_on__range=_span(year))
    return found.filter(completed_on__month=month) if month else found


def _late_of(year: int, month: int) -> QuerySet[LateRecord]:
    found = LateRecord.objects.filter(noted_on__range=_span(year)).select_related("record")
    return found.filter(noted_on__month=month) if month else found


def _span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
