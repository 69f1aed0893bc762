"""What forbids a deletion now: each thing by name, so that somebody can end it."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext

from schutznetz.cases.choices import CaseState, Kept, PackageState, ProtectionState, RetentionClass
from schutznetz.cases.models import EmergencyAccess, ImmediateProtection, Package
from schutznetz.cases.queries.doomed import Doomed
from schutznetz.cases.queries.packed import Filing, filings
from schutznetz.cases.queries.procedures import Procedure
from schutznetz.cases.standing import REVIEWERS, still_open
from schutznetz.law import retention
from schutznetz.law.text import gettext_noop
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import open_kinds

NOT_FINISHED = gettext_noop("Ein Teil davon ist noch nicht abgeschlossen.")
NOT_DUE = gettext_noop("Die Frist läuft noch.")
IS_HELD = gettext_noop("Eine Löschsperre gilt. Erst heben zwei Menschen sie auf.")
NOT_REVIEWED = gettext_noop("Ein Notzugriff ist noch nicht von zwei Menschen geprüft.")
NOT_CONFIRMED = gettext_noop("Ein sofortiger Schutz ist noch nicht bestätigt.")
NOT_FILED = gettext_noop("Die Akte des Amts hat das Paket noch nicht. Erst übergeben, dann löschen.")
NOT_ALL_FILED = gettext_noop(
    "Seit dem Aktenpaket ist Neues dazugekommen. Erst ein neues Paket übergeben, dann löschen."
)
STILL_OPEN = gettext_noop("Noch offen: %(what)s")
IN_THE_CASE_SOFTWARE = frozenset({TaskKind.SEE_CHILD, TaskKind.ASSESS})  # of an adopted report: done there


def at_first_sight(procedures: Sequence[Procedure], today: date) -> dict[UUID, list[str]]:
    """Return by anchor what a list can tell of many: holds, days, reviews, packages; not every open task."""
    filed = _filed({pk for each in procedures for pk in each.cases})
    unsettled = _unsettled(procedures)
    return {each.anchor: list(_at_first_sight(each, today, filed, unsettled)) for each in procedures}


def obstacles(procedure: Procedure, today: date, files: Sequence[Filing] | None = None) -> list[str]:
    """Return everything that forbids a deletion now; nothing when two people may delete."""
    found = at_first_sight([procedure], today)[procedure.anchor]
    if not procedure.is_finished:
        return found
    found += _unfiled(procedure, filings(procedure.cases) if files is None else files)
    open_things = dict.fromkeys(_open(procedure))
    return [*found, *(gettext(STILL_OPEN) % {"what": gettext(each)} for each in open_things)]


def _filed(cases: set[UUID]) -> set[UUID]:
    found = Package.objects.filter(case__in=cases, state=PackageState.FILED)
    return set(found.values_list("case_id", flat=True))


def _unsettled(procedures: Sequence[Procedure]) -> dict[UUID, str]:
    """Return cases with an emergency access that two have not reviewed, and reports still acted on."""
    cases = [pk for each in procedures for pk in each.cases]
    reports = [pk for each in procedures for pk in each.reports]
    accesses = EmergencyAccess.objects.filter(case__in=cases).order_by().annotate(looks=Count("reviews"))
    acting = ImmediateProtection.objects.filter(report__in=reports, state=ProtectionState.ACTING)
    return {
        **dict.fromkeys(accesses.filter(looks__lt=REVIEWERS).values_list("case", flat=True), NOT_REVIEWED),
        **dict.fromkeys(acting.values_list("report", flat=True), NOT_CONFIRMED),
    }


def _at_first_sight(
    procedure: Procedure, today: date, filed: set[UUID], unsettled: dict[UUID, str]
) -> Iterator[str]:
    if procedure.is_held:
        yield IS_HELD
    yield from sorted({unsettled[pk] for pk in procedure.ids if pk in unsettled})
    if procedure.due_on is None:
        yield NOT_FINISHED
        return
    if today < procedure.due_on:
        yield NOT_DUE
    if to_be_filed(procedure) - filed:
        yield NOT_FILED


def to_be_filed(procedure: Procedure) -> set[UUID]:
    """Return the cases that must lie in the office's own file before anything is deleted."""
    return {
        each.record
        for each in procedure.members
        if each.kind is Kept.CASE and each.own and retention.BY_CODE[str(each.own)].filed
    }


def _unfiled(procedure: Procedure, files: Sequence[Filing]) -> Iterator[str]:
    """Yield one thing where a package was filed once, and does not hold everything any more."""
    asked = to_be_filed(procedure)
    filed = _filed(asked)
    if any(each.case.pk in filed and not each.is_filed for each in files if each.case.pk in asked):
        yield NOT_ALL_FILED


def _open(procedure: Procedure) -> Iterator[str]:
    """Yield what somebody still has to do about any of it."""
    doomed = Doomed(procedure.reports, procedure.cases)
    adopted = any(each.own == RetentionClass.ADOPTED for each in procedure.members)
    for kind in open_kinds(doomed.ids):
        if not (adopted and kind in IN_THE_CASE_SOFTWARE):
            yield str(kind.label)
    for case in procedure.cases.values():
        if case.state == CaseState.CLOSED:
            yield from (each.why for each in still_open(case))
