"""Both sides in the browser: hits shown in place, one confirmation each, the paper, and who sees nothing."""

import re
from collections.abc import Callable
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.middleware import csrf
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.advice import services
from schutznetz.advice.choices import ConsultationAge, ConsultationTopic, ConsultationUrgency
from schutznetz.advice.models import Consultation
from schutznetz.advice.services import Skills, Subject, Words
from schutznetz.kernel import clock, ids, tenancy
from schutznetz.kernel.models import AuditEvent
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import NOON, context, member
from tests.lasting import tannfurt, town
from tests.make import sign_in

__all__ = ["tannfurt", "town"]

NAMED = "Leo kommt ohne Frühstück. Was sagt Frau Sandner?"
PLAIN = "Ein Kind kommt ohne Frühstück. Was sagen Sie?"
ANSWERS = {"topic": "neglect", "age": "kita", "urgency": "days"}
BASE = "/tannfurt/fachberatung/"


@pytest.fixture(scope="module")
def sessions(town: Network) -> dict[Role, str]:
    """Somebody of each role has signed in; Eva is in the pool."""
    found = {}
    for role in Role:
        client = Client()
        sign_in(client, member(town, f"die-{role}", role))
        found[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    clara = context(town, member(town, "clara", Role.COORDINATOR), Role.COORDINATOR)
    eva = User.objects.get(username=f"die-{Role.ISEF}")
    with tenancy.scope(town.pk):
        services.add_consultant(clara, town, user_id=eva.pk, skills=Skills())
    return found


@pytest.fixture
def people(sessions: dict[Role, str], db: None) -> dict[Role, Client]:
    """A browser for each role."""
    found = {role: Client() for role in sessions}
    for role, key in sessions.items():
        found[role].cookies[settings.SESSION_COOKIE_NAME] = key
    return found


@pytest.fixture
def asked(tannfurt: Network, people: dict[Role, Client]) -> Consultation:
    people[Role.PARTNER].post(f"{BASE}neu/", {**ANSWERS, "text": PLAIN})
    with tenancy.scope(tannfurt.pk):
        return Consultation.objects.get()


def marks(page: str) -> list[str]:
    return re.findall(r'name="harmless" value="(\w+)"', page)


def count(network: Network) -> int:
    with tenancy.scope(network.pk):
        return Consultation.objects.count()


def test_hits_are_shown_in_their_place_and_nothing_goes_out(
    people: dict[Role, Client], tannfurt: Network
) -> None:
    page = people[Role.PARTNER].post(f"{BASE}neu/", {**ANSWERS, "text": NAMED}).content.decode()

    assert re.findall("<mark>(.*?)</mark>", page) == ["Leo", "Frau Sandner"]
    assert len(marks(page)) == 2
    assert NAMED in unescape(page)
    assert count(tannfurt) == 0


@pytest.mark.parametrize(("kept", "changed", "sent"), [(1, "", 0), (2, "", 1), (2, "!", 0)])
def test_each_hit_wants_its_own_confirmation_for_this_very_text(
    people: dict[Role, Client], tannfurt: Network, kept: int, changed: str, sent: int
) -> None:
    partner = people[Role.PARTNER]
    first = partner.post(f"{BASE}neu/", {**ANSWERS, "text": NAMED}).content.decode()

    partner.post(f"{BASE}neu/", {**ANSWERS, "text": NAMED + changed, "harmless": marks(first)[:kept]})

    assert count(tannfurt) == sent


def test_confirmations_stay_ticked_while_others_are_missing(people: dict[Role, Client]) -> None:
    partner = people[Role.PARTNER]
    first = partner.post(f"{BASE}neu/", {**ANSWERS, "text": NAMED}).content.decode()

    again = partner.post(f"{BASE}neu/", {**ANSWERS, "text": NAMED, "harmless": marks(first)[:1]})

    assert again.content.decode().count(" checked>") == 2  # the urgency, and the one that was confirmed


def test_windows_and_other_browsers_send_the_same_text(people: dict[Role, Client], tannfurt: Network) -> None:
    partner, text = people[Role.PARTNER], "Ein Kind.\r\nLeo kommt nicht."
    first = partner.post(f"{BASE}neu/", {**ANSWERS, "text": text}).content.decode()

    partner.post(f"{BASE}neu/", {**ANSWERS, "text": text.replace("\r", ""), "harmless": marks(first)})

    assert count(tannfurt) == 1


def test_from_question_to_signed_paper(
    people: dict[Role, Client], asked: Consultation, tannfurt: Network
) -> None:
    partner, eva = people[Role.PARTNER], people[Role.ISEF]
    here = f"{BASE}{asked.pk}/"

    eva.post(f"{here}antworten/", {"text": "Sprechen Sie mit den Eltern."})
    partner.post(f"{here}nachfragen/", {"text": "Und wenn sie nicht kommen?"})
    eva.post(f"{here}ergebnis/", {"text": "Wir raten zur Mitteilung."})
    partner.post(f"{here}abweichung/", {"text": "Das sehe ich anders."})
    page, paper = partner.get(here).content.decode(), partner.get(f"{here}ergebnis.pdf")

    for words in ("Sprechen Sie", "nicht kommen", "zur Mitteilung", "anders"):
        assert words in page
    assert bytes(paper.content).startswith(b"%PDF")
    assert "Fachberatung.pdf" in paper["Content-Disposition"]
    assert partner.get(f"{here}nachfragen/").status_code == 404


def test_nobody_else_reads_a_word(people: dict[Role, Client], asked: Consultation) -> None:
    steps = ("", "nachfragen/", "antworten/", "ergebnis/", "abweichung/", "ergebnis.pdf")
    others = list(product(sorted(set(Role) - {Role.PARTNER, Role.ISEF}), steps))

    answers = {
        (role, step): people[role].get(f"{BASE}{asked.pk}/{step}").status_code for role, step in others
    }

    assert answers == dict.fromkeys(others, 404)


def test_a_colleague_of_either_side_sees_nothing(
    tannfurt: Network, people: dict[Role, Client], asked: Consultation
) -> None:
    for role in (Role.PARTNER, Role.ISEF):
        client = Client()
        sign_in(client, member(tannfurt, f"zweite-{role}", role))
        assert client.get(f"{BASE}{asked.pk}/").status_code == 404
        assert asked.reference not in client.get(BASE).content.decode()


PLACES = (BASE, f"{BASE}neu/", f"{BASE}uebersicht/", "/tannfurt/aufgaben/", "/tannfurt/kontakte/")


def changed(client: Client, happens: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the places that look different after something happened; clock and tokens stand still."""
    monkeypatch.setattr(csrf, "_mask_cipher_secret", lambda secret: "c" * 64)

    def seen() -> dict[str, tuple[int, bytes]]:
        with clock.frozen(NOON), ids.seeded(7):
            answers = {place: client.get(place) for place in PLACES}
        return {place: (answer.status_code, answer.content) for place, answer in answers.items()}

    seen()  # the session's mark and the first keys are drawn once
    before = seen()
    happens()
    after = seen()
    return [place for place in PLACES if before[place] != after[place]]


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.GUIDE, set()),
        (Role.INTAKE, set()),
        (Role.CASE_WORKER, set()),
        (Role.ADMINISTRATOR, set()),
        (Role.DATA_PROTECTION, set()),
        (Role.COORDINATOR, {f"{BASE}uebersicht/"}),  # negative control, as is whoever advises
        (Role.ISEF, {BASE, "/tannfurt/aufgaben/"}),
    ],
)
def test_a_hidden_question_changes_no_byte(
    people: dict[Role, Client],
    tannfurt: Network,
    role: Role,
    places: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask() -> None:
        mira = User.objects.get(username="die-partner")
        with tenancy.scope(tannfurt.pk):
            subject = Subject(
                topic=ConsultationTopic.LAW, age=ConsultationAge.KITA, urgency=ConsultationUrgency.DAYS
            )
            ctx = context(tannfurt, mira, Role.PARTNER)
            services.ask(ctx, tannfurt, subject=subject, question=Words(text=PLAIN))

    assert set(changed(people[role], ask, monkeypatch)) == places


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.TEAM_LEAD])
def test_times_are_seen_without_a_word_of_the_text(
    people: dict[Role, Client], asked: Consultation, role: Role
) -> None:
    page = people[role].get(f"{BASE}uebersicht/").content.decode()

    assert asked.reference in page
    assert "Frühstück" not in page
    assert "Vernachlässigung" in page  # as a row of the counts, its number suppressed
    assert ("/zuteilen/" in page) is (role is Role.COORDINATOR)


def test_every_look_at_a_text_is_in_the_trail(
    people: dict[Role, Client], asked: Consultation, tannfurt: Network
) -> None:
    with tenancy.scope(tannfurt.pk):
        before = AuditEvent.objects.filter(action="advice.read").count()
    people[Role.ISEF].get(f"{BASE}{asked.pk}/")

    with tenancy.scope(tannfurt.pk):
        assert AuditEvent.objects.filter(action="advice.read").count() == before + 1


def test_the_coordination_keeps_the_pool(people: dict[Role, Client], tannfurt: Network) -> None:
    clara, olga = people[Role.COORDINATOR], member(tannfurt, "olga", Role.ISEF)

    clara.post(f"{BASE}pool/neu/", {"user_id": olga.pk, "topics": ["sexual"], "accepting": "on"})
    page = clara.get(f"{BASE}pool/").content.decode()
    (address,) = re.findall(rf'href="({BASE}pool/[\w-]{{36}}/)">olga', page)
    clara.post(address, {"topics": ["law"], "hours": "montags"})

    page = clara.get(f"{BASE}pool/").content.decode()
    assert "Was darf oder muss ich tun?" in page
    assert "Nimmt gerade nichts an" in page


@pytest.mark.parametrize("number", [1, 25])
def test_the_lists_cost_the_same_however_long(
    people: dict[Role, Client],
    asked: Consultation,
    tannfurt: Network,
    number: int,
    django_assert_max_num_queries: Any,
) -> None:
    fill(asked, number - 1, tannfurt)
    for role, place in ((Role.PARTNER, ""), (Role.ISEF, ""), (Role.COORDINATOR, "uebersicht/")):
        people[role].get(BASE + place)
        with django_assert_max_num_queries(7):
            people[role].get(BASE + place)


@pytest.mark.parametrize("number", [1, 25])
def test_a_long_talk_costs_as_many_queries_as_a_short_one(
    people: dict[Role, Client],
    asked: Consultation,
    tannfurt: Network,
    number: int,
    django_assert_max_num_queries: Any,
) -> None:
    with tenancy.scope(tannfurt.pk):
        mira = context(tannfurt, User.objects.get(username="die-partner"), Role.PARTNER)
        for _number in range(number - 1):
            services.ask_further(mira, asked, question=Words(text="Und nun?"))
    people[Role.PARTNER].get(f"{BASE}{asked.pk}/")
    with django_assert_max_num_queries(13):
        page = people[Role.PARTNER].get(f"{BASE}{asked.pk}/").content.decode()
    assert page.count("<strong>Frage</strong>") == number


def fill(pattern: Consultation, number: int, network: Network) -> None:
    with tenancy.scope(network.pk):
        mira = context(network, User.objects.get(username="die-partner"), Role.PARTNER)
        subject = Subject(topic=pattern.topic, age=pattern.age, urgency=pattern.urgency)
        for _number in range(number):
            services.ask(mira, network, subject=subject, question=Words(text=PLAIN))
