"""Reads of the official statistics: whether a case counts, what the work tells, what is delivered."""

import hmac
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import salted_hmac

from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.choices import CourtState, Manner, PersonRole, ReporterKind, SentAs, TalkWith
from schutznetz.cases.known.telling import birthday_in
from schutznetz.cases.models import (
    AssessmentRecord,
    Case,
    CasePerson,
    CodeList,
    CourtReferral,
    KnownPerson,
    LateRecord,
    MonthlyReturn,
    Report,
    ReportChild,
    TakingIntoCare,
    Talk,
    Visit,
)
from schutznetz.cases.queries.returns import Line, due, lines_of_return, sent_return
from schutznetz.cases.reporters import kind_of
from schutznetz.kernel import audit, keys, policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.law import statistics as law
from schutznetz.networks.choices import PeriodName, StatisticsBy
from schutznetz.networks.models import Network
from schutznetz.networks.queries import period_history

KEY = "statistics"
PAGE, TOGETHER = 25, 100
KEY_LENGTH = 20  # positions 18 to 37 of the record
CALLED = (CourtState.CALLED, CourtState.SENT, CourtState.ORDERED, CourtState.DECLINED)
REPORTERS = {
    ReporterKind.POLICE: "police_justice",
    ReporterKind.JUSTICE: "police_justice",
    ReporterKind.FAMILY_COURT: "police_justice",
    ReporterKind.YOUTH_OFFICE: "social_service",
    ReporterKind.HEALTH: "health",
    ReporterKind.CHILDMINDER: "day_care",
    ReporterKind.SHELTER: "advice_centre",
    ReporterKind.CHILD: "minor",
    ReporterKind.CUSTOMS: "other",
    ReporterKind.BENEFIT_BODY: "other",
}  # the others have several places in the questionnaire, so somebody has to say which


def key_of(case_id: UUID) -> str:
    """Return the name of a child in the statistics: the same for the office, nobody's for others."""
    return hmac.digest(keys.named(KEY), f"case/{case_id}".encode(), "sha256").hex()[:KEY_LENGTH].upper()


def counts(case: Case) -> bool:
    """Say whether the assessment is counted: only with an immediate impression since the report."""
    since = {"case": case, "at__gte": case.reported_at}
    seen = Talk.objects.filter(
        **since, manner=Manner.IN_PERSON, with_whom__in=[TalkWith.CHILD, TalkWith.GUARDIAN]
    )
    opened = Q(child_seen=True) | Q(entered_home=True) | Q(people__isnull=False)
    return Visit.objects.filter(opened, **since).exists() or seen.exists()


def told_by_work(case: Case) -> dict[str, str]:
    """Return what the work itself answers; nothing is guessed."""
    told = {"court": "yes"} if CourtReferral.objects.filter(case=case, state__in=CALLED).exists() else {}
    if case.origin is None:
        return told
    kind = kind_of(case.origin)
    nobody = kind == ReporterKind.PRIVATE and case.origin.anonymous
    reporter = "anonymous" if nobody else REPORTERS.get(kind, "")
    told |= {"reporter": reporter} if reporter else {}
    if child := _child_of(case, case.origin):
        sex = child.description.get("child_sex", "")
        told |= {"sex": sex} if sex in {"male", "female", "diverse"} else {}
        told |= {"repeated": "yes"} if _is_repeated(child, case.origin) else {}
    if born := _born(case, child):
        told |= {"birth_month": str(born.month), "birth_year": str(born.year)}
    return told


def new_help(case: Case) -> list[str]:
    return ["taken_into_care"] if TakingIntoCare.objects.filter(case=case).exists() else []


def _child_of(case: Case, report: Report) -> ReportChild | None:
    """Return the child of the report that the case is about; of two with one name nobody knows here."""
    children = report.children.order_by("position")
    named = [each for each in children if each.description.get("child_name", "") == case.child_name]
    return named[0] if len(named) == 1 else None


def birthday_of(case: Case) -> date | None:
    """Return the day of birth, where the case tells exactly one."""
    return _born(case, _child_of(case, case.origin) if case.origin else None)


