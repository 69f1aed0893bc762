"""What a package holds, table by table, so that whatever came or changed since is found and named."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.db import models

from schutznetz.cases.choices import PackageState
from schutznetz.cases.models import Case, Package, Recusal
from schutznetz.cases.queries.case_file import WITHHELD, is_of_the_file
from schutznetz.cases.queries.chronology import SOURCES
from schutznetz.cases.queries.doomed import TOGETHER, Doomed
from schutznetz.kernel.fields import Sealed
from schutznetz.kernel.jobs import status
from schutznetz.law.text import gettext_noop

Marks: TypeAlias = Mapping[str, Sequence[int | str]]  # table -> how many rows, and a mark over all of them
OTHER = gettext_noop("Weitere Angaben")
KINDS = {source.model._meta.label: source.kind for source in SOURCES}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One kind of record that is not in the package as it is now; ``more`` rows came, or rows changed."""

    kind: str
    more: int


def marks_of(case: Case) -> dict[str, tuple[int, str]]:
    """Return a mark for each table of the file, over the rows as they are stored; nothing is opened."""
    doomed = Doomed([case.origin_id] if case.origin_id else [], [case.pk])
    return {
        model._meta.label: (len(rows), _mark(model, sorted(rows)))
        for model, rows in doomed.rows.items()
        if rows and is_of_the_file(model) and model is not Recusal  # says who may not look, nothing new
    }


def _mark(model: type[models.Model], rows: Sequence[UUID]) -> str:
    """What is empty is left out, so that a column of tomorrow does not make every package look old."""
    columns = [
        column.attname
        for column in model._meta.local_fields
        if not (isinstance(column, Sealed) and column.data in WITHHELD)
    ]
    mark = hashlib.sha256()
    for start in range(0, len(rows), TOGETHER):
        some = model._base_manager.filter(pk__in=rows[start : start + TOGETHER]).order_by("pk")
        for row in some.values_list(*columns):
            said = [(name, str(value)) for name, value in zip(columns, row, strict=True) if value]
            mark.update(repr(said).encode())
    return mark.hexdigest()


def news(package: Package, case: Case) -> list[News]:
    """Return what the package does not hold, or not as it is now."""
    return list(_news(package.marks, marks_of(case)))


def _news(packed: Marks, now: Marks) -> Iterator[News]:
    found: dict[str, int] = {}
    for label in sorted(packed.keys() | now.keys()):
        before, after = list(packed.get(label, (0, ""))), list(now.get(label, (0, "")))
        if before != after:
            kind = KINDS.get(label, OTHER)
            found[kind] = found.get(kind, 0) + max(int(after[0]) - int(before[0]), 0)
    yield from (News(kind=kind, more=more) for kind, more in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The latest package of a case, what came since, and whether the office's file holds everything."""

    case: Case
    package: Package | None
    news: Sequence[News]
    is_filed: bool


def filings(cases: Mapping[UUID, Case]) -> list[Filing]:
    """Return how the files of these cases stand, in their order."""
    made = Package.objects.filter(case__in=cases).exclude(state=PackageState.REPLACED).defer("body")
    latest = {each.case_id: each for each in made.order_by("asked_at", "id")}
    return [_filing(case, latest.get(pk)) for pk, case in cases.items()]


def _filing(case: Case, package: Package | None) -> Filing:
    made = package is not None and package.state in {PackageState.READY, PackageState.FILED}
    found = news(package, case) if package and made else []
    filed = package is not None and package.state == PackageState.FILED
    return Filing(case=case, package=package, news=found, is_filed=filed and not found)


def stands_still(package: Package) -> bool:
    """Say whether an ordered package will never be made: its job gave up, or is gone."""
    if package.state != PackageState.ORDERED:
        return False
    job = status(package.job) if package.job else None
    return job is None or job.state == "dead"
