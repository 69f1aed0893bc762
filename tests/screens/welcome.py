"""Welcome visits: the list, the stop list, the letters, the visits and the way of the day."""

from collections.abc import Callable

from playwright.sync_api import Page

from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from schutznetz.welcome import arrival, services
from schutznetz.welcome.choices import WelcomeTopic
from schutznetz.welcome.models import LetterBundle, NewbornList, TopicCount, WelcomeCount, WelcomeVisit
from tests.screens.stage import Screen, Stage, at, scene

TITLES = "Familienname;Vorname;Straße;PLZ;Ort;Geburtsdatum;Auskunftssperre;Religion"
NAMES = ("Sandner;Leo", "Yilmaz;Ela und Can", "Nowak;Zofia", "Brückner-Hohenstein;Maximilian")


@scene
def checked(stage: Stage) -> NewbornList:
    born = f"{clock.today():%d.%m.%Y}"
    rows = [
        f"{name};Lindenstraße {place};01067;Dresden;{born};;-" for place, name in enumerate(NAMES, start=3)
    ]
    found = arrival.read("\n".join([TITLES, *rows]).encode(), clock.today(), with_language=False)
    return services.keep_list(stage.ctx(Role.COORDINATOR), stage.network, arrival=found)


@scene
def taken(stage: Stage) -> NewbornList:
    """Whose stop list is open: one family is on it."""
    clara = stage.ctx(Role.COORDINATOR)
    newborns = services.take_over(clara, checked(stage))
    first = newborns.visits.order_by("pk").values_list("pk", flat=True)[0]
    return services.put_on_stop_list(clara, newborns, visit_ids=[first])


@scene
def written(stage: Stage) -> NewbornList:
    clara = stage.ctx(Role.COORDINATOR)
    newborns = services.confirm_stop_list(clara, taken(stage))
    bundle = LetterBundle.objects.create(
        newborns=newborns, kind="welcome_visit", count=2, content=b"x", made_at=clara.now
    )
    two = newborns.visits.order_by("pk").values_list("pk", flat=True)[:2]
    said = {"state": "written", "bundle": bundle, "written_on": clock.today(), "offered": True}
    WelcomeVisit.objects.filter(pk__in=list(two)).update(**said)
    WelcomeCount.objects.create(year=2026, district="Altstadt", written=60, visited=31)
    WelcomeCount.objects.create(year=2026, district="Neustadt", written=48, visited=22)
    for topic, count in ((WelcomeTopic.GUIDE, 51), (WelcomeTopic.SLEEP, 38), (WelcomeTopic.CRYING, 3)):
        TopicCount.objects.create(year=2026, topic=topic, handed_over=count)
    return newborns


def arranged(stage: Stage) -> WelcomeVisit:
    newborns, wanda = written(stage), stage.assignment(Role.WELCOME_VISITOR)
    visits = list(newborns.visits.filter(state="written").order_by("pk"))
    for visit in visits:
        services.arrange(
            stage.ctx(Role.COORDINATOR),
            visit,
            visitor_id=wanda.user_id,
            visit_on=clock.today(),
        )
    return visits[0]


def list_page(build: Callable[[Stage], NewbornList], step: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/willkommen/listen/{build(stage).pk}/{step}"


def index(stage: Stage) -> str:
    written(stage)
    return "/tannfurt/willkommen/"


def visits(stage: Stage) -> str:
    arranged(stage)
    return "/tannfurt/willkommen/besuche/"


def visit(stage: Stage) -> str:
    return f"/tannfurt/willkommen/besuche/{arranged(stage).pk}/"


def today(stage: Stage) -> str:
    arranged(stage)
    return "/tannfurt/willkommen/heute/"


def uploads_a_mistake(page: Page) -> None:
    content = b"Familienname;Strasse;PLZ\nSandner;Weg 5;123"
    page.get_by_label("Liste der Meldebehörde").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Liste prüfen").click()


def looks_for_somebody(page: Page) -> None:
    page.get_by_label("Familienname").fill("y")
    page.get_by_role("button", name="Suchen").click()


CLARA, WANDA = Role.COORDINATOR, Role.WELCOME_VISITOR
UPLOAD = at("/tannfurt/willkommen/einlesen/")
SCREENS = [
    Screen(name="welcome", view="welcome:index", build=index, who=CLARA),
    Screen(name="welcome-upload", view="welcome:upload", build=UPLOAD, walk=uploads_a_mistake, who=CLARA),
    Screen(name="welcome-letters", view="welcome:list", build=list_page(written), who=CLARA),
    Screen(name="welcome-stop", view="welcome:stop", build=list_page(taken, "sperrliste/"), who=CLARA),
    Screen(name="welcome-find", view="welcome:find", build=visits, walk=looks_for_somebody, who=CLARA),
    Screen(name="welcome-visit", view="welcome:visit", build=visit, who=CLARA),
    Screen(name="welcome-today", view="welcome:today", build=today, who=WANDA),
]
