"""Two accounts of one human are not two people: the database refuses it on every pair, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from schutznetz.accounts.models import JoinedAccount, User
from schutznetz.cases.models import Case, EmergencyAccess, EmergencyReview
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.walls.people import pairs
from tests.canaries.world import World
from tests.copying import NAMED, ROWS, copied
from tests.values import ANNA, BERT, LATER

MODELS = {model._meta.db_table: model for model in apps.get_models()}
REFUSED = "two accounts of one person"
# Restated: whoever signs, and whoever is named as the other one.
PAIRS = {
    "cases_case": {"lead substitute"},
    "cases_report": {"second responsible"},
    "cases_immediateprotection": {"second acted_by"},
    "cases_result": {"confirmed_by proposed_by", "countersigned_by proposed_by"},
    "cases_handover": {"sent_by proposed_by", "noted_by proposed_by"},
    "cases_doubt": {"person raised_by", "decided_by person"},
    "cases_clearance": {"confirmed_by proposed_by", "person proposed_by", "person confirmed_by"},
    "cases_watcheditem": {"substitute watcher"},
    "networks_proposal": {"decided_by proposed_by"},
    "networks_assignment": {"approved_by granted_by"},
}
COLLEAGUES = {
    "cases_entrustedentry",
    "cases_caseperson",
    "cases_caseentry",
    "cases_talk",
    "cases_visit",
    "cases_inquiry",
}
SIGNED = {
    "cases_triage", "cases_urgencylowering", "cases_closing", "cases_deletion", "cases_holdlifting",
    "cases_keepingperiod", "cases_marklifting", "cases_restrictionlifting", "cases_accesspackage",
}  # fmt: skip


@pytest.fixture
def world(tannfurt: Network, inside: None) -> World:
    return World(tannfurt, ROWS)


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        yield


def one_human(*accounts: User) -> None:
    for account in accounts:
        JoinedAccount.objects.create(account=account, person=accounts[0].pk)


def test_every_pair_is_restated() -> None:
    found: dict[str, set[str]] = {}
    for table, first, second in pairs():
        found.setdefault(table, set()).add(f"{first} {second}")
    colleagues = {table: {"colleague author"} for table in COLLEAGUES}
    signed = {table: {"confirmed_by proposed_by"} for table in SIGNED}

    assert found == PAIRS | colleagues | signed


def test_no_row_names_one_human_twice(world: World) -> None:
    """With the accounts of two humans no pair is refused for that; with those of one every pair is."""
    rows = {pair: {f"{pair[1]}_id": ANNA, f"{pair[2]}_id": BERT} for pair in pairs()}
    apart = [pair for pair in rows if REFUSED in copied(world, MODELS[pair[0]], rows[pair])]
    one_human(*(NAMED[name](world) for name in (ANNA, BERT)))  # type: ignore[arg-type]

    stood = [pair for pair in rows if REFUSED not in copied(world, MODELS[pair[0]], rows[pair])]

    assert (apart, stood) == ([], [])


def test_what_stood_before_goes_on_and_is_never_made_anew(world: World) -> None:
    """Two who were joined later have a case: whatever is urgent in it is done, other hands are two people."""
    case = world.row(Case)
    third = world.people[Role.TEAM_LEAD]
    one_human(case.lead, case.substitute, third)

    Case.objects.filter(pk=case.pk).update(child_seen_at=case.reported_at, lead=case.lead_id)

    with refused():
        Case.objects.filter(pk=case.pk).update(substitute=third)


def test_nobody_reviews_her_own_emergency_under_another_name(world: World) -> None:
    access = world.row(EmergencyAccess)
    said = {"access": access, "reviewed_as": "team_lead", "finding": "justified", "reviewed_at": LATER}
    with transaction.atomic():  # negative control: another human reviews it
        EmergencyReview.objects.create(reviewer=world.bert, **said)
        transaction.set_rollback(True)
    one_human(access.opened_by, world.bert)

    with refused():
        EmergencyReview.objects.create(reviewer=world.bert, **said)
