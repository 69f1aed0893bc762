"""The neighbouring town of Erlenstedt, and a child that moved from there to Tannfurt. All are invented."""

from dataclasses import replace
from datetime import datetime, timedelta

from schutznetz.cases.choices import HandoverGround, HandoverPart, IntakeChannel, ReporterKind, Sharing
from schutznetz.cases.services import handover, intake, reports, triage
from schutznetz.cases.services.handover import Going
from schutznetz.cases.services.reports import Statement
from schutznetz.demo import town
from schutznetz.demo.people import Persona
from schutznetz.demo.procedures import ELSEWHERE
from schutznetz.demo.town import Town
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Land, Role
from schutznetz.networks.values import Area

SLUG = "erlenstedt"
FOUNDERS = (
    Persona(key="administrator", given="Jens", family="Albers", role=Role.ADMINISTRATOR, town=SLUG),
    Persona(key="data_protection", given="Gerda", family="Thoms", role=Role.DATA_PROTECTION, town=SLUG),
)
OFFICE = (
    Persona(key="ines", given="Ines", family="Ott", role=Role.INTAKE, town=SLUG),
    Persona(key="paul", given="Paul", family="Renz", role=Role.CASE_WORKER, town=SLUG),
)
SWIMMING_CLUB = Statement(
    reporter_kind=ReporterKind.OTHER_PROFESSIONAL,
    danger_now=False,
    facts={"observed": "Lotte hatte zweimal Blutergüsse am Oberarm und wollte nicht sagen, woher."},
    children=[{"child_name": "Lotte Hansen", "child_age": "6 Jahre"}],
)
MOVED_AWAY = replace(
    ELSEWHERE, reasons="Blutergüsse an zwei Tagen, keine Erklärung. Die Familie ist nach Tannfurt gezogen."
)


def found() -> Town:
    """Found the neighbouring town, with the two people of its youth office that the story needs."""
    erlenstedt = town.begin(
        *FOUNDERS,
        slug=SLUG,
        name="Netzwerk Frühe Hilfen Erlenstedt",
        owner_name="Landkreis Erlenstedt, Jugendamt",
        land=Land.NIEDERSACHSEN,
        areas=[Area(ags="03998", name="Erlenstedt", valid_from=clock.today())],
    )
    with tenancy.scope(erlenstedt.network.pk):
        for persona in OFFICE:
            town.let_in(erlenstedt, persona)
    return erlenstedt


def tell(erlenstedt: Town, tannfurt: Town, now: datetime) -> None:
    """Lotte was reported in Erlenstedt and lives in Tannfurt by now; its intake has to answer."""
    with tenancy.scope(erlenstedt.network.pk), clock.frozen(now - timedelta(hours=20)):
        report = reports.record_report(
            erlenstedt.acting("ines"),
            erlenstedt.network,
            statement=SWIMMING_CLUB,
            channel=IntakeChannel.TELEPHONE,
            received_at=clock.now(),
            key="vorfuehrung-schwimmverein",
        )
        intake.take_report(erlenstedt.acting("ines"), report)
        proposal = triage.propose_triage(erlenstedt.acting("ines"), report, finding=MOVED_AWAY)
        triage.confirm_triage(erlenstedt.acting("paul"), proposal, seal=proposal.seal)
    with tenancy.scope(erlenstedt.network.pk), clock.frozen(now - timedelta(hours=3)):
        going = Going(
            ground=HandoverGround.DANGER,
            reasons="Die Familie wohnt seit zwei Wochen in Tannfurt.",
            parts=[HandoverPart.REPORT],
            why_needed="Ohne die Meldung weiß dort niemand, dass jemand nach Lotte sehen muss.",
            guardians=Sharing.TOLD,
            child=Sharing.NOT_POSSIBLE,
            left_out_why="Lotte ist sechs; die Mutter sagt es ihr.",
            receiving_id=tannfurt.network.pk,
            talk_at=clock.now() - timedelta(minutes=30),
            talk_with="Ines Ott und Sabine Vogt, am Telefon",
        )
        proposed = handover.propose_handover(erlenstedt.acting("ines"), report.cases.get(), going=going)
        handover.send_handover(erlenstedt.acting("paul"), proposed, seal=proposed.seal)
