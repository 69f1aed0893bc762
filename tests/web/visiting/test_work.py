"""A midwife's pages: a contact in three taps, sent twice noted once, and the words hers alone."""

from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import Context
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.choices import VisitingState, VisitUrgency
from schutznetz.visiting.models import FamilyMidwife, VisitContact, VisitGoal, VisitRequest, VisitSheet
from tests.conftest import NOON, sign_in
from tests.visiting.conftest import asks, hanna, hers, ines, names_all, other
from tests.visiting.test_work import VISIT

__all__ = ["hanna", "hers", "ines", "other"]
HOME = "/tannfurt/familienhebammen/"
TODAY = {"on_0": NOON.day, "on_1": NOON.month, "on_2": NOON.year}
MOST_QUERIES = 40
pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def placed(tannfurt: Network, clara: Context, hers: FamilyMidwife, inside: None) -> VisitRequest:
    return services.place(clara, asks(clara, tannfurt), midwife_id=str(hers.pk))


@pytest.fixture
def phone(client: Client, hers: FamilyMidwife) -> Client:
    sign_in(client, hers.user)
    return client


def typed(**said: Any) -> dict[str, Any]:
    usual = {"kind": "home", "minutes": "60", "travel_minutes": "20", "kilometres": "12"}
    return usual | TODAY | {"submission_key": new_key()} | said


def test_a_contact_is_noted_once_however_often_it_is_sent(phone: Client, placed: VisitRequest) -> None:
    said = typed(topics=["sleep", "bond"], note="Emre schläft")

    for _again in range(2):
        phone.post(f"{HOME}meine/{placed.pk}/kontakt/", said)

    contact = VisitContact.objects.get()
    assert (contact.minutes, contact.topics, contact.note) == (60, ["bond", "sleep"], "Emre schläft")


def test_the_next_contact_is_proposed_like_the_last(phone: Client, placed: VisitRequest) -> None:
    phone.post(f"{HOME}meine/{placed.pk}/kontakt/", typed(minutes="45", kilometres="7", note="geheim"))

    page = phone.get(f"{HOME}meine/{placed.pk}/kontakt/").content.decode()

    assert "Heute, zu Hause, 45 Minuten, 7 km." in page
    assert 'value="45"' in page
    assert 'value="7"' in page
    assert "geheim" not in page


def test_what_was_typed_is_kept_with_every_tick(phone: Client, placed: VisitRequest) -> None:
    path = f"{HOME}meine/{placed.pk}/kontakt/"
    phone.post(path, typed(go="keep", topics=["sleep", "bond"], note="an der Tür"))

    page = phone.get(path).content.decode()

    assert "an der Tür" in page
    assert page.count("checked") == 3  # two topics and the kind
    assert "So speichern" not in page  # else it would send what was begun
    assert not VisitContact.objects.exists()


def test_words_are_added_and_a_mistake_is_struck(phone: Client, placed: VisitRequest) -> None:
    phone.post(f"{HOME}meine/{placed.pk}/kontakt/", typed())
    first = VisitContact.objects.get()
    phone.post(f"{HOME}kontakte/{first.pk}/", typed(note="Emre trinkt"))
    second = queries.counted_contacts().get()
    page = phone.get(f"{HOME}meine/{placed.pk}/").content.decode()
    asked = phone.get(f"{HOME}kontakte/{second.pk}/streichen/").content.decode()
    phone.post(f"{HOME}kontakte/{second.pk}/streichen/", {"submission_key": new_key()})

    assert "Emre trinkt" in page
    assert "Was vorher da stand" in page
    assert "zählt dann nicht mehr" in asked
    assert not queries.counted_contacts().exists()
    late = phone.post(f"{HOME}kontakte/{first.pk}/", typed(note="Emre lacht")).content.decode()
    assert "inzwischen schon berichtigt" in late
    assert "Emre lacht" in late
    assert (
        phone.post(f"{HOME}kontakte/{first.pk}/streichen/", {"submission_key": new_key()}).status_code == 302
    )
    assert VisitContact.objects.count() == 3


