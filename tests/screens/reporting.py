"""A worry on its way to the office: the public form, the receipt, the return, the call written down."""

from dataclasses import replace

from playwright.sync_api import Page

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Attested,
    Profession,
    Question,
    ReporterKind,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.models import Report
from schutznetz.kernel import clock, submissions
from schutznetz.networks.choices import Role
from tests import make
from tests.screens.intake import FINDING, taken
from tests.screens.stage import Screen, Stage, at, scene

NOTHING = replace(
    FINDING,
    weighty_indications=False,
    outcome=TriageOutcome.NO_INDICATION,
    advice="offered",
    urgency=Urgency.U3,
)


def says_little(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def answers_first(page: Page) -> None:
    page.get_by_label("Nein, oder ich weiß es nicht").check()
    page.get_by_label("Privatperson").check()
    page.get_by_role("button", name="Weiter", exact=True).click()


def tells(page: Page) -> None:
    answers_first(page)
    page.locator("textarea").first.fill("Nachts schreit das Baby stundenlang, und niemand kommt.")
    page.get_by_role("button", name="Weiter", exact=True).click()


def looks_again(page: Page) -> None:
    tells(page)
    page.get_by_label("Name des Kindes").fill("Baby im zweiten Stock")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_role("button", name="Weiter", exact=True).click()


def sends(page: Page) -> None:
    looks_again(page)
    page.get_by_role("button", name="Jetzt absenden").click()


def comes_back(page: Page) -> None:
    sends(page)
    code = page.locator(".sn-code").inner_text()
    page.goto("/tannfurt/rueckfrage/")
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill(code)
    page.get_by_role("button", name="Weiter", exact=True).click()


def mistypes(page: Page) -> None:
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill("1234 5678 9012 3456")
    page.get_by_role("button", name="Weiter", exact=True).click()


def is_in_a_hurry(page: Page) -> None:
    page.get_by_label("Ja, es eilt").check()
    page.get_by_label("Arztpraxis, Klinik").check()
    page.get_by_role("button", name="Weiter", exact=True).click()


def works_in_a_shelter(page: Page) -> None:
    page.get_by_label("Ja, es eilt").check()
    page.get_by_label("Frauenhaus oder Fachberatungsstelle").check()
    page.get_by_role("button", name="Weiter", exact=True).click()


def has_no_ground(page: Page) -> None:
    page.get_by_label("Nein, oder ich weiß es nicht").check()
    page.get_by_label("Jobcenter oder andere Sozialbehörde").check()
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.locator("textarea").first.fill("Herr K. ist dreimal nicht gekommen.")
    page.get_by_label("nur ein versäumter Termin oder eine Leistungsminderung").check()
    page.get_by_role("button", name="Weiter", exact=True).click()


def writes_down(page: Page) -> None:
    page.get_by_label("Was wird mitgeteilt?").fill("Anruferin hört seit Tagen ein Kind weinen.")
    page.get_by_role("button", name="In den Eingang geben").click()


def forgets(page: Page) -> None:
    page.get_by_role("button", name="In den Eingang geben").click()


def loses_the_session(page: Page) -> None:
    """Write for a while, and be signed out meanwhile."""
    page.get_by_label("Begründung").fill("Das Kind hat es heute noch einmal erzählt, ganz ruhig.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Dringender einstufen").click()


def asked(stage: Stage) -> str:
    """A report whose reporter has been asked a question."""
    report = taken(stage)
    services.ask_reporter(stage.ctx(Role.INTAKE), report, question=Question.WHEN)
    return f"/tannfurt/eingang/{report.pk}/rueckfragen/"


def rings_again(stage: Stage) -> str:
    """A report from somebody nobody can reach so far."""
    return f"/tannfurt/eingang/{make.report(stage.ctx(Role.INTAKE), stage.network).pk}/nachtrag/"


@scene
def to_be_answered(stage: Stage) -> Report:
    """A doctor's report without indications, decided by two: an answer is owed."""
    report = make.report(
        stage.ctx(Role.INTAKE),
        stage.network,
        kind=ReporterKind.HEALTH,
        children=["Nele, 14 Monate"],
        facts={"observed": "Blauer Fleck am Schienbein, das Kind lernt laufen."},
        contact={"reporter_name": "Dr. Jonas Weber", "reporter_phone": "09999 4711-30"},
    )
    stage.ctx(Role.CASE_WORKER)
    services.take_report(stage.ctx(Role.INTAKE), report)
    triage = services.propose_triage(stage.ctx(Role.INTAKE), report, finding=NOTHING)
    services.confirm_triage(stage.ctx(Role.CASE_WORKER), triage, seal=triage.seal)
    report.refresh_from_db()
    return report


def answering(stage: Stage) -> str:
    return f"/tannfurt/eingang/{to_be_answered(stage).pk}/rueckmeldung/"


def answered(stage: Stage) -> str:
    report = to_be_answered(stage)
    ready = services.Prepared(attested=Attested.CALLED_BACK, told_on=clock.today())
    services.send_feedback(
        stage.ctx(Role.INTAKE), report, confirmed=False, acted=True, still_acting=False, prepared=ready
    )
    return f"/tannfurt/eingang/{report.pk}/"


def shelter(stage: Stage) -> Report:
    """A shelter's report, of whose caller the profession is not known yet."""
    report = make.report(
        stage.ctx(Role.INTAKE),
        stage.network,
        kind=ReporterKind.SHELTER,
        children=["Nele, 14 Monate"],
        contact={"reporter_name": "Ines Kranz", "reporter_phone": "09999 4711-31"},
    )
    stage.ctx(Role.CASE_WORKER)
    services.take_report(stage.ctx(Role.INTAKE), report)
    return report


def learnt(stage: Stage) -> str:
    report = shelter(stage)
    services.note_profession(
        stage.ctx(Role.INTAKE), report, profession=Profession.HEALTH, known_by=Attested.CALLED_BACK
    )
    services.correct_kind(
        stage.ctx(Role.INTAKE),
        report,
        reporter_kind=ReporterKind.HEALTH,
        reasons="Die Hebamme rief aus ihrer Praxis an, nicht für das Frauenhaus.",
    )
    return f"/tannfurt/eingang/{report.pk}/"


def own(stage: Stage) -> str:
    """A report that a day-care centre sent with its account, with a question about it."""
    statement = services.Statement(
        reporter_kind=ReporterKind.PROVIDER,
        danger_now=False,
        facts={"observed": "Leo kommt seit drei Wochen ohne Frühstück und in zu dünner Kleidung."},
        children=[{"child_name": "Leo", "child_age": "4 Jahre"}],
    )
    key = submissions.new_key()
    stage.ctx(Role.CASE_WORKER)
    report = services.submit_as_partner(stage.ctx(Role.PARTNER), stage.network, statement=statement, key=key)
    services.take_report(stage.ctx(Role.INTAKE), report)
    services.ask_reporter(stage.ctx(Role.INTAKE), report, question=Question.WHEN)
    return f"/tannfurt/meldungen/{report.pk}/"


def own_list(stage: Stage) -> str:
    own(stage)
    return "/tannfurt/meldungen/"


FORM, BACK, CALL = at("/tannfurt/melden/"), at("/tannfurt/rueckfrage/"), at("/tannfurt/telefon/")
NEW = "reporting:report"
SCREENS = [
    Screen(name="report", view=NEW, build=FORM),
    Screen(name="report-errors", view=NEW, build=FORM, walk=says_little),
    Screen(name="report-observed", view=NEW, build=FORM, walk=answers_first),
    Screen(name="report-child", view=NEW, build=FORM, walk=tells),
    Screen(name="report-check", view=NEW, build=FORM, walk=looks_again),
    Screen(name="receipt", view=NEW, build=FORM, walk=sends, one_of_a_kind=True),
    Screen(name="report-urgent", view=NEW, build=FORM, walk=is_in_a_hurry),
    Screen(name="report-profession", view=NEW, build=FORM, walk=works_in_a_shelter),
    Screen(name="report-ways", view=NEW, build=FORM, walk=has_no_ground),
    Screen(name="report-as-partner", view=NEW, build=FORM, who=Role.PARTNER),
    Screen(name="come-back", view="reporting:come_back", build=BACK),
    Screen(name="come-back-wrong", view="reporting:come_back", build=BACK, walk=mistypes),
    Screen(name="conversation", view="reporting:come_back", build=FORM, walk=comes_back),
    Screen(
        name="own-reports-none",
        view="reporting:own_index",
        build=at("/tannfurt/meldungen/"),
        who=Role.PARTNER,
    ),
    Screen(name="own-reports", view="reporting:own_index", build=own_list, who=Role.PARTNER),
    Screen(name="own-report", view="reporting:own_detail", build=own, who=Role.PARTNER),
    Screen(name="telephone", view="reporting:telephone", build=CALL, who=Role.INTAKE),
    Screen(name="telephone-errors", view="reporting:telephone", build=CALL, walk=forgets, who=Role.INTAKE),
    Screen(
        name="recorded",
        view="reporting:telephone",
        build=CALL,
        walk=writes_down,
        who=Role.INTAKE,
        one_of_a_kind=True,
    ),
    Screen(name="feedback", view="reporting:feedback", build=answering, who=Role.INTAKE),
    Screen(name="report-answered", view="intake:detail", build=answered, who=Role.INTAKE),
    Screen(
        name="profession",
        view="reporting:profession",
        build=lambda stage: f"/tannfurt/eingang/{shelter(stage).pk}/beruf/",
        who=Role.INTAKE,
    ),
    Screen(
        name="kind",
        view="reporting:kind",
        build=lambda stage: f"/tannfurt/eingang/{shelter(stage).pk}/art/",
        who=Role.INTAKE,
    ),
    Screen(name="report-learnt", view="intake:detail", build=learnt, who=Role.INTAKE),
    Screen(
        name="uncover",
        view="reporting:uncover",
        build=lambda stage: f"{answered(stage)}aufdecken/",
        who=Role.INTAKE,
    ),
    Screen(name="talk", view="reporting:talk", build=asked, who=Role.INTAKE),
    Screen(name="report-note", view="reporting:note", build=rings_again, who=Role.INTAKE),
]