def _born(case: Case, child: ReportChild | None) -> date | None:
    """Return the day of birth, from the assessment before the report: there it was asked for."""
    latest = CasePerson.objects.filter(case=case, role=PersonRole.CHILD, corrected_by=None)
    found = [birthday_in(each.born or "") for each in latest.order_by("entered_at", "id")]
    known = {day for day in found if day}
    if len(known) == 1:
        return known.pop()
    return birthday_in(child.description.get("child_age", "")) if child and not known else None


def _is_repeated(child: ReportChild, report: Report) -> bool:
    """Say whether a report of the same calendar year already named the same child (names and birth date)."""
    this = KnownPerson.objects.filter(source=child.pk).exclude(same=None)
    year = report.received_at.astimezone(BERLIN).year
    began = datetime(year, 1, 1, tzinfo=BERLIN)
    others = KnownPerson.objects.filter(same__in=this.values("same")).exclude(report=report)
    return others.filter(report__received_at__gte=began, report__received_at__lt=report.received_at).exists()


def is_closed(year: int, today: date) -> bool:
    """Say whether a year is delivered, by the day that the office has set or the house proposes."""
    return law.is_closed(year, today, period_history(PeriodName.STATISTICS_CLOSED))


def last_closed(today: date) -> int:
    return law.last_closed(today, period_history(PeriodName.STATISTICS_CLOSED))


def record_of(case: Case) -> AssessmentRecord | None:
    return AssessmentRecord.objects.filter(key=key_of(case.pk)).first()


def latest(record: AssessmentRecord) -> AssessmentRecord | LateRecord:
    """Return what is known of an assessment last: the record, or what was learned after its delivery."""
    return record.later.order_by("-year").first() or record


def lacks(record: AssessmentRecord | LateRecord, completed_on: date) -> list[str]:
    """Return what a record does not say yet and what in it cannot be true, in the words of its form."""
    completed = (completed_on.year, completed_on.month)
    missing = [feature.label for feature in law.gaps(record.answers)]
    return [*missing, *law.problems(record.answers, completed)]


def lacking_of(case: Case) -> list[str]:
    """Return what the record of this case lacks; nothing where another program delivers, or none counts."""
    counted_here = Network.objects.filter(pk=case.network_id, statistics_by=StatisticsBy.HERE)
    record = record_of(case) if counted_here.exists() else None
    return lacks(latest(record), record.completed_on) if record else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """One page of cases whose record lacks something, and where the next one begins."""

    rows: list[tuple[Case, int]]
    after: str


def with_gaps(ctx: Context, *, after: str = "") -> Gaps:
    """Return the cases of the actor whose record lacks something, with how much, by their number.

    A record does not tell whose it is; so the cases are gone through, a hundred at a time.
    """
    mine = policy.rows(ctx, CaseAction.COMPLETE_RECORD, Case).exclude(outcome="").order_by("number", "id")
    last = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
    found: list[tuple[Case, int]] = []
    while len(found) <= PAGE:
        some = list(mine.filter(number__gt=last).only("id", "number", "network")[:TOGETHER])
        if not some:
            return Gaps(rows=found[:PAGE], after="")
        found += _lacking(some)
        last = some[-1].number
    return Gaps(rows=found[:PAGE], after=str(found[PAGE - 1][0].number))


def _lacking(cases: list[Case]) -> list[tuple[Case, int]]:
    by_key = {key_of(case.pk): case for case in cases}
    records = AssessmentRecord.objects.filter(key__in=by_key).prefetch_related("later")
    known = {each.key: max(each.later.all(), key=lambda late: late.year, default=each) for each in records}
    completed = {each.key: each.completed_on for each in records}
    return [
        (case, len(lacks(known[key], completed[key])))
        for key, case in by_key.items()
        if key in known and not known[key].complete
    ]


