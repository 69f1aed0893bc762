"""§ 63 SGB VIII: families in early help change no byte of what the protection part is shown, and vice versa.

The same town with the families and without them; the office has a case about a child of the same name.
Everybody looks at every page her role may enter, types the name where one can search, and seven weeks later
at her tasks and mails. In the same two worlds it is seen that who may see something does see it, and that
each kind of look finds a leak that was planted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import wraps
from itertools import cycle
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.care.models import Family
from schutznetz.care.queries import code_of_call
from schutznetz.care.services import Wish, ask_call
from schutznetz.cases import services as cases
from schutznetz.cases.models import Case
from schutznetz.cases.services import measures
from schutznetz.kernel import clock, ids, jobs, keyring
from schutznetz.kernel.context import system, visitor
from schutznetz.kernel.models import Letter
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.welcome.models import NewbornList
from schutznetz.work.choices import Rung
from schutznetz.work.services import escalation
from tests import growing, make
from tests.canaries.crawl import SCREENS, way_in
from tests.care.conftest import KEY
from tests.cases.services.town import Town
from tests.conftest import NOON, member
from tests.web.test_two_worlds import PAGES, browser_of, bytes_of, still_tokens, world

__all__ = ["still_tokens"]  # used by every test here
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("inside")]

EARLY_HELP = ("care", "visiting", "volunteers", "welcome")
PROTECTION = ("cases",)
FAMILIES = """
    CallBack Certificate Family FamilyChild FamilyConsent FamilyMidwife GivenTime GroupMeeting KnownNewborn
    LetterBundle Match Meanwhile MidwifeProof NewbornList OutsideLink Passing PlacingPlan Referral
    VisitContact VisitGoal VisitRequest VisitReview VisitSheet Volunteer WelcomeVisit Wish
"""
CASES = "Attachment Case KnownPerson Report TakingIntoCare"
BASE = "/tannfurt/"
SHOWN_FAMILIES = {  # where somebody of early help sees that families came
    "tannfurt-coordinator-0": "aufgaben/ hilfe/ familienhebammen/ willkommen/",
    "tannfurt-partner-0": "aufgaben/ hilfe/ueberleitung/",
    "tannfurt-volunteer_coordinator-0": "familienpaten/",
    "tannfurt-family_midwife-0": "familienhebammen/meine/",
    "tannfurt-welcome_visitor-0": "willkommen/heute/",
}
SHOWN_CASES = {"emil": "eingang/ aufgaben/", "anna": "faelle/", "lena": "faelle/ueberblick/"}
ALL_FAMILIES = {Role.COORDINATOR, Role.VOLUNTEER_COORDINATOR}  # whoever holds these is shown every family
SAME_NAME = "Emre Aydin"
LATER = NOON + timedelta(weeks=7)
TASKS, MAILS = "tasks later", "mails"
ALIKE = ("public:", "networks:contacts", "networks:absences", "networks:report_absence")
ALIKE_FOR = {Role.COORDINATOR, Role.TEAM_LEAD}
SAMPLED = 6  # leaks are looked for on each so-and-so-many-th page
CODE_PAGE, WRONG_CODE = f"{BASE}hilfe/code/", {"code": "1234 5678 9012 3456"}
CHILD = {"given": "Emre", "family": "Aydin", "born": "01.05.2026", "submission_key": "x" * 26}
FEEDS = ("/angebote/", "/api/v1/offers", "/api/v1/offers?q=Aydin", "/api/v1/hsds/services")
SEARCHES = (f"{BASE}angebote/?q=Aydin", f"{BASE}angebote/?q=Emre")
UNPLANTED = {TASKS, MAILS, *FEEDS}  # what is no page of the town, or looked at when much is deleted already
Seen: TypeAlias = dict[tuple[str, str], Any]
Places: TypeAlias = dict[str, set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at her browser: where she goes, what she sends, and whether she may see what is compared."""

    name: str
    user: User | None
    pages: tuple[str, ...]
    sent: tuple[tuple[str, Mapping[str, str]], ...] = ()
    may: bool = False


