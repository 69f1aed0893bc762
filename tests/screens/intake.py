"""The office's side: the inbox, two people who decide, immediate protection, the way out of Schutznetz."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import Page

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Competence,
    History,
    IntakeChannel,
    Known,
    Manner,
    ProtectionMeasure,
    ReporterKind,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.models import Case, Departure, ImmediateProtection, Report
from schutznetz.cases.services import Finding
from schutznetz.kernel import submissions
from schutznetz.kernel.context import system
from schutznetz.networks.choices import LeaveAt, Role
from schutznetz.networks.models import Network
from tests import make
from tests.screens.stage import Screen, Stage, at, scene

FINDING = Finding(
    competence=Competence.HERE,
    weighty_indications=True,
    urgency=Urgency.U1,
    further_children=Known.UNKNOWN,
    source_has_access=Known.YES,
    history=History.NONE,
    outcome=TriageOutcome.ASSESSMENT,
    reasons="Verletzung, die zum erzählten Hergang nicht passt. Die Kita hat sie zweimal gesehen.",
)


@scene
def reports(stage: Stage) -> list[Report]:
    """Take in three reports: one urgent, one from a day-care centre, one of few words."""
    ctx = stage.ctx(Role.INTAKE)
    stage.ctx(Role.CASE_WORKER)
    return [
        make.report(ctx, stage.network, danger_now=True, children=["Mia", "Ben"]),
        make.report(
            ctx,
            stage.network,
            kind=ReporterKind.PROVIDER,
            children=["Junge, etwa 4, rote Jacke"],
            facts={"observed": "Blaue Flecken am Oberarm, heute und am Montag. Er sagt, er sei gefallen."},
            contact={"reporter_name": "Petra Sommer", "reporter_phone": "09999 123"},
        ),
        make.report(ctx, stage.network, additions=1),
    ]


def inbox(stage: Stage) -> str:
    reports(stage)
    return "/tannfurt/eingang/"


def arrived(stage: Stage) -> str:
    return f"/tannfurt/eingang/{reports(stage)[1].pk}/"


@scene
def taken(stage: Stage) -> Report:
    report = reports(stage)[1]
    return services.take_report(stage.ctx(Role.INTAKE), report)


def taken_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{taken(stage).pk}/"


def triage_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{taken(stage).pk}/ersteinschaetzung/"


def second_look(stage: Stage) -> str:
    triage = services.propose_triage(stage.ctx(Role.INTAKE), taken(stage), finding=FINDING)
    return f"/tannfurt/eingang/ersteinschaetzung/{triage.pk}/"


def of_the_report(step: str) -> Any:
    """Return how to build the page of one step of a report that somebody has taken."""
    return lambda stage: f"/tannfurt/eingang/{taken(stage).pk}/{step}/"


def proposed(stage: Stage) -> str:
    report = taken(stage)
    services.propose_triage(stage.ctx(Role.INTAKE), report, finding=FINDING)
    return f"/tannfurt/eingang/{report.pk}/"


@scene
def decided(stage: Stage) -> Report:
    report = taken(stage)
    triage = services.propose_triage(stage.ctx(Role.INTAKE), report, finding=FINDING)
    services.confirm_triage(stage.ctx(Role.CASE_WORKER), triage, seal=triage.seal)
    report.refresh_from_db()
    return report


def decided_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{decided(stage).pk}/"


def lowering(stage: Stage) -> str:
    ctx = stage.ctx(Role.INTAKE)
    report = services.raise_urgency(ctx, taken(stage), to=Urgency.U0, reasons="Das Kind ist allein.")
    found = services.propose_lowering(ctx, report, to=Urgency.U2, reasons="Es ist bei der Großmutter.")
    return f"/tannfurt/eingang/herabstufung/{found.pk}/"


def protecting(stage: Stage, *, second: bool = True) -> ImmediateProtection:
    named: dict[str, Any] = {"second_id": stage.user(Role.CASE_WORKER).pk, "told_by": Manner.TELEPHONE}
    return services.protect(
        stage.ctx(Role.INTAKE),
        taken(stage),
        measures=[ProtectionMeasure.ON_SITE, ProtectionMeasure.POLICE],
        what="Wir fahren hin und holen die Großmutter dazu.",
        **(named if second else {}),
    )


def protected(stage: Stage) -> str:
    return f"/tannfurt/eingang/sofortschutz/{protecting(stage).pk}/"


def unseconded(stage: Stage) -> str:
    return f"/tannfurt/eingang/sofortschutz/{protecting(stage, second=False).pk}/zweite-person/"


def to_be_signed(stage: Stage) -> str:
    return f"{protected(stage)}bestaetigen/"


@scene
def leaving(stage: Stage) -> Report:
    Network.objects.filter(pk=stage.network.pk).update(
        ends_after=LeaveAt.TRIAGE, case_software_folder="tannfurt-import"
    )
    return decided(stage)


def leave_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{leaving(stage).pk}/fachverfahren/"


def departed(stage: Stage) -> str:
    departure = services.leave(stage.ctx(Role.INTAKE), leaving(stage))
    services.write_departure(system(stage.network.pk), departure)
    return f"/tannfurt/eingang/uebergabe/{Departure.objects.get().pk}/"


def cases(stage: Stage) -> str:
    decided(stage)
    return "/tannfurt/faelle/"


def case_page(stage: Stage) -> str:
    return f"{cases(stage)}{Case.objects.get().pk}/"


def of_the_case(step: str) -> Any:
    """Return how to build the page of one step of a case that has just begun."""
    return lambda stage: f"{case_page(stage)}{step}/"


LENA = {"child_name": "Lena Müller", "child_age": "05.03.2019", "child_address": "Birkenweg 5, Tannfurt"}


@scene
def told_of_lena(stage: Stage) -> Report:
    """A second call about Lena, in triage; the first one is in Anna's hands."""
    statement = services.Statement(
        reporter_kind=ReporterKind.PRIVATE,
        danger_now=False,
        facts={"observed": "Sie saß abends allein im Treppenhaus."},
        children=[LENA, {"child_name": "Tim Müller"}],
    )
    ctx, worker = stage.ctx(Role.INTAKE), stage.ctx(Role.CASE_WORKER)
    for by, hours in ((worker, 50), (ctx, 1)):
        told = services.record_report(
            by,
            stage.network,
            statement=statement,
            channel=IntakeChannel.TELEPHONE,
            received_at=by.now - timedelta(hours=hours),
            key=submissions.new_key(),
        )
        report = services.take_report(by, told) if by is ctx else told
    return report


