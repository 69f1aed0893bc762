"""The table of people and networks, restated by hand: role x action x state x relation.

A change in ``schutznetz/policy`` has to be made here as well. The last test spoils the table.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from schutznetz.accounts.models import JoinedAccount, User
from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.policy import Action
from schutznetz.networks.actions import NetworkAction as N
from schutznetz.networks.actions import PeopleAction as P
from schutznetz.networks.choices import ContactTopic, PartnerCategory, ProposalKind, ProposalState, Role
from schutznetz.networks.models import (
    Absence,
    Assignment,
    Contact,
    ContactPerson,
    Meeting,
    Network,
    Organisation,
    PartnerList,
    Proposal,
)
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

EVERYBODY = frozenset({*Role, PUBLIC, SYSTEM})
STAFF = frozenset(Role)
COORDINATION = frozenset({Role.COORDINATOR})
KEEPERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
SECOND = frozenset({Role.DATA_PROTECTION, Role.TEAM_LEAD})
OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION})
NOBODY: frozenset[Any] = frozenset()

# action -> relation or state of the record -> who may
ON_NETWORK: dict[Action, frozenset[Any]] = {
    N.VISIT: EVERYBODY,
    N.FOUND: frozenset({SYSTEM}),
    N.READ_CONTACTS: STAFF - {Role.PLANNER},
    N.ADD_ORGANISATION: KEEPERS,
    N.IMPORT_PARTNERS: KEEPERS,
    N.MAIL_PARTNERS: COORDINATION,
    N.CALL_MEETING: COORDINATION,
    N.COUNT_ADVICE: COORDINATION,
    N.REPORT_ABSENCE: STAFF,
    N.CHANGE_OFFICE: KEEPERS,
    N.CHANGE_LETTERS: frozenset({Role.COORDINATOR, Role.TEAM_LEAD}),
    N.CHANGE_PERIODS: frozenset({Role.TEAM_LEAD}),
    N.CHANGE_EARLY_PERIODS: COORDINATION,
    P.LIST: OVERSEERS,
    P.PROPOSE: ADMINISTRATION,
    P.LIST_PROPOSALS: OVERSEERS | {Role.TEAM_LEAD},
    P.ACCEPT_INVITATION: EVERYBODY,
    P.READ_SETTINGS: OVERSEERS | {Role.COORDINATOR},
    P.PROPOSE_SETTINGS: ADMINISTRATION,
}
OWN_LEAD = KEEPERS | {Role.PARTNER_LEAD}
ON_RECORDS: dict[Action, dict[str, frozenset[Any]]] = {
    N.CHANGE_ORGANISATION: {"own organisation": OWN_LEAD, "organisation": KEEPERS},
    N.NAME_CONTACT: {"own organisation": OWN_LEAD, "organisation": KEEPERS},
    N.CHANGE_CONTACT: {
        "own contact": OWN_LEAD,
        "contact": KEEPERS,
        "own person": OWN_LEAD,
        "person": KEEPERS,
    },
    N.REPORT_ABSENCE_OF: {
        "own person": COORDINATION | {Role.PARTNER_LEAD},
        "person": COORDINATION,
    },
    N.END_ABSENCE: {"my absence": STAFF, "absence": NOBODY},
    N.READ_LIST: {"my list": KEEPERS | {SYSTEM}, "list": frozenset({SYSTEM})},
    N.CHANGE_MEETING: {"meeting": COORDINATION},
    P.READ_PROPOSAL: {
        "access": OVERSEERS | {Role.TEAM_LEAD},
        "recovery": OVERSEERS | {Role.TEAM_LEAD},
        "parting": OVERSEERS | {Role.TEAM_LEAD},
        "settings": OVERSEERS,
    },
    P.DECIDE: {
        "access": SECOND,
        "recovery": SECOND,
        "parting": SECOND,
        "settings": frozenset({Role.DATA_PROTECTION}),
        "my proposal": NOBODY,
        "about me": NOBODY,
        "by my other account": NOBODY,
        "about my other account": NOBODY,
        "expired": NOBODY,
        "approved": NOBODY,
        "refused": NOBODY,
    },
    P.INVITE: {
        "access": NOBODY,
        "approved": ADMINISTRATION,
        "refused": NOBODY,
        "settings approved": NOBODY,
        "parting approved": NOBODY,
    },
    P.END_ASSIGNMENT: {"assignment": ADMINISTRATION, "my assignment": NOBODY},
    P.LOCK: {"assignment": ADMINISTRATION, "my assignment": NOBODY},
    P.UNLOCK: {"assignment": ADMINISTRATION, "my assignment": NOBODY},
    P.PROPOSE_RECOVERY: {"assignment": ADMINISTRATION, "my assignment": NOBODY},
    P.JOIN_ACCOUNTS: {"assignment": OVERSEERS, "my assignment": OVERSEERS},
    P.PROPOSE_PARTING: {"assignment": ADMINISTRATION, "my assignment": NOBODY},
}
RESTATED = [*ON_NETWORK, *ON_RECORDS]


class World:
    """One actor and every record in each relation to her."""

    def __init__(self, network: Network, me: User, other: User) -> None:
        self.network, self.me, self.other = network, me, other
        self.twin = User.objects.create_user("dora-again")
        for account in (me, self.twin):
            JoinedAccount.objects.create(account=account, person=me.pk)
        self.mine = Organisation.objects.create(name="Kita", category=PartnerCategory.DAY_CARE)
        self.theirs = Organisation.objects.create(name="Praxis", category=PartnerCategory.MEDICAL_PRACTICE)
        self.records: dict[str, models.Model] = dict(self._records())
        every_role_of(me, Role.PARTNER)

    def _records(self) -> Iterator[tuple[str, models.Model]]:
        yield from (("own organisation", self.mine), ("organisation", self.theirs))
        for own, place in (("own ", self.mine), ("", self.theirs)):
            person = ContactPerson.objects.create(organisation=place, name="Frau A")
            yield f"{own}person", person
            yield (
                f"{own}contact",
                Contact.objects.create(organisation=place, topic=ContactTopic.HEALTH, person=person),
            )
        for my, user in (("my ", self.me), ("", self.other)):
            span = {"starts_on": NOON.date(), "ends_on": NOON.date()}
            yield f"{my}absence", Absence.objects.create(person=user, **span)
            yield f"{my}list", PartnerList.objects.create(uploaded_by=user, uploaded_at=NOON)
            yield f"{my}assignment", Assignment.objects.get(user=user)
        later = NOON + timedelta(hours=1)
        yield "meeting", Meeting.objects.create(title="Forum", starts_at=NOON, ends_at=later)
        yield from self._proposals()

    def _proposals(self) -> Iterator[tuple[str, models.Model]]:
        yield "access", self._proposal()
        yield "recovery", self._proposal(kind=ProposalKind.RECOVERY)
        yield "settings", self._proposal(kind=ProposalKind.SETTINGS)
        yield "my proposal", self._proposal(proposed_by=self.me)
        yield "about me", self._proposal(subject=self.me)
        yield "by my other account", self._proposal(proposed_by=self.twin)
        yield "about my other account", self._proposal(subject=self.twin)
        yield "parting", self._proposal(kind=ProposalKind.PARTING)
        parted = {"kind": ProposalKind.PARTING, "state": ProposalState.APPROVED, "decided_at": NOON}
        yield "parting approved", self._proposal(**parted)
        yield "expired", self._proposal(expires_at=NOON)
        done = {"decided_at": NOON}
        yield "approved", self._proposal(state=ProposalState.APPROVED, **done)
        yield "refused", self._proposal(state=ProposalState.REFUSED, **done)
        approved = {"kind": ProposalKind.SETTINGS, "state": ProposalState.APPROVED, **done}
        yield "settings approved", self._proposal(**approved)

    def _proposal(self, **facts: Any) -> Proposal:
        given = {
            "kind": ProposalKind.ASSIGNMENT,
            "content": {},
            "proposed_by": self.other,
            "proposed_at": NOON,
            "expires_at": NOON + timedelta(hours=72),
            **facts,
        }
        return Proposal.objects.create(**given)

    def actors(self) -> Iterator[Context]:
        for role in Role:
            yield replace(context(self.network, self.me, role), organisation_id=self.mine.pk)
        for nobody in (PUBLIC, SYSTEM):
            yield replace(context(self.network, self.me, Role.PARTNER), role=nobody)


@pytest.fixture
def world(tannfurt: Network, inside: None) -> World:
    me, other = (member(tannfurt, name, Role.PARTNER) for name in ("dora", "carl"))
    return World(tannfurt, me, other)


def deviations(world: World, *actions: Action, rows: Rows = asked) -> list[str]:
    """Return where the table answers otherwise than the restatement; the first actor it happens to."""
    for ctx in world.actors():
        wrong = [
            f"{ctx.role} {action} {relation}"
            for action in actions
            for relation, record, may in _cases(world, action)
            if (record.pk in rows(ctx, action, type(record))) is not (ctx.role in may)
        ]
        if wrong:
            return wrong
    return []


def _cases(world: World, action: Action) -> Iterator[tuple[str, models.Model, frozenset[Any]]]:
    if action in ON_NETWORK:
        yield "network", world.network, ON_NETWORK[action]
    for relation, may in ON_RECORDS.get(action, {}).items():
        yield relation, world.records[relation], may


def test_the_table_says_what_is_restated(world: World) -> None:
    assert deviations(world, *N, *P) == []


def test_roles_without_a_second_factor_reach_nothing_but_public_pages(world: World) -> None:
    for ctx in world.actors():
        if ctx.role in STAFF:
            weak = replace(ctx, strength="password")  # type: ignore[arg-type]  # a sign-in without the factor
            allowed = {action for action in ON_NETWORK if policy.may(weak, action, world.network)}
            assert allowed == {N.VISIT, P.ACCEPT_INVITATION}


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: World) -> None:
    assert (
        unnoticed(RESTATED, lambda each, rows: not deviations(world, each, rows=rows), each_role=True) == []
    )