@dataclass(frozen=True, slots=True)
class Towns:
    """Both parts of one town, with everybody at work."""

    network: Network
    early: growing.Town
    protection: Town

    def families(self) -> None:
        with clock.frozen(NOON):
            growing.families(self.early, 1)

    def shown(self, places: Mapping[str, str]) -> Iterator[Visitor]:
        """Return who may see what happened, with where that stands."""
        for name, where in places.items():
            user = User.objects.get(username=name)
            yield Visitor(
                name=name, user=user, may=True, pages=tuple(f"{BASE}{each}" for each in where.split())
            )

    def case(self) -> dict[str, UUID]:
        """A report about a child of the same name has become a case, with what hangs on both."""
        town = self.protection
        with clock.frozen(NOON):
            report = make.report(
                town.ctx("emil"), self.network, danger_now=True, children=[SAME_NAME], files=1, additions=1
            )
            cases.take_report(town.ctx("emil"), report)
            opened = cases.open_case(
                town.ctx("anna"), self.network, child_name=SAME_NAME, report="Blaue Flecken",
                lead=town.people["anna"], substitute=town.people["bert"],
            )  # fmt: skip
            Case.objects.filter(pk=opened.pk).update(origin=report)
            begun = cases.begin_assessment(town.ctx("anna"), Case.objects.get(pk=opened.pk))
            measures.take_into_care(town.ctx("anna"), begun, ground="", place="Pflegestelle Nord")
        return {"report": report.pk, "case": opened.pk}


@pytest.fixture
def towns(tannfurt: Network, anna: User, inside: None) -> Towns:
    early = growing.peopled(tannfurt)
    for number in (1, 100):  # whom a growing town takes into the register, and whom it might
        early.person(Role.FAMILY_MIDWIFE, number)
    made = Towns(tannfurt, early, Town(tannfurt))
    for role in Role:
        member(tannfurt, f"other-{role}", role)
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@tannfurt.example")
    keyring.newest_pair()
    return made


def pages_of(role: Role | None) -> Iterator[str]:
    """Return every page, count and export without a row of its own that this role may enter.

    What is the same for whoever works here, and for every visitor, one of them looks at.
    """
    for route, name, pattern in SCREENS:
        if f"/{route}".replace("<slug:network>", "tannfurt") not in PAGES or not way_in(pattern, role):
            continue
        if role is None or role in ALIKE_FOR or not name.startswith(ALIKE):
            yield "/" + route.replace("<slug:network>", "tannfurt")


def rows_of(role: Role | None, towns: Towns) -> Iterator[str]:
    """Return the pages of families that somebody with this role might enter."""
    for route, _name, pattern in SCREENS:
        if "<uuid:pk>" in route and way_in(pattern, role):
            for row in towns.early.rows.get(getattr(pattern.callback, "model", Network), ()):
                yield "/" + route.replace("<slug:network>", "tannfurt").replace("<uuid:pk>", str(row.pk))


def seen(network: Network, visitors: Iterable[Visitor], *, tasks: bool = True) -> Seen:
    """Return all that these people get out of the town: now, and after everything that happens by time."""
    found: Seen = {}
    clients = [(each, browser_of(each.user)()) for each in visitors]
    for number, (each, client) in enumerate(clients):
        with clock.frozen(NOON), ids.seeded(100 + number):
            found |= {(each.name, page): bytes_of(client.get(page)) for page in each.pages}
            found |= {(each.name, f"sent {to}"): bytes_of(client.post(to, said)) for to, said in each.sent}
    letters = written_by_time(network)
    for number, (each, client) in enumerate(clients):
        if each.user:
            found[each.name, MAILS] = sorted(letters[each.user.email])
        if each.user and tasks:
            with clock.frozen(LATER), ids.seeded(200 + number):
                found[each.name, TASKS] = bytes_of(client.get("/tannfurt/aufgaben/"))
    return found


