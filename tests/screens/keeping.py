"""Keeping and deleting: the list, a procedure, a hold, a deletion by two, periods, the package."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F

from schutznetz.cases.choices import Archive, CaseState, HoldGround, Outcome, PackageState, RetentionClass
from schutznetz.cases.models import Case, Deletion, Hold, HoldLifting, KeepingPeriod, Message, Package, Report
from schutznetz.cases.queries.packed import marks_of
from schutznetz.cases.services import keeping
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from schutznetz.work.models import Task
from tests import make
from tests.screens.intake import decided
from tests.screens.stage import Screen, Stage, scene

RECORDS, LEAD, WATCH = Role.RECORDS_OFFICER, Role.TEAM_LEAD, Role.DATA_PROTECTION


@scene
def ended(stage: Stage) -> Report:
    """A procedure that ended four years ago and lies in the office's own file."""
    report, long_ago = decided(stage), clock.now() - timedelta(days=4 * 365)
    Task.objects.filter(settled_at=None).update(settled_at=F("opened_at"))
    for case in Case.objects.order_by("id"):
        make.with_result(case, Outcome.NONE)
        Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED, closed_at=long_ago)
        Package.objects.create(
            case=case,
            state=PackageState.FILED,
            asked_by_id=case.lead_id,
            asked_at=long_ago,
            ready_at=long_ago,
            marks=marks_of(case),
            fetched_at=long_ago,
            filed_by_id=case.lead_id,
            filed_at=long_ago,
            file_number="51.2-1734",
        )
    return report


@scene
def case(stage: Stage) -> Case:
    ended(stage)
    return Case.objects.get()


@scene
def held(stage: Stage) -> Hold:
    return keeping.hold(
        stage.ctx(LEAD),
        ended(stage),
        ground=HoldGround.PROSECUTION,
        reasons="Anfrage der Staatsanwaltschaft, 17 Js 4711/26",
        review_on=clock.today() + timedelta(days=90),
    )


def held_page(stage: Stage) -> Any:
    return held(stage).report


@scene
def lifting(stage: Stage) -> HoldLifting:
    return keeping.propose_lifting(stage.ctx(LEAD), held(stage), reasons="Das Verfahren ist eingestellt.")


@scene
def proposed(stage: Stage) -> Deletion:
    return keeping.propose_deletion(stage.ctx(RECORDS), ended(stage), archive=Archive.DECLINED)


@scene
def deleted(stage: Stage) -> Deletion:
    deletion = proposed(stage)
    return keeping.confirm_deletion(stage.ctx(LEAD), deletion, seal=deletion.seal)


def period(stage: Stage) -> KeepingPeriod:
    return keeping.propose_period(
        stage.ctx(Role.ADMINISTRATOR),
        stage.network,
        retention_class=RetentionClass.NO_DANGER,
        months=36,
        reasons="Vereinbarung mit dem Datenschutz der Stadt vom 3. November",
    )


@scene
def news(stage: Stage) -> Case:
    """A word came after the package: what is filed does not hold everything any more."""
    found = case(stage)
    told = Report.objects.get(cases=found)
    Message.objects.create(report=told, kind="addition", at=clock.now(), text="Noch etwas.")
    return found


@scene
def ordered(stage: Stage) -> Package:
    found = news(stage)
    return keeping.order_package(stage.ctx(RECORDS), found)


@scene
def ready(stage: Stage) -> Package:
    package = ordered(stage)
    package.state, package.ready_at, package.body = PackageState.READY, clock.now(), b"PK"
    package.marks, package.fetched_at = marks_of(package.case), clock.now()
    package.fingerprint = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    package.save()
    return package


def on(build: Callable[[Stage], Any], before: str, after: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/aufbewahrung/{before}{build(stage).pk}/{after}"


def there(build: Callable[[Stage], Any], address: str) -> Callable[[Stage], str]:
    def built(stage: Stage) -> str:
        build(stage)
        return f"/tannfurt/aufbewahrung/{address}"

    return built


def shown(name: str, view: str, build: Callable[[Stage], str], who: Role = RECORDS) -> Screen:
    return Screen(name=f"keeping-{name}", view=f"keeping:{view}", build=build, who=who)


SCREENS = [
    shown("none", "index", lambda stage: "/tannfurt/aufbewahrung/", WATCH),
    shown("list", "index", there(proposed, "")),
    shown("report", "report", on(ended, "meldung/")),
    shown("held", "report", on(held_page, "meldung/"), LEAD),
    shown("watched", "report", on(ended, "meldung/"), WATCH),
    shown("case", "case", on(case, "fall/"), LEAD),
    shown("news", "case", on(news, "fall/")),
    shown("hold-report", "hold_report", on(ended, "meldung/", "sperre/")),
    shown("hold-case", "hold_case", on(case, "fall/", "sperre/")),
    shown("propose-report", "propose_report", on(ended, "meldung/", "loeschen/")),
    shown("propose-case", "propose_case", on(case, "fall/", "loeschen/")),
    shown("decide", "deletion", on(proposed, "loeschung/"), LEAD),
    shown("deleted", "deletion", on(deleted, "loeschung/"), WATCH),
    shown("protocol", "protocol", there(deleted, "nachweis/"), WATCH),
    shown("lift", "lift", on(held, "sperre/", "aufheben/")),
    shown("lifting", "lifting", on(lifting, "aufhebung/")),
    shown("periods", "periods", there(period, "fristen/"), WATCH),
    shown("period-new", "propose_period", lambda stage: "/tannfurt/aufbewahrung/fristen/neu/"),
    shown("period", "period", on(period, "fristen/"), WATCH),
    shown("package-made", "package", on(ordered, "paket/")),
    shown("package", "package", on(ready, "paket/")),
    shown("package-filed", "file_package", on(ready, "paket/", "abgelegt/")),
]
