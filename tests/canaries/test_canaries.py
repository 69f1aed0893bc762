"""Every protected field of a town holds a token, and all that comes out of the town is searched for it.

Seen are exactly the allowed rows of ``allowed``; the whereabouts of the protected child on one page alone.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.template import engines

from schutznetz.cases import services
from schutznetz.cases.choices import EmergencyReason, HandoverGround, HandoverPart
from schutznetz.cases.models import Case, Departure, Report
from schutznetz.cases.queries import measures
from schutznetz.cases.queries.going import content_of
from schutznetz.cases.queries.package import hand_over_package
from schutznetz.cases.queries.page import report_page
from schutznetz.cases.queries.secrets import PLACES
from schutznetz.cli import emergency
from schutznetz.files import documents
from schutznetz.kernel import audit, clock, delivery
from schutznetz.kernel.catalogue import Data
from schutznetz.kernel.context import Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.web import errors
from schutznetz.web.cases.procedure import views
from schutznetz.work.jobs import escalate_due
from tests.asked_once import built_each_time
from tests.canaries import crawl
from tests.canaries.allowed import ALLOWED, row_of
from tests.canaries.crawl import Seen, Sighting
from tests.canaries.tokens import BY_TOKEN, REPORTER, fields, tokens_in
from tests.canaries.world import World
from tests.conftest import NOON, context

__all__ = ["built_each_time"]
pytestmark = pytest.mark.usefixtures("inside")
LEAST_CHANNELS = 40
STAFF = {
    "networks",
    "advice",
    "care",
    "concerns",
    "work",
}  # lists of who works where


@pytest.fixture
def world(tannfurt: Network) -> World:
    with clock.frozen(NOON):
        return World(tannfurt)


@pytest.fixture
def short_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer errors with what they say of their own: the page around it is always the same."""

    def said(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
        return HttpResponse(detail, status=status)

    monkeypatch.setattr(errors, "page", said)


def unexpected(seen: Seen) -> set[str]:
    found = set()
    for sighting in _without_names(seen):
        field = BY_TOKEN[sighting.token]
        if sighting.role not in ALLOWED.get(row_of(field.data, sighting.channel), ()):
            found.add(f"{field} ({field.data}) in {sighting.channel} by {sighting.role}")
    return found


def _without_names(seen: Seen) -> Iterator[Sighting]:
    return (each for each in seen.sightings if each.token != REPORTER.token.lower())


def told_of_the_reporter(seen: Seen) -> set[str]:
    """Return where the name of whoever reported with her own account stands, and no list of the staff is."""
    return {
        f"{each.channel} by {each.role}"
        for each in seen.sightings
        if each.token == REPORTER.token.lower()
        and each.role != Role.PARTNER  # her own name
        and each.channel.partition(":")[0] not in {"intake", "reporting", *STAFF}
    }


def test_the_world_holds_every_protected_field(world: World) -> None:
    """A new field is in no row yet, or the parts of it are not named: say so in SAID or PARTS."""
    held = {
        token
        for model in world.rows
        for name in world.sealed.get(model, {})
        for token in tokens_in(_raw(getattr(model._base_manager.get(pk=world.rows[model].pk), name)))
    }

    assert {str(field) for field in fields()} - {str(BY_TOKEN[token]) for token in held} == set()


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def test_no_byte_of_the_database_holds_a_token(world: World) -> None:
    with clock.frozen(NOON):
        _act(world)
    seen = Seen()

    for table, raw in crawl.stored():
        seen.look(raw, table, "thief")

    assert {each.channel for each in seen.sightings} <= {"accounts_user"}  # the names of the staff themselves
    assert {each.token for each in seen.sightings} <= {REPORTER.token.lower()}
    assert len(seen.opened) > LEAST_CHANNELS


@pytest.mark.once
def test_sightings_are_exactly_the_allowed_ones(
    world: World, short_errors: None, built_each_time: None, caplog: pytest.LogCaptureFixture
) -> None:
    seen = Seen()
    with caplog.at_level(logging.DEBUG), clock.frozen(NOON):
        for role in (None, *Role):
            crawl.browse(world, seen, role)
        _by_machines(world, seen)
        _act(world)
    seen.look("\n".join(map(logging.Formatter().format, caplog.records)).encode(), "log", "operator")
    for letter in mail.outbox:
        seen.look(f"{letter.message()}".encode(), "mail", "anybody")
    for entry in audit.trail(world.network.pk):
        seen.look(str(entry).encode(), "audit", "reviewer")

    used = {row_of(BY_TOKEN[each.token].data, each.channel) for each in _without_names(seen)}
    assert (unexpected(seen), set(ALLOWED) - used) == (set(), set())
    assert mail.outbox
    assert caplog.records
    _whereabouts_nowhere_else(seen)
    assert told_of_the_reporter(seen) == set()


def _whereabouts_nowhere_else(seen: Seen) -> None:
    """Look for every place of the protected child, of whatever class the field is that holds it."""
    meeting = "cases.TalkInvitation.place"  # where people are asked to come to
    located = [field for field in fields() if field.data is Data.LOCATION and str(field) != meeting]
    places = {field.token.lower() for field in located}
    told = {
        field.token.lower()
        for field in fields()
        if field.part in PLACES and field.model == "cases.ReportChild"
    }
    looked_at = {channel for channel in seen.opened if channel != "secrets:place"}

    assert {each.channel for each in seen.sightings if each.token in places} == {"secrets:place"}
    assert {each.channel for each in seen.sightings if each.token in told} == set()
    assert len(looked_at) >= LEAST_CHANNELS


def _by_machines(world: World, seen: Seen) -> None:
    """What leaves without anybody opening a page: the package for the case software, the emergency list."""
    departure = world.rows[Departure]
    package = hand_over_package(departure)
    paper = documents.pdf(
        "documents/hand_over.html", {"page": report_page(departure.report), "files": package["files"]}
    )
    going = content_of(world.rows[Case], list(HandoverPart), ground=HandoverGround.DANGER)
    seen.look(str(going).encode(), "handover", "system")
    seen.look(str(package).encode() + crawl.text_of(paper), "package", "system")
    Departure.objects.update(state="written", adopted_at=None, file_number=None)  # back in the list
    seen.look(emergency.page(system(world.network.pk), world.network).encode(), "emergency list", "system")


def _act(world: World) -> None:
    """Let things happen that send mail and leave a trail."""
    services.open_in_emergency(
        acting(world, Role.INTAKE),
        world.rows[Case],
        reason=EmergencyReason.DANGER_NOW,
        reasons="Die Polizei steht vor der Wohnung und fragt, wer hier wohnen darf.",
        with_whereabouts=True,
    )
    services.declare_recusal(acting(world, Role.CASE_WORKER), world.rows[Case])
    escalate_due(system(world.network.pk))
    delivery.deliver()


def acting(world: World, role: Role) -> Context:
    return replace(context(world.network, world.people[role], role), session=role.value)


# --- negative controls ----------------------------------------------------------------------------------
@pytest.mark.once
@pytest.mark.parametrize(
    ("leak", "where"),
    [
        ("{{ case.child_name }}", "page title"),
        ("{% for each in case.entrustedentry_set.all %}{{ each.text }}{% endfor %}", "cases:detail"),
        ("{{ case.origin.entered_by.display_name }}", "cases:detail"),
        ("{% for each in case.whereabouts.all %}{{ each.place }}{% endfor %}", "cases:detail"),
    ],
)
def test_a_planted_leak_is_found(
    leak: str, where: str, world: World, short_errors: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "{% extends 'base.html' %}{% block title %}TITLE{% endblock %}{% block main %}MAIN{% endblock %}"
    spoilt = page.replace("TITLE" if where == "page title" else "MAIN", leak)
    template = engines["django"].from_string(spoilt)
    monkeypatch.setattr(
        views, "render", lambda request, name, values: HttpResponse(template.render(values, request))
    )
    seen = Seen()

    crawl.browse(world, seen, Role.CASE_WORKER, only="cases:detail")

    found = unexpected(seen) | {f" in {each}" for each in told_of_the_reporter(seen)}
    assert any(f" in {where} " in each for each in found)


@pytest.mark.once
def test_without_the_shield_the_place_in_care_is_seen(
    world: World, short_errors: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures, "shields", lambda record: False)
    seen = Seen()

    crawl.browse(world, seen, Role.CASE_WORKER, only="measures:taking")

    assert unexpected(seen) == {"cases.Stay.place (location) in measures:taking by case_worker"}


def test_a_token_in_clear_in_a_table_is_found(world: World) -> None:
    token = fields()[0].token
    Report.objects.filter(pk=world.rows[Report].pk).update(receipt_tag=token)

    assert [table for table, raw in crawl.stored() if token.lower() in tokens_in(raw)] == ["cases_report"]