@scene
def known(stage: Stage) -> str:
    return f"/tannfurt/eingang/{told_of_lena(stage).pk}/bekannt/"


def known_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{told_of_lena(stage).pk}/"


def search(page: Page) -> None:
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("heading", name="Treffer", exact=True).wait_for()


def join_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{told_of_lena(stage).pk}/verbinden/"


def part_page(stage: Stage) -> str:
    report = told_of_lena(stage)
    other = Report.objects.exclude(pk=report.pk).get()
    joining = services.join(
        stage.ctx(Role.INTAKE), report, reference=other.reference, reasons="Derselbe Abend, zwei Anrufe."
    )
    return f"/tannfurt/eingang/verbindung/{joining.pk}/"


INTAKE, WORKER = Role.INTAKE, Role.CASE_WORKER
SCREENS = [
    Screen(name="inbox-empty", view="intake:index", build=at("/tannfurt/eingang/"), who=INTAKE),
    Screen(name="inbox", view="intake:index", build=inbox, who=INTAKE),
    Screen(name="report-arrived", view="intake:detail", build=arrived, who=INTAKE),
    Screen(name="report-taken", view="intake:detail", build=taken_page, who=INTAKE),
    Screen(name="report-proposed", view="intake:detail", build=proposed, who=INTAKE),
    Screen(name="report-decided", view="intake:detail", build=decided_page, who=INTAKE),
    Screen(name="report-known", view="intake:detail", build=known_page, who=INTAKE),
    Screen(name="known-ask", view="intake:known", build=known, who=INTAKE),
    Screen(name="known-hits", view="intake:known", build=known, walk=search, who=INTAKE),
    Screen(name="join", view="intake:join", build=join_page, who=INTAKE),
    Screen(name="part", view="intake:part", build=part_page, who=INTAKE),
    Screen(name="triage", view="intake:triage", build=triage_page, who=INTAKE),
    Screen(name="triage-second", view="intake:confirm_triage", build=second_look, who=Role.TEAM_LEAD),
    Screen(name="raise", view="intake:raise_urgency", build=of_the_report("dringender"), who=INTAKE),
    Screen(name="lower", view="intake:lower_urgency", build=of_the_report("weniger-dringend"), who=INTAKE),
    Screen(name="lower-second", view="intake:confirm_lowering", build=lowering, who=WORKER),
    Screen(name="report-hand-over", view="intake:hand_over", build=of_the_report("abgeben"), who=INTAKE),
    Screen(name="protect", view="intake:protect", build=of_the_report("sofortschutz"), who=INTAKE),
    Screen(name="protection", view="intake:protection", build=protected, who=INTAKE),
    Screen(name="protection-name", view="intake:name_second", build=unseconded, who=INTAKE),
    Screen(name="protection-sign", view="intake:confirm_protection", build=to_be_signed, who=WORKER),
    Screen(name="leave", view="intake:leave", build=leave_page, who=INTAKE),
    Screen(name="departure", view="intake:departure", build=departed, who=INTAKE),
    Screen(name="cases-none", view="cases:index", build=at("/tannfurt/faelle/"), who=WORKER),
    Screen(name="cases", view="cases:index", build=cases, who=WORKER),
    Screen(name="case", view="cases:detail", build=case_page, who=WORKER),
    Screen(name="case-hand-over", view="cases:hand_over", build=of_the_case("abgeben"), who=WORKER),
    Screen(name="case-colleague", view="cases:add_colleague", build=of_the_case("hinzuziehen"), who=WORKER),
]
