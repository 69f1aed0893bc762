"""Family midwives: the register, the list, a request and its end, and a plan with its reasons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from schutznetz.accounts.models import User
from schutznetz.care import services as care
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.jobs import Progress
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Assignment
from schutznetz.visiting import jobs, queries, services
from schutznetz.visiting.choices import ContactKind, VisitUrgency
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.visiting.services import Noted, State, Wish
from tests.screens.stage import Screen, Stage, at, scene
from tests.visiting.conftest import ENTRY, names_all, registered

HOME = "/tannfurt/familienhebammen/"
NEED = Wish(
    urgency=VisitUrgency.SOON, weekly_minutes=120, postcode="39108", languages=["tr"], topics=["preterm"]
)


@scene
def there(stage: Stage) -> tuple[FamilyMidwife, list[VisitRequest]]:
    """Hanna has eight hours; three families ask, one of them for something that nobody knows."""
    clara, hanna = stage.ctx(Role.COORDINATOR), stage.assignment(Role.FAMILY_MIDWIFE)
    entry = replace(ENTRY, weekly_minutes=480, languages=["de", "tr"], topics=["preterm"])
    midwife = registered(clara, stage.network, user_id=hanna.user_id, entry=entry)
    wishes = {
        "Frau Aydin": NEED,
        "Herr Behrens": replace(NEED, urgency=VisitUrgency.URGENT, topics=["addiction"]),
        "Frau Ceylan": replace(NEED, urgency=VisitUrgency.TIME),
    }
    asked = []
    for number, (name, wish) in enumerate(wishes.items()):
        early = replace(clara, now=clara.now - timedelta(weeks=7 - number))
        born = Child(given="Mika", born=date(2026, 9, 1))
        family = care.open_family(early, stage.network, household=Household(name=name, children=[born]))
        names_all(replace(clara, now=clara.now - timedelta(weeks=9)), family)
        asked.append(services.request_visits(early, stage.network, family_id=family.pk, wish=wish))
    return midwife, asked


def page(path: str = "") -> Callable[[Stage], str]:
    def build(stage: Stage) -> str:
        there(stage)
        return f"{HOME}{path}"

    return build


def entry(stage: Stage) -> str:
    return f"{HOME}register/{there(stage)[0].pk}/"


def one_more(stage: Stage) -> str:
    stage.assignment(Role.FAMILY_MIDWIFE)
    return f"{HOME}register/neu/"


def placing(stage: Stage) -> str:
    return f"{HOME}{there(stage)[1][0].pk}/zuteilen/"


def ending(stage: Stage) -> str:
    midwife, asked = there(stage)
    services.place(stage.ctx(Role.COORDINATOR), asked[0], midwife_id=str(midwife.pk))
    return f"{HOME}{asked[0].pk}/beenden/"


@scene
def helped(stage: Stage) -> VisitRequest:
    """Hanna has helped a family for two months: two visits, one put right, a goal, a look back."""
    midwife, asked = there(stage)
    clara, hanna = stage.ctx(Role.COORDINATOR), stage.ctx(Role.FAMILY_MIDWIFE)
    weeks = [replace(hanna, now=hanna.now - timedelta(weeks=week)) for week in (8, 7, 4, 1)]
    request = services.place(replace(clara, now=weeks[0].now), asked[0], midwife_id=str(midwife.pk))
    services.note_start(weeks[0], request, state=State(burdens=["exhausted", "money"], strengths=["asks"]))
    first = Noted(
        on=weeks[1].now.date(),
        kind=ContactKind.HOME,
        minutes=75,
        travel_minutes=30,
        kilometres=18,
        topics=["feeding", "sleep"],
        note="Mika trinkt gut, die Mutter ist sehr müde. Die Schwester kommt jetzt zweimal in der Woche.",
        next_step="Wiegen, Antrag auf Elterngeld mitnehmen",
    )
    services.note_contact(weeks[1], request, noted=first)
    services.agree_goal(weeks[1], request, words="Wir schlafen wieder drei Stunden am Stück.")
    second = replace(first, on=weeks[2].now.date(), minutes=45, note="", next_step="")
    noted = services.note_contact(weeks[2], request, noted=second)
    services.correct_contact(
        weeks[2], noted, noted=replace(second, minutes=60, note="Mika wiegt 4200 Gramm.")
    )
    day = weeks[3].now.date()
    services.review(
        weeks[3],
        request,
        held_on=day,
        words="Die Nächte sind ruhiger. Noch offen: ein Platz in der Krabbelgruppe.",
        next_on=day + timedelta(days=91),
        planned_end=day + timedelta(days=120),
    )
    return request


@scene
def uncovered(stage: Stage) -> VisitRequest:
    """A family named Hanna two months ago and asked her in; last week its consent ran out."""
    midwife, _asked = there(stage)
    clara = stage.ctx(Role.COORDINATOR)
    early = replace(clara, now=clara.now - timedelta(weeks=9))
    household = Household(name="Frau Demir", children=[Child(given="Can", born=date(2026, 9, 1))])
    family = care.open_family(early, stage.network, household=household)
    names_all(early, family, until=day_of(clara.now) - timedelta(weeks=1))
    request = services.request_visits(
        early, stage.network, family_id=family.pk, wish=replace(NEED, weekly_minutes=60)
    )
    why = "Es ist eilig"
    return services.place(early, request, midwife_id=str(midwife.pk), why=why)


def unnamed(stage: Stage) -> str:
    """A family that was not asked yet who may learn of it."""
    there(stage)
    clara = stage.ctx(Role.COORDINATOR)
    household = Household(name="Frau Demir", children=[Child(given="Can", born=date(2026, 9, 1))])
    family = care.open_family(clara, stage.network, household=household)
    request = services.request_visits(clara, stage.network, family_id=family.pk, wish=NEED)
    return f"{HOME}{request.pk}/zuteilen/"


def lapsed(stage: Stage) -> str:
    return f"{HOME}{uncovered(stage).pk}/stunden/"


def colleague(stage: Stage) -> FamilyMidwife:
    """Ines also helps bigger children."""
    ines = User.objects.create_user(
        "ines", first_name="Ines", last_name="Koch", email="ines@tannfurt.example"
    )
    Assignment.objects.create(
        user=ines, role=Role.FAMILY_MIDWIFE, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
    )
    entry = replace(ENTRY, weekly_minutes=480, until_months=36, languages=["de", "tr"], topics=["preterm"])
    clara = stage.ctx(Role.COORDINATOR)
    return registered(clara, stage.network, user_id=ines.pk, entry=entry)


@scene
def followed(stage: Stage) -> VisitRequest:
    """A colleague goes on with the family, and Hanna may tell her how it went."""
    request, midwife = helped(stage), colleague(stage)
    clara, hanna = stage.ctx(Role.COORDINATOR), stage.ctx(Role.FAMILY_MIDWIFE)
    names_all(clara, request.family)
    follower = services.pass_on(hanna, request, urgency=VisitUrgency.SOON)
    why = "Das Kind wird bald ein Jahr alt"
    services.place(clara, follower, midwife_id=str(midwife.pk), why=why)
    return request


def work(path: str = "", build: Callable[[Stage], VisitRequest] = helped) -> Callable[[Stage], str]:
    def built(stage: Stage) -> str:
        return f"{HOME}meine/{build(stage).pk}/{path}"

    return built


def mine(stage: Stage) -> str:
    helped(stage)
    return f"{HOME}meine/"


def hours(stage: Stage) -> str:
    return f"{HOME}{helped(stage).pk}/stunden/"


def correcting(stage: Stage) -> str:
    return f"{HOME}kontakte/{queries.counted_contacts().filter(request=helped(stage)).latest('on').pk}/"


def striking(stage: Stage) -> str:
    return f"{correcting(stage)}streichen/"


def settling(stage: Stage) -> str:
    return f"{HOME}ziele/{helped(stage).goals.get().pk}/"


def planned(stage: Stage) -> str:
    there(stage)
    clara = stage.ctx(Role.COORDINATOR)
    plan = services.plan(clara, stage.network)
    assert plan.job_id
    system = replace(clara, role=SYSTEM, actor_id=None)
    jobs.work_out(system, {"plan": str(plan.pk)}, Progress(plan.job_id))
    return f"{HOME}plan/{plan.pk}/"


CLARA, HANNA = Role.COORDINATOR, Role.FAMILY_MIDWIFE
SCREENS = [
    Screen(name="visiting-list", view="visiting:index", build=page(), who=CLARA),
    Screen(name="visiting-ask", view="visiting:ask", build=page("neu/"), who=CLARA),
    Screen(name="visiting-place", view="visiting:place", build=placing, who=CLARA),
    Screen(name="visiting-register", view="visiting:register", build=page("register/"), who=CLARA),
    Screen(name="visiting-add", view="visiting:add", build=one_more, who=CLARA),
    Screen(name="visiting-change", view="visiting:change", build=entry, who=CLARA),
    Screen(name="visiting-begin", view="visiting:plan", build=page("plan/"), who=CLARA),
    Screen(name="visiting-plan", view="visiting:show_plan", build=planned, who=CLARA),
    Screen(name="visiting-none", view="visiting:own", build=at(f"{HOME}meine/"), who=HANNA),
    Screen(name="visiting-end", view="visiting:end", build=ending, who=CLARA),
    Screen(name="visiting-own", view="visiting:own", build=mine, who=HANNA),
    Screen(name="visiting-family", view="visiting:family", build=work(), who=HANNA),
    Screen(name="visiting-followed", view="visiting:family", build=work(build=followed), who=HANNA),
    Screen(name="visiting-contact", view="visiting:contact", build=work("kontakt/"), who=HANNA),
    Screen(name="visiting-correct", view="visiting:correct", build=correcting, who=HANNA),
    Screen(name="visiting-strike", view="visiting:strike", build=striking, who=HANNA),
    Screen(name="visiting-goal", view="visiting:goal", build=work("ziel/"), who=HANNA),
    Screen(name="visiting-settle", view="visiting:settle", build=settling, who=HANNA),
    Screen(name="visiting-review", view="visiting:review", build=work("rueckblick/"), who=HANNA),
    Screen(name="visiting-start", view="visiting:start", build=work("anfang/"), who=HANNA),
    Screen(name="visiting-close", view="visiting:close", build=work("abschluss/"), who=HANNA),
    Screen(name="visiting-pass-on", view="visiting:pass_on", build=work("weitergeben/"), who=HANNA),
    Screen(
        name="visiting-hand-over",
        view="visiting:hand_over",
        build=work("uebergabe/", followed),
        who=HANNA,
    ),
    Screen(name="visiting-unnamed", view="visiting:place", build=unnamed, who=CLARA),
    Screen(name="visiting-lapsed", view="visiting:hours", build=lapsed, who=CLARA),
    Screen(name="visiting-lapsed-own", view="visiting:family", build=work(build=uncovered), who=HANNA),
    Screen(name="visiting-hours", view="visiting:hours", build=hours, who=CLARA),
]