def written_by_time(network: Network) -> dict[str, list[tuple[str, str]]]:
    """Let every regular job run once, and the ladders climb; return the letters to each address."""
    for rung in range(len(Rung)):
        with clock.frozen(LATER + rung * timedelta(minutes=2)), ids.seeded(rung):
            for kind in jobs.kinds():
                if kind.name == "work.escalate" or (kind.every and not rung):
                    kind.work(system(network.pk), {}, jobs.Progress(network.pk))
    letters = defaultdict(list)
    for each in Letter.objects.order_by("pk"):
        letters[each.to].append((each.notice.value, each.link))
    return letters


def counts(areas: Iterable[str]) -> dict[type[models.Model], int]:
    """Return how many rows there are of everything that these areas keep."""
    kept = [model for area in areas for model in apps.get_app_config(area).get_models()]
    return {model: model._default_manager.count() for model in kept}


@dataclass(frozen=True, slots=True)
class Compared:
    """Where two worlds differ for whom, the same with leaks planted, and of what there is more in one."""

    found: Places
    planted: Places
    leaking: Places  # every page on which a leak was planted
    happened: set[str]


def compare(
    network: Network, happen: Callable[[], list[Visitor]], areas: Iterable[str], called: tuple[Rung, Rung]
) -> Compared:
    """Let something happen, let everybody look, undo it, and let them look again at the very same addresses.

    Then both with leaks: each page counts something that happened, and one rung calls whom another one means.
    """
    before = counts(areas)
    with world():
        visitors = happen()
        happened = [model for model, number in counts(areas).items() if number > before[model]]
        one, one_leaking = shown(network, visitors, happened, called)
    with world():
        other, other_leaking = shown(network, visitors, happened, called)
    return Compared(
        _places(at for at, answer in one.items() if answer != other[at]),
        _places(at for at, answer in one_leaking.items() if answer != other_leaking[at]),
        _places(at for at, answer in one_leaking.items() if at[1] not in UNPLANTED and answer[0] != 404),
        {model.__name__ for model in happened},
    )


def _places(found: Iterable[tuple[str, str]]) -> Places:
    places: Places = defaultdict(set)
    for name, place in found:
        places[name].add(place)
    return dict(places)


def shown(
    network: Network,
    visitors: list[Visitor],
    happened: list[type[models.Model]],
    called: tuple[Rung, Rung],
) -> tuple[Seen, Seen]:
    """Return what everybody sees, and what those see who may not where leaks are planted."""
    with world():
        real = seen(network, visitors)
    few = [replace(each, pages=each.pages[::SAMPLED]) for each in visitors if not each.may]
    with world(), pytest.MonkeyPatch.context() as patched:
        for (_route, _name, door), model in zip(SCREENS, cycle(happened), strict=False):
            patched.setattr(door, "callback", leaking(door.callback, model))
        patched.setitem(escalation.RUNGS, called[0], escalation.RUNGS[called[1]])
        return real, seen(network, few, tasks=False)  # nobody looks for a planted leak there


def leaking(view: Callable[..., Any], model: type[models.Model]) -> Callable[..., Any]:
    """Let a page count what it must not know of."""

    @wraps(view)
    def counting(*args: Any, **named: Any) -> Any:
        answer = view(*args, **named)
        answer.content += f"<!-- {model._default_manager.count()} -->".encode()
        return answer

    return counting


def is_told(compared: Compared, shown_to: Mapping[str, str]) -> bool:
    """Negative control: whoever may see it sees it, on each page where it stands."""
    return all(
        {f"{BASE}{place}" for place in places.split()} <= compared.found.get(name, set())
        for name, places in shown_to.items()
    )


def leaked(compared: Compared, shown_to: Mapping[str, str]) -> Places:
    return {name: places for name, places in compared.found.items() if name not in shown_to}


def missed(compared: Compared, role: Role) -> Places:
    """Negative control: return which planted leak was not found; the rung calls those of this role."""
    leaking = {**compared.leaking, role: compared.leaking[role] | {MAILS}}
    return _places(
        (name, place)
        for name, places in leaking.items()
        for place in places - compared.planted.get(name, set())
    )


