"""The pages of family midwives: a request, a plan with its reasons, its adoption, one's own families."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.kernel.jobs import Progress
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.visiting import jobs, services
from schutznetz.visiting.choices import VisitingState
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from tests.conftest import sign_in
from tests.visiting.conftest import HOUSEHOLD, WISH, asks, family, hanna, hers, ines, names_all, other, waits

__all__ = ["hanna", "hers", "ines", "other"]
HOME = "/tannfurt/familienhebammen/"
MOST_QUERIES = 40


@pytest.fixture
def desk(client: Client, clara: Context) -> Client:
    sign_in(client, User.objects.get(pk=clara.person_id))
    return client


def work_out(clara: Context, plan: PlacingPlan) -> None:
    assert plan.job_id
    system = replace(clara, role=SYSTEM, actor_id=None)
    jobs.work_out(system, {"plan": str(plan.pk)}, Progress(plan.job_id))


def test_from_the_request_to_the_adopted_plan(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife
) -> None:
    aydins = names_all(clara, family(clara, tannfurt))
    typed = {
        "family_id": str(aydins.pk),
        "urgency": "soon",
        "hours": "2,5",
        "postcode": "39108",
        "languages": ["de"],
        "submission_key": new_key(),
    }

    desk.post(f"{HOME}neu/", typed)
    desk.post(f"{HOME}plan/", {"submission_key": new_key()})
    plan = PlacingPlan.objects.get()
    waiting = desk.get(f"{HOME}plan/{plan.pk}/").content.decode()
    work_out(clara, plan)
    page = desk.get(f"{HOME}plan/{plan.pk}/?vorschlag=near&ab=0").content.decode()
    beyond = desk.get(f"{HOME}plan/{plan.pk}/", {"ab": "9" * 5000})
    desk.post(f"{HOME}plan/{plan.pk}/uebernehmen/", {"aim": "near", "submission_key": new_key()})

    assert "werden ausgerechnet" in waiting
    assert beyond.status_code == 200
    assert f"Familie {aydins.reference} zu hanna" in page
    assert HOUSEHOLD.name not in page
    request = VisitRequest.objects.get()
    assert (request.state, request.midwife_id, request.weekly_minutes) == (VisitingState.PLACED, hers.pk, 150)
    assert "ist übernommen" in desk.get(f"{HOME}plan/{plan.pk}/").content.decode()


def test_a_consent_that_ran_out_stands_on_both_sides_with_what_helps(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hanna: Context, hers: FamilyMidwife
) -> None:
    """Negative control: of two families that are helped the other one looks as ever."""
    early = replace(clara, now=clara.now - timedelta(days=30))
    lapsed = waits(early, tannfurt)
    names_all(early, lapsed.family, until=day_of(clara.now) - timedelta(days=1))
    services.place(early, lapsed, midwife_id=str(hers.pk))
    services.place(clara, asks(clara, tannfurt), midwife_id=str(hers.pk))
    phone = Client()
    sign_in(phone, User.objects.get(pk=hanna.person_id))

    seen = [
        desk.get(HOME),
        desk.get(f"{HOME}{lapsed.pk}/stunden/"),
        phone.get(f"{HOME}meine/"),
        phone.get(f"{HOME}meine/{lapsed.pk}/"),
    ]

    pages = [each.content.decode() for each in seen]
    assert [page.count("Einwilligung abgelaufen") for page in pages] == [1, 1, 1, 1]
    assert f"/tannfurt/hilfe/{lapsed.family_id}/einwilligung/" in pages[1]
    assert "Altersgrenze" not in pages[3]  # it tells of the child
    ending = desk.get(f"{HOME}{lapsed.pk}/beenden/").content.decode()
    assert 'value="no_consent" selected' in ending


def test_who_waits_is_told_why(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife
) -> None:
    long = asks(clara, tannfurt, replace(WISH, weekly_minutes=240))
    barred = asks(clara, tannfurt, replace(WISH, languages=["tr"], language_needed=True))
    asks(clara, tannfurt)
    plan = services.plan(clara, tannfurt)
    work_out(clara, plan)

    page = desk.get(f"{HOME}plan/{plan.pk}/").content.decode()

    assert "Nach den Regeln kommt niemand infrage." in page
    assert "1 × Sie spricht keine Sprache der Familie." in page
    assert "Dort reichen in diesem Vorschlag die Stunden nicht." in page
    assert "Ginge am ehesten, wenn dafür Familie" in page
    assert long.family.reference in page
    assert barred.family.reference in page
    assert "bewiesen der beste" in page


@pytest.mark.parametrize("path", ["", "register/", "neu/", "plan/", "place", "shown"])
def test_a_page_asks_the_same_of_the_database_however_many_there_are(
    desk: Client,
    tannfurt: Network,
    inside: None,
    clara: Context,
    hers: FamilyMidwife,
    other: FamilyMidwife,
    django_assert_max_num_queries: Any,
    path: str,
) -> None:
    requests = [asks(clara, tannfurt) for _ in range(6)]
    services.place(clara, requests[1], midwife_id=str(other.pk), why="eilt")
    if path == "place":
        path = f"{requests[0].pk}/zuteilen/"
    if path == "shown":
        plan = services.plan(clara, tannfurt)
        work_out(clara, plan)
        path = f"plan/{plan.pk}/"

    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(f"{HOME}{path}").status_code == 200


def test_a_midwife_sees_her_families_by_their_references(
    client: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    mine, another = asks(clara, tannfurt), asks(clara, tannfurt)
    services.place(clara, mine, midwife_id=str(hers.pk), why="eilt")
    services.place(clara, another, midwife_id=str(other.pk), why="eilt")
    sign_in(client, hers.user)

    page = client.get(f"{HOME}meine/").content.decode()

    assert mine.family.reference in page
    assert another.family.reference not in page
    assert client.get(f"{HOME}meine/{another.pk}/").status_code == 404
    assert client.get(f"{HOME}{mine.pk}/beenden/").status_code == 404
    assert client.get(HOME).status_code == 404


def test_the_coordination_ends_a_help(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife
) -> None:
    asked = services.place(clara, asks(clara, tannfurt), midwife_id=str(hers.pk))

    desk.post(f"{HOME}{asked.pk}/beenden/", {"end": "moved", "submission_key": new_key()})

    assert VisitRequest.objects.get(pk=asked.pk).state is VisitingState.ENDED
