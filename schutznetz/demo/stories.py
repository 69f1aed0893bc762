"""What reaches the youth office of Tannfurt, told as it happened. All children and families are invented."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from schutznetz.cases.choices import (
    Advice,
    Competence,
    History,
    IntakeChannel,
    Known,
    Question,
    ReporterKind,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.queries import seal_of
from schutznetz.cases.services import conversation, intake, reports, triage, urgency
from schutznetz.cases.services.reports import Statement
from schutznetz.cases.services.triage import Finding
from schutznetz.demo import assessment
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.kernel.context import visitor

if TYPE_CHECKING:
    from schutznetz.cases.models import Report

# The submission key of the neighbour's report: her code is always the same in the demo.
NEIGHBOUR = "vorfuehrung-nachbarin"

KITA = Statement(
    reporter_kind=ReporterKind.PROVIDER,
    danger_now=False,
    facts={
        "observed": "Leo kommt seit drei Wochen ohne Frühstück und in zu dünner Kleidung. "
        "Am Montag und Dienstag hat ihn niemand abgeholt, bis wir nach 17 Uhr angerufen haben.",
        "verbatim": "„Mama schläft, ich hab mir Toast gemacht.“",
        "talk_with_guardians": "Gespräch mit der Mutter am Donnerstag; sie bat um Geduld.",
        "talk_with_child": "Leo erzählt von sich aus, dass er morgens allein aufsteht.",
        "prior_notice": "Ja, die Mutter weiß davon.",
        "isef": "Beratung mit Frau Stern, Beratungsstelle Wegweiser, am Freitag.",
        "help_offered": "Elterncafé und Beratung angeboten; angenommen wurde noch nichts.",
    },
    children=[{"child_name": "Leo Sandner", "child_age": "4 Jahre", "child_institution": "Kita Regenbogen"}],
    contact={
        "reporter_name": "Mira Yilmaz",
        "reporter_institution": "Kita Regenbogen, Gruppenleitung",
        "reporter_phone": "05999 4711-20",
    },
)
DOCTOR = Statement(
    reporter_kind=ReporterKind.HEALTH,
    danger_now=False,
    facts={
        "observed": "Zwei verschieden alte Blutergüsse am Rücken. „Vom Sofa gefallen“ passt dazu nicht.",
        "injuries": "Rücken links, etwa 3 und 5 cm, gelblich und bläulich; heute dokumentiert.",
        "talk_with_guardians": "Heute mit dem Vater erörtert; er lehnt einen Termin in der Klinik ab.",
        "talk_with_child": "Altersgemäß nicht möglich.",
        "prior_notice": "Ja, ich habe es dem Vater gesagt.",
    },
    children=[{"child_name": "Nele Petersen", "child_age": "14 Monate", "child_sex": "female"}],
    contact={
        "reporter_name": "Dr. Jonas Weber",
        "reporter_institution": "Kinderarztpraxis am Markt",
        "reporter_phone": "05999 4711-30",
    },
)
DOCTOR_AT_EASE = Statement(
    reporter_kind=ReporterKind.HEALTH,
    danger_now=False,
    facts={
        "observed": "Schürfwunde an der Stirn; die Mutter kam zwei Tage später als vereinbart zur Kontrolle.",
        "talk_with_guardians": "Am Montag mit der Mutter; sie hatte den Termin verwechselt.",
        "talk_with_child": "Altersgemäß nicht möglich.",
        "prior_notice": "Ja, ich habe es der Mutter gesagt.",
    },
    children=[{"child_name": "Tom Brandt", "child_age": "2 Jahre", "child_sex": "male"}],
    contact=DOCTOR.contact,
)
NEIGHBOURS = Statement(
    reporter_kind=ReporterKind.PRIVATE,
    danger_now=False,
    facts={
        "observed": "Seit etwa zwei Wochen höre ich abends lange ein Kind weinen, gestern fast zwei Stunden.",
        "hearsay": "Eine Nachbarin sagt, die Eltern seien abends oft weg.",
    },
    children=[
        {"child_name": "Mädchen aus dem zweiten Stock", "child_age": "etwa 5", "child_address": "Amselweg 3"}
    ],
)
POLICE = Statement(
    reporter_kind=ReporterKind.POLICE,
    danger_now=True,
    facts={
        "observed": "Einsatz wegen Streits; zwei Kinder anwesend, eines im Schlafanzug im Treppenhaus.",
        "danger_for_workers": "Großer Hund in der Wohnung.",
    },
    children=[
        {"child_name": "Jan Kowalke", "child_age": "7 Jahre", "child_whereabouts": "bei der Großmutter"},
        {"child_name": "Ida Kowalke", "child_age": "2 Jahre", "child_whereabouts": "bei der Großmutter"},
    ],
    contact={"reporter_name": "Wache Tannfurt", "reporter_phone": "05999 110"},
)
LOCKED_OUT = Statement(
    reporter_kind=ReporterKind.PRIVATE,
    danger_now=False,
    facts={
        "observed": "Mika sitzt seit einer Stunde ohne Schlüssel im Treppenhaus; niemand geht ans Telefon."
    },
    children=[{"child_name": "Mika Lorenz", "child_age": "9 Jahre", "child_address": "Amselweg 8"}],
)
CALLER = {"reporter_name": "Ulla Ehlers", "reporter_phone": "05999 4711-91"}
TELEPHONE = Statement(
    reporter_kind=ReporterKind.PRIVATE,
    danger_now=False,
    facts={
        "observed": "Anruferin hat im Supermarkt gesehen, wie ein Vater sein Kind grob am Arm gezogen hat."
    },
    children=[{"child_name": "nicht bekannt", "child_age": "etwa 3"}],
)


def tell(town: Town, now: datetime) -> None:
    """Tell everything in the order in which it happened; the last report is minutes old."""
    with clock.frozen(now - timedelta(days=6)):
        closed = _by_telephone(town)
    with clock.frozen(now - timedelta(days=6) + timedelta(minutes=12)):
        _decide(town, closed, NOTHING_FOUND)
    with clock.frozen(now - timedelta(days=3)):
        at_ease = _as_partner(town, "doctor", DOCTOR_AT_EASE, "vorfuehrung-praxis-frueher")
    with clock.frozen(now - timedelta(days=3) + timedelta(minutes=14)):
        _decide(town, at_ease, NOTHING_WEIGHTY)  # an answer is owed from here on
    with clock.frozen(now - timedelta(days=2)):
        doctor = _as_partner(town, "doctor", DOCTOR, "vorfuehrung-praxis")
    with clock.frozen(now - timedelta(days=2) + timedelta(minutes=9)):
        _decide(town, doctor, WEIGHTY)
    with clock.frozen(now - timedelta(days=1, hours=4)):
        assessment.gather(town, doctor.cases.get())
    with clock.frozen(now - timedelta(hours=5)):
        kita = _as_partner(town, "kita", KITA, "vorfuehrung-kita")
    with clock.frozen(now - timedelta(hours=4, minutes=50)):
        intake.take_report(town.acting("intake"), kita)
        intake.hand_over_report(
            town.acting("intake"),
            kita,
            responsible_id=town.users["anna"].pk,
            second_id=town.users["bert"].pk,
        )
        conversation.ask_reporter(town.acting("anna"), kita, question=Question.WITNESSES)
        triage.propose_triage(town.acting("anna"), kita, finding=UNDER_REVIEW)
    with clock.frozen(now - timedelta(hours=3)):
        _less_urgent(town)
    with clock.frozen(now - timedelta(minutes=25)):
        _by_police(town)
    with clock.frozen(now - timedelta(minutes=6)):
        reports.submit_report(visitor(town.network.pk), town.network, statement=NEIGHBOURS, key=NEIGHBOUR)


def _by_telephone(town: Town) -> "Report":
    return reports.record_report(
        town.acting("intake"),
        town.network,
        statement=TELEPHONE,
        channel=IntakeChannel.TELEPHONE,
        received_at=clock.now() - timedelta(minutes=4),
        key="vorfuehrung-telefon",
    )


def _by_police(town: Town) -> "Report":
    return reports.record_report(
        town.acting("intake"),
        town.network,
        statement=POLICE,
        channel=IntakeChannel.POLICE,
        received_at=clock.now() - timedelta(minutes=2),
        key="vorfuehrung-polizei",
    )


def _less_urgent(town: Town) -> None:
    """Urgent until the caller rang again and said her name; now a second professional has to agree."""
    sabine = town.acting("intake")
    report = reports.record_report(
        sabine,
        town.network,
        statement=LOCKED_OUT,
        channel=IntakeChannel.TELEPHONE,
        received_at=clock.now(),
        key="vorfuehrung-treppenhaus",
    )
    report = intake.take_report(sabine, report)
    report = urgency.raise_urgency(sabine, report, to=Urgency.U1, reasons="Mika ist allein und friert.")
    conversation.note_for_reporter(sabine, report, text="Die Großmutter hat Mika abgeholt.", contact=CALLER)
    conversation.note_addition(sabine, report)
    reasons = "Die Großmutter ist da. Mika hatte den Schlüssel verloren."
    urgency.propose_lowering(sabine, report, to=Urgency.U2, reasons=reasons)


def _as_partner(town: Town, key: str, statement: Statement, submission: str) -> "Report":
    return reports.submit_as_partner(town.acting(key), town.network, statement=statement, key=submission)


def _decide(town: Town, report: "Report", finding: Finding) -> None:
    intake.take_report(town.acting("intake"), report)
    proposal = triage.propose_triage(town.acting("intake"), report, finding=finding)
    triage.confirm_triage(town.acting("team_lead"), proposal, seal=seal_of(proposal))


NOTHING_FOUND = Finding(
    competence=Competence.HERE,
    weighty_indications=False,
    urgency=Urgency.U3,
    further_children=Known.UNKNOWN,
    source_has_access=Known.NO,
    history=History.NONE,
    outcome=TriageOutcome.NO_INDICATION,
    reasons="Einmalige Beobachtung ohne Verletzung, Kind nicht zu ermitteln.",
    advice=Advice.OFFERED,
)
NOTHING_WEIGHTY = replace(
    NOTHING_FOUND, source_has_access=Known.YES, reasons="Kind munter, Erklärung passt, Mutter holt es nach."
)
WEIGHTY = Finding(
    competence=Competence.HERE,
    weighty_indications=True,
    urgency=Urgency.U1,
    further_children=Known.NO,
    source_has_access=Known.YES,
    history=History.NONE,
    outcome=TriageOutcome.ASSESSMENT,
    reasons="Verletzungen passen nicht zur Erklärung; Vater lehnt die Abklärung ab.",
)
UNDER_REVIEW = Finding(
    competence=Competence.HERE,
    weighty_indications=True,
    urgency=Urgency.U2,
    further_children=Known.UNKNOWN,
    source_has_access=Known.NO,
    history=History.EARLIER_REPORT,
    outcome=TriageOutcome.ASSESSMENT,
    reasons="Versorgung über Wochen lückenhaft, Mutter erschöpft, Hilfe noch nicht angenommen.",
)
