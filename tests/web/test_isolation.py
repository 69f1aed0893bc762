"""Every screen with records that exist: strangers get 404, visitors the sign-in or 404, nobody a hint."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from schutznetz.accounts.models import User
from schutznetz.advice.models import Consultant, Consultation, ConsultationEntry
from schutznetz.cases.models import Arrival, Case, Handover
from schutznetz.concerns.models import Concern, Share, Takeover
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.checks import _patterns
from schutznetz.networks.choices import ContactTopic, PartnerCategory, ProposalKind, Role
from schutznetz.networks.models import (
    Absence,
    Assignment,
    Contact,
    ContactPerson,
    Invitee,
    Meeting,
    Network,
    Organisation,
    PartnerList,
    Proposal,
)
from schutznetz.web import errors
from tests.asked_once import built_each_time
from tests.conftest import NOON, member, sign_in

__all__ = ["built_each_time"]
pytestmark = pytest.mark.once

SCREENS = [(r, p) for r, p in _patterns(get_resolver()) if getattr(p.callback, "action", None)]
CLOSED = [(r, p) for r, p in SCREENS if not policy.is_public(vars(p.callback)["action"])]
IN_A_NETWORK = [(r, p) for r, p in CLOSED if "<slug:network>" in r]
OF_A_RECORD = [(r, p) for r, p in SCREENS if "<slug:network>" in r and "<uuid:pk>" in r]


def url(route: str, network: str, pk: object) -> str:
    address = "/" + route.replace("<slug:network>", network).replace("<uuid:pk>", str(pk))
    return re.sub(r"<\w+:\w+>", "unbekannt", address)


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer with the status alone: only that is asked here, thousands of times."""
    monkeypatch.setattr(errors, "page", lambda request, status, detail="": HttpResponse(status=status))


@pytest.fixture
def rows(tannfurt: Network, make_case: Callable[[], Case]) -> dict[type[models.Model], UUID]:
    """The key of an existing row of Tannfurt, of each kind that a screen may ask for."""
    carl = member(tannfurt, "carl", Role.PARTNER)
    make_case()
    with tenancy.scope(tannfurt.pk):
        fill(carl)
        scoped = [model for model in apps.get_models() if issubclass(model, tenancy.ScopedModel)]
        first = {model: model.objects.order_by("pk").first() for model in scoped}
        return {model: row.pk for model, row in first.items() if row}


@pytest.fixture
def records(rows: dict[type[models.Model], UUID]) -> list[UUID]:
    return list(rows.values())


def fill(carl: User) -> None:
    eva = User.objects.create_user("eva")
    asked = Consultation.objects.create(
        reference="AAAA-2222",
        topic="law",
        age="kita",
        urgency="days",
        asked_by=carl,
        asked_at=NOON,
        consultant=eva,
        due_at=NOON,
        last_at=NOON,
    )
    ConsultationEntry.objects.create(
        consultation=asked, kind="question", at=NOON, author=carl, text="Was raten Sie?"
    )
    Consultant.objects.create(user=eva)
    kita = Organisation.objects.create(name="Kita", category=PartnerCategory.DAY_CARE)
    person = ContactPerson.objects.create(organisation=kita, name="Frau A", email="a@kita.example")
    Contact.objects.create(organisation=kita, topic=ContactTopic.HEALTH, person=person)
    Absence.objects.create(person=carl, starts_on=NOON.date(), ends_on=NOON.date())
    PartnerList.objects.create(uploaded_by=carl, uploaded_at=NOON)
    begun = {"author": carl, "keeper": carl, "opened_at": NOON, "last_at": NOON}
    concern = Concern.objects.create(**begun, age_band="3_6", child={}, answers={})
    Takeover.objects.create(concern=concern, before=eva, taken_by=carl, taken_at=NOON)
    Share.objects.create(concern=concern, person=carl, shared_at=NOON)
    later = NOON.replace(hour=20)
    meeting = Meeting.objects.create(title="Forum", starts_at=NOON, ends_at=later)
    Invitee.objects.create(meeting=meeting, person=person, key="geheim")
    Proposal.objects.create(
        kind=ProposalKind.ASSIGNMENT, content={}, proposed_by=carl, proposed_at=NOON, expires_at=later
    )
    hand_over(carl)


def hand_over(carl: User) -> None:
    """A case on its way out, and one that has come from elsewhere."""
    case, words = Case.objects.get(), ("office", "contact", "reasons", "why_needed", "no_talk_why", "content")
    Handover.objects.create(
        case=case,
        ground="danger",
        guardians="told",
        child="told",
        seal="x",
        proposed_by=carl,
        proposed_at=NOON,
        **dict.fromkeys(words, "x"),
    )
    Arrival.objects.create(
        sending=case.network,
        handover_id=case.pk,
        ground="danger",
        content={},
        arrived_at=NOON,
        answer_by=NOON,
    )


STRANGERS = (Role.CASE_WORKER, Role.ADMINISTRATOR, Role.COORDINATOR)


@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_get_404_everywhere(
    role: Role,
    client: Client,
    erlenstedt: Network,
    records: list[UUID],
    plain_pages: None,
    built_each_time: None,
) -> None:
    """One row an address, another for each role: what turns them away asks for no row."""
    sign_in(client, member(erlenstedt, "gerda", role))
    turn = STRANGERS.index(role)
    answers = {
        (route, status)
        for at, (route, _) in enumerate(IN_A_NETWORK)
        if (status := client.get(url(route, "tannfurt", records[(at + turn) % len(records)])).status_code)
        != 404
    }
    assert answers == set()


def at_home(pattern: URLPattern) -> list[Role]:
    """Return two roles to which the page is open at home; to the others it is shut for that reason."""
    open_to = [role for role in Role if policy.granted(vars(pattern.callback)["action"], role)]
    return [open_to[0], open_to[-1]]


def test_records_of_one_town_do_not_exist_in_another(
    client: Client, erlenstedt: Network, rows: dict[type[models.Model], UUID], plain_pages: None
) -> None:
    """Gerda may open the screen at home, and asks there for Tannfurt's row of its kind, and of another."""
    gerda, records = member(erlenstedt, "gerda", Role.ADMINISTRATOR), list(rows.values())
    with tenancy.scope(erlenstedt.pk):
        for turn, role in enumerate(Role):
            Assignment.objects.filter(user=gerda).update(role=role)
            sign_in(client, gerda)
            for at, (route, pattern) in enumerate(OF_A_RECORD):
                if role not in at_home(pattern):
                    continue
                other = records[(turn + at) % len(records)]
                for pk in {other, rows.get(vars(pattern.callback)["model"], other)}:
                    assert client.get(url(route, "erlenstedt", pk)).status_code == 404, (route, role)


def test_visitors_are_sent_to_the_login_whatever_exists(records: list[UUID]) -> None:
    """One town for all screens: to build it anew for each costs more than to ask."""
    wrong = {
        (route, network)
        for route, _ in CLOSED
        for network, pk in (("tannfurt", records[0]), ("tannfurt", uuid4()), ("nirgendwo", uuid4()))
        if not Client().get(url(route, network, pk)).headers.get("Location", "").startswith("/konto/login/")
    }
    assert wrong == set()


def test_the_test_would_notice_an_open_door(client: Client, anna: User, records: list[UUID]) -> None:
    """Negative control: in her own town somebody does come in."""
    sign_in(client, anna)
    assert client.get("/tannfurt/abwesenheit/").status_code == 200