def test_families_change_no_byte_for_others(towns: Towns) -> None:
    """The case is there in both worlds, families in one; every other role looks, also at that case."""
    case = towns.case()
    report, opened = f"{BASE}eingang/{case['report']}/", f"{BASE}faelle/{case['case']}/"
    own = {
        Role.INTAKE: ("emil", [report, f"{report}ersteinschaetzung/", f"{report}bekannt/"]),
        Role.CASE_WORKER: ("anna", [opened, f"{opened}menschen/", f"{opened}verlauf/"]),
        Role.TEAM_LEAD: ("lena", [opened]),
    }

    def happen() -> list[Visitor]:
        towns.families()
        hidden = f"{BASE}hilfe/{towns.early.rows[Family][0].pk}/"
        looking = [
            Visitor(name="visitor", user=None, pages=(*pages_of(None), *FEEDS, *SEARCHES, hidden),
                    sent=((CODE_PAGE, WRONG_CODE),)),
            *towns.shown(SHOWN_FAMILIES),
        ]  # fmt: skip
        for role in set(Role) - ALL_FAMILIES:
            name, pages = own.get(role, (f"other-{role}", []))
            looking.append(
                Visitor(
                    name=role,
                    user=User.objects.get(username=name),
                    pages=(*pages_of(role), *pages, *rows_of(role, towns), hidden),
                    sent=((f"{report}bekannt/", CHILD),) if role is Role.INTAKE else (),
                )
            )
        return looking

    compared = compare(towns.network, happen, EARLY_HELP, (Rung.COORDINATOR, Rung.TEAM_LEAD))

    assert leaked(compared, SHOWN_FAMILIES) == {}
    assert is_told(compared, SHOWN_FAMILIES)
    assert compared.happened >= set(FAMILIES.split())
    assert missed(compared, Role.TEAM_LEAD) == {}


def test_a_case_changes_no_byte_for_who_helps(towns: Towns) -> None:
    """The other way round: families are there in both worlds, a case about a child of that name in one."""
    towns.families()
    kept = [each.pk for each in towns.early.rows[NewbornList]]
    checked = NewbornList.objects.get(pk__in=kept, state="checked")
    taken_over = f"{BASE}willkommen/listen/{checked.pk}/uebernehmen/"
    typed = (
        (f"{BASE}willkommen/besuche/", {"name": "Aydin", "submission_key": "y" * 26}),
        (taken_over, {"submission_key": "z" * 26}),
    )

    def happen() -> list[Visitor]:
        case = towns.case()
        hidden = f"{BASE}eingang/{case['report']}/", f"{BASE}faelle/{case['case']}/"
        looking = [
            Visitor(
                name=role,
                user=User.objects.get(pk=person.person_id),
                pages=(*pages_of(role), *rows_of(role, towns), *SEARCHES, *hidden),
                sent=typed if role is Role.COORDINATOR else (),
            )
            for role, person in towns.early.people.items()
        ]
        return [*looking, *towns.shown(SHOWN_CASES)]

    compared = compare(towns.network, happen, PROTECTION, (Rung.TEAM_LEAD, Rung.COORDINATOR))

    assert leaked(compared, SHOWN_CASES) == {}
    assert is_told(compared, SHOWN_CASES)
    assert compared.happened >= set(CASES.split())
    assert missed(compared, Role.COORDINATOR) == {}


def test_the_right_code_is_the_only_one_that_opens(client: Client, tannfurt: Network, inside: None) -> None:
    ask_call(visitor(tannfurt.pk), tannfurt, wish=Wish(contact="0151", need="x"), key=KEY)

    right = client.post(CODE_PAGE, {"code": code_of_call(KEY)}).content.decode()
    wrong = client.post(CODE_PAGE, WRONG_CODE).content.decode()

    assert "Rückruf zurücknehmen" in right
    assert "finden wir nichts" in wrong
    assert "0151" not in right