@dataclass(frozen=True, slots=True)
class Return:
    """What is delivered for a month or a year, and what is not: incomplete records, unknown codes.

    ``late`` is what was learned of assessments that were to be delivered before, ``corrected`` what was
    delivered and has changed since. ``sent`` is the return as it went out, if it did.
    """

    year: int
    month: int
    lines: list[Line]
    incomplete: int
    codes: Mapping[tuple[str, int], law.Codes]  # by version of the questionnaire, and year
    sent: MonthlyReturn | None = None

    @property
    def records(self) -> list[AssessmentRecord]:
        return [each.record for each in self.lines if each.sent_as == SentAs.FIRST]

    @property
    def late(self) -> list[AssessmentRecord]:
        return [each.record for each in self.lines if each.sent_as == SentAs.LATE]

    @property
    def corrected(self) -> list[AssessmentRecord]:
        return [each.record for each in self.lines if each.sent_as == SentAs.CORRECTED]

    @property
    def open_codes(self) -> list[law.Feature]:
        """Return the questions of which some answer leaves without an official code."""
        return law.open_codes(self.codes[law.VERSION, self.year])

    @property
    def late_years(self) -> list[tuple[int, int]]:
        """Return for each year how many records come late or once more."""
        return sorted(Counter(each.completed_on.year for each in self.late).items())

    @property
    def corrected_months(self) -> list[tuple[date, int]]:
        """Return for each month, as its first day, how many of its records go out once more."""
        return sorted(Counter(each.completed_on.replace(day=1) for each in self.corrected).items())

    @property
    def seal(self) -> str:
        """Return a keyed mark over what goes out: who notes that it went has seen exactly this."""
        body = [[str(each.record.pk), str(each.sent_as), each.answers] for each in self.lines]
        text = json.dumps([self.year, self.month, body], sort_keys=True)
        return salted_hmac("cases.return", text, algorithm="sha256").hexdigest()

    def rows(self) -> Iterator[list[str]]:
        """Yield the file: its columns, then one row for each record, what comes late or again at the end."""
        yield ["key", "completed_month", "completed_year", "version", "late", "corrected", *columns()]
        for line in self.lines:
            day, record = line.record.completed_on, line.record
            marks = ["1" if line.sent_as == each else "" for each in (SentAs.LATE, SentAs.CORRECTED)]
            coded = cells(line.answers, self.codes[record.version, day.year])
            yield [record.key, str(day.month), str(day.year), record.version, *marks, *coded]


def to_deliver(ctx: Context, network: Network, year: int, month: int = 0) -> Return:
    """Return the complete records of a year or month; that somebody took them is on record first."""
    found = return_of(year, month)
    audit.record(ctx, StatisticsAction.EXPORT, network, count=len(found.lines))
    return found


def return_of(year: int, month: int = 0) -> Return:
    """Return what goes out now; of a month that was sent what went out then."""
    waiting, sent = due(year, month), sent_return(year, month)
    lines = lines_of_return(sent) if sent else waiting.lines
    asked = {(each.record.version, each.record.completed_on.year) for each in lines}
    codes = {key: codes_of(*key) for key in sorted({(law.VERSION, year), *asked})}
    return Return(year, month, lines, waiting.incomplete, codes, sent)


def codes_of(version: str, year: int) -> law.Codes:
    """Return the codes that the office entered last for a version of the questionnaire and that year."""
    entered = CodeList.objects.filter(version=version, year__lte=year)
    last = entered.order_by("-year", "-entered_at", "-id").first()
    return last.codes if last else {}


def code_lists() -> list[CodeList]:
    """Return who entered codes, when and why, the latest first."""
    return list(CodeList.objects.select_related("entered_by").order_by("-entered_at", "-id"))


def columns() -> list[str]:
    """Return the columns of a delivered file, in the order of the questionnaire."""
    named = []
    for feature in law.FEATURES:
        several = [f"{feature.name}.{value.key}" for value in feature.values]
        named += several if feature.several else [feature.name]
    return named


def cells(answers: law.Answers, codes: law.Codes) -> list[str]:
    """Return one record by those columns: the official code where it is known, else our own word."""
    found: list[str] = []
    for feature in law.FEATURES:
        said, known = answers.get(feature.name, ""), codes.get(feature.name, {})
        if feature.several:
            found += [known.get(value.key, "1") if value.key in said else "0" for value in feature.values]
        else:
            found.append(known.get(str(said), str(said)))
    return found