def test_from_the_first_day_to_the_last(phone: Client, placed: VisitRequest) -> None:
    base = f"{HOME}meine/{placed.pk}/"
    ticks = {"burdens": ["money"], "strengths": ["asks"], "counted": "on"}
    phone.post(f"{base}anfang/", ticks | {"submission_key": new_key()})
    phone.post(f"{base}ziel/", {"words": "Wir schlafen", "submission_key": new_key()})
    goal = VisitGoal.objects.get()
    review = {"held_on_0": NOON.day, "held_on_1": NOON.month, "held_on_2": NOON.year, "words": "Ruhiger"}
    review |= {"next_on_0": 1, "next_on_1": 2, "next_on_2": 2027}
    review |= {"planned_end_0": 1, "planned_end_1": 4, "planned_end_2": 2027}
    phone.post(f"{base}rueckblick/", review | {"submission_key": new_key()})
    closing = ticks | {"end": "planned", "need": "none", "content": "very"}
    early = phone.post(f"{base}abschluss/", closing | {"submission_key": new_key()}).content.decode()
    phone.post(f"{HOME}ziele/{goal.pk}/", {"state": "reached", "submission_key": new_key()})
    phone.post(f"{base}abschluss/", closing | {"submission_key": new_key()})

    assert "Ein Ziel ist noch offen" in early
    placed.refresh_from_db()
    assert (placed.state, placed.end) == (VisitingState.ENDED, "planned")
    assert VisitSheet.objects.filter(request=placed, counted=True).count() == 2
    page = phone.get(base).content.decode()
    assert "Ruhiger" in page
    assert "Kontakt notieren" not in page
    assert phone.get(f"{base}kontakt/").status_code == 404


def test_passing_on_says_what_is_missing(
    phone: Client, clara: Context, placed: VisitRequest, other: FamilyMidwife
) -> None:
    base = f"{HOME}meine/{placed.pk}/"
    phone.post(f"{base}weitergeben/", {"urgency": "soon", "submission_key": new_key()})
    waiting = phone.get(base).content.decode()
    follower = VisitRequest.objects.get(follows=placed)
    names_all(clara, placed.family)
    services.place(clara, follower, midwife_id=str(other.pk))
    told = {"words": "x", "necessity": "y", "endangers": "no", "why": "z", "submission_key": new_key()}

    refused = phone.post(f"{base}uebergabe/", told).content.decode()

    assert "Es wird jemand gesucht" in waiting
    assert "ines begleitet die Familie weiter" in refused
    assert "noch nicht von der Schweigepflicht entbunden" in refused


def test_the_coordination_reads_hours_alone(
    client: Client, clara: Context, hanna: Context, placed: VisitRequest
) -> None:
    contact = services.note_contact(hanna, placed, noted=VISIT)
    sign_in(client, User.objects.get(pk=clara.person_id))

    page = client.get(f"{HOME}{placed.pk}/stunden/").content.decode()

    assert "20" in page
    assert "Emre" not in page
    assert client.get(f"{HOME}meine/{placed.pk}/").status_code == 404
    assert client.get(f"{HOME}kontakte/{contact.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["meine/", "meine/{}/", "meine/{}/kontakt/"])
def test_her_pages_ask_the_same_however_much_there_is(
    phone: Client,
    tannfurt: Network,
    clara: Context,
    hanna: Context,
    hers: FamilyMidwife,
    django_assert_max_num_queries: Any,
    path: str,
) -> None:
    FamilyMidwife.objects.filter(pk=hers.pk).update(weekly_minutes=6000)
    requests = [services.place(clara, asks(clara, tannfurt), midwife_id=str(hers.pk)) for _ in range(4)]
    for request in requests:
        for _again in range(6):
            first = services.note_contact(hanna, request, noted=VISIT)
        services.correct_contact(hanna, first, noted=VISIT)
        services.agree_goal(hanna, request, words="x")

    with django_assert_max_num_queries(MOST_QUERIES):
        assert phone.get(f"{HOME}{path.format(requests[0].pk)}").status_code == 200


def test_a_follower_is_asked_for_once(phone: Client, placed: VisitRequest) -> None:
    phone.post(
        f"{HOME}meine/{placed.pk}/weitergeben/",
        {"urgency": VisitUrgency.SOON.value, "submission_key": new_key()},
    )

    assert phone.get(f"{HOME}meine/{placed.pk}/weitergeben/").status_code == 404
