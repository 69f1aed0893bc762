"""Reads of the official statistics: whether a case counts, what the work tells, tables and exports."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.choices import CourtState, Manner, ReporterKind, TalkWith
from schutznetz.cases.models import AssessmentRecord, Case, CourtReferral, Report, TakingIntoCare, Talk, Visit
from schutznetz.kernel import audit, keys, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.figures import Row, suppress, suppress_row
from schutznetz.law import statistics as law
from schutznetz.networks.models import Network

KEY = "statistics"
KEY_LENGTH = 20  # positions 18 to 37 of the record
FLOOR = 10  # no published number is smaller
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
    """Say whether the assessment is counted: only with an immediate impression of child or family."""
    seen = Talk.objects.filter(
        case=case, manner=Manner.IN_PERSON, with_whom__in=[TalkWith.CHILD, TalkWith.GUARDIAN]
    )
    return Visit.objects.filter(case=case).exists() or seen.exists()


def told_by_work(case: Case) -> dict[str, str]:
    """Return what the work itself answers; nothing is guessed."""
    told = {"court": "yes"} if CourtReferral.objects.filter(case=case, state__in=CALLED).exists() else {}
    report = case.origin
    if report is None:
        return told
    sex = _sex(report)
    reporter = "anonymous" if _is_anonymous(report) else REPORTERS.get(report.reporter_kind, "")
    return told | ({"sex": sex} if sex else {}) | ({"reporter": reporter} if reporter else {})


def new_help(case: Case) -> list[str]:
    return ["taken_into_care"] if TakingIntoCare.objects.filter(case=case).exists() else []


def _is_anonymous(report: Report) -> bool:
    return report.reporter_kind == ReporterKind.PRIVATE and report.anonymous


def _sex(report: Report) -> str:
    """Return the sex of the only child of a report; of several nobody knows here whose it is."""
    children = list(report.children.order_by("position")[:2])
    said = children[0].description.get("child_sex", "") if len(children) == 1 else ""
    return said if said in {"male", "female", "diverse"} else ""


def record_of(case: Case) -> AssessmentRecord | None:
    return AssessmentRecord.objects.filter(key=key_of(case.pk)).first()


def with_gaps(ctx: Context) -> list[tuple[Case, int]]:
    """Return the cases of the actor whose record lacks something, with how much."""
    mine = policy.rows(ctx, CaseAction.COMPLETE_RECORD, Case).exclude(outcome="").order_by("number", "id")
    cases = {key_of(case.pk): case for case in mine.only("id", "number", "network")}
    found = AssessmentRecord.objects.filter(key__in=cases, complete=False).order_by("completed_on", "key")
    return [(cases[record.key], len(law.gaps(record.answers))) for record in found]


@dataclass(frozen=True, slots=True)
class Return:
    """What is delivered for a month or a year, and what is not: incomplete records, unknown codes."""

    records: list[AssessmentRecord]
    incomplete: int
    open_codes: list[law.Feature]


def to_deliver(ctx: Context, network: Network, year: int, month: int = 0) -> Return:
    """Return the complete records of a year or month; that somebody took them is on record first."""
    found = _of(year, month)
    records = list(found.filter(complete=True).order_by("completed_on", "key"))
    audit.record(ctx, StatisticsAction.EXPORT, network, count=len(records))
    return Return(records, found.filter(complete=False).count(), law.open_codes())


def tables_of(year: int) -> "Tables":
    return tables(_of(year).order_by("key").values_list("answers", flat=True).iterator())


def _of(year: int, month: int = 0) -> QuerySet[AssessmentRecord]:
    found = AssessmentRecord.objects.filter(
        completed_on__gte=date(year, 1, 1), completed_on__lte=date(year, 12, 31)
    )
    return found.filter(completed_on__month=month) if month else found


@dataclass(frozen=True, slots=True)
class Table:
    """How often each answer of one question was given; None where the number is too small to print."""

    feature: law.Feature
    row: Row[str]
    published: Mapping[str, float]

    @property
    def most(self) -> int:
        return max((count for count in self.row.counts.values() if count), default=1)

    @property
    def lines(self) -> list["Line"]:
        return [
            Line(value.label, self.row.counts[value.key], self.published.get(value.key))
            for value in self.feature.values
        ]


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    count: int | None
    published: float | None


@dataclass(frozen=True, slots=True)
class Tables:
    total: int | None
    tables: list[Table]


def tables(answers: Iterable[law.Answers]) -> Tables:
    """Count a year once, and print nothing by which a small number could be found again."""
    counted, total = _counted(answers), 0
    total = sum(counted["result"].values())
    tables = [_table(feature, counted[feature.name], total) for feature in law.FEATURES if feature.values]
    return Tables(total=suppress(total, FLOOR), tables=tables)


def _counted(answers: Iterable[law.Answers]) -> dict[str, dict[str, int]]:
    counted = {
        feature.name: {value.key: 0 for value in feature.values} for feature in law.FEATURES if feature.values
    }
    for said in answers:
        for name, cells in counted.items():
            value = said.get(name, "")
            for key in value if isinstance(value, list) else [value]:
                if key in cells:
                    cells[key] += 1
    return counted


def _table(feature: law.Feature, cells: dict[str, int], total: int) -> Table:
    published = {each.value: each.percent for each in law.PUBLISHED if each.feature == feature.name}
    if feature.several:
        return Table(feature, Row({key: suppress(n, FLOOR) for key, n in cells.items()}, None), published)
    missing = total - sum(cells.values())
    row = suppress_row({**cells, "": missing}, FLOOR)  # what is missing is a cell too: else it follows
    return Table(feature, Row({key: row.counts[key] for key in cells}, row.total), published)


def columns() -> list[str]:
    """Return the columns of a delivered file, in the order of the questionnaire."""
    named = []
    for feature in law.FEATURES:
        several = [f"{feature.name}.{value.key}" for value in feature.values]
        named += several if feature.several else [feature.name]
    return named


def cells(answers: law.Answers) -> list[str]:
    """Return one record by those columns: the official code where it is known, else our own word."""
    found: list[str] = []
    for feature in law.FEATURES:
        said = answers.get(feature.name, "")
        if feature.several:
            found += ["1" if value.key in said else "0" for value in feature.values]
        else:
            codes = {value.key: value.code for value in feature.values}
            found.append(codes.get(str(said)) or str(said))
    return found
