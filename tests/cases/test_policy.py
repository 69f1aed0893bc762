"""Who may do what with reports, restated by hand over role, action, state and relation; then mutated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import DepartureAction, ProtectionAction, ReportAction, TriageAction
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import Departure, ImmediateProtection, Report, Triage
from schutznetz.cases.services import Statement
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context, visitor
from schutznetz.kernel.policy import Action
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON, context, every_role_of, member
from tests.lasting import tannfurt, town
from tests.spoiling import Rows, asked, unnoticed

__all__ = ["tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")

WHOSE = ("mine", "second", "theirs")
INTAKE, WORKER, LEAD = Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD
ON, OFF = "on duty", "off duty"

# --- reports: "mine" and "second" are anna's, "theirs" are other people's -------------------------------
MINE = {"triage mine", "triage second", "decided mine", "decided second"}
IN_TRIAGE = {"triage mine", "triage second"}
OPEN = {"received", "triage theirs"} | IN_TRIAGE
EVERY = OPEN | MINE | {"decided theirs"}
R = ReportAction
REPORTS: dict[Action, dict[tuple[Role, str], set[str]]] = {
    R.READ: {
        (INTAKE, OFF): MINE | OPEN, (WORKER, OFF): MINE, (LEAD, OFF): EVERY,
        (INTAKE, ON): MINE | OPEN, (WORKER, ON): MINE | OPEN, (LEAD, ON): EVERY,
    },
    R.ASK: dict.fromkeys([(who, duty) for who in (INTAKE, WORKER, LEAD) for duty in (ON, OFF)], MINE),
    R.LEAVE: dict.fromkeys([(who, duty) for who in (INTAKE, WORKER, LEAD) for duty in (ON, OFF)], MINE),
    R.TAKE: {
        (INTAKE, OFF): {"received"}, (LEAD, OFF): {"received"},
        (INTAKE, ON): {"received"}, (WORKER, ON): {"received"}, (LEAD, ON): {"received"},
    },
    R.HAND_OVER: {
        (INTAKE, OFF): MINE, (WORKER, OFF): MINE, (LEAD, OFF): EVERY,
        (INTAKE, ON): MINE, (WORKER, ON): MINE, (LEAD, ON): EVERY,
    },
    R.PROPOSE_TRIAGE: dict.fromkeys(
        [(who, duty) for who in (INTAKE, WORKER, LEAD) for duty in (ON, OFF)], IN_TRIAGE
    ),
    R.PROPOSE_LOWERING: dict.fromkeys(
        [(who, duty) for who in (INTAKE, WORKER, LEAD) for duty in (ON, OFF)], IN_TRIAGE
    ),
    R.RAISE_URGENCY: {
        (INTAKE, OFF): OPEN, (WORKER, OFF): IN_TRIAGE, (LEAD, OFF): OPEN,
        (INTAKE, ON): OPEN, (WORKER, ON): OPEN, (LEAD, ON): OPEN,
    },
    R.PROTECT: {
        (INTAKE, OFF): MINE | OPEN, (WORKER, OFF): MINE, (LEAD, OFF): EVERY,
        (INTAKE, ON): MINE | OPEN, (WORKER, ON): MINE | OPEN, (LEAD, ON): EVERY,
    },
}  # fmt: skip

# --- proposals: by whom, and about whose report ---------------------------------------------------------
BOTH = {"by another, mine", "by another, theirs"}
T = TriageAction
TRIAGES: dict[Action, dict[tuple[Role, str], set[str]]] = {
    T.READ: {
        (INTAKE, OFF): BOTH | {"by me", "decided mine", "decided second"},
        (WORKER, OFF): {"by me", "by another, mine", "decided mine", "decided second"},
        (LEAD, OFF): BOTH | {"by me", "decided mine", "decided second", "decided theirs"},
    },
    T.CONFIRM: {(INTAKE, OFF): BOTH, (WORKER, OFF): {"by another, mine"}, (LEAD, OFF): BOTH},
    T.CONFIRM_LOWERING: {(INTAKE, OFF): BOTH, (WORKER, OFF): {"by another, mine"}, (LEAD, OFF): BOTH},
}

# --- immediate protection ------------------------------------------------------------------------------
P = ProtectionAction
SEEN = {"i acted", "i am second", "signed", "signed for me"}
PROTECTIONS: dict[Action, dict[tuple[Role, str], set[str]]] = {
    P.READ: {
        (INTAKE, OFF): SEEN | {"my report"}, (WORKER, OFF): SEEN | {"my report"},
        (LEAD, OFF): SEEN | {"my report", "theirs"},
    },
    P.NAME_SECOND: {
        (INTAKE, OFF): {"i acted"}, (WORKER, OFF): {"i acted"},
        (LEAD, OFF): {"i acted", "i am second", "my report", "theirs"},
    },
    P.CONFIRM: {(who, OFF): {"i am second"} for who in (INTAKE, WORKER, LEAD)},
}  # fmt: skip

# --- hand-over to the case software --------------------------------------------------------------------
D = DepartureAction
DEPARTURES: dict[Action, dict[tuple[Role, str], set[str]]] = {
    D.READ: {
        (INTAKE, OFF): {"ordered mine", "written mine"}, (WORKER, OFF): {"ordered mine", "written mine"},
        (LEAD, OFF): {"ordered mine", "written mine", "written theirs"},
    },
    D.ADOPT: {
        (INTAKE, OFF): {"written mine"}, (WORKER, OFF): {"written mine"},
        (LEAD, OFF): {"written mine", "written theirs"},
    },
}  # fmt: skip

TABLES = (REPORTS, TRIAGES, PROTECTIONS, DEPARTURES)
RESTATED = [action for table in TABLES for action in table]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Anna's point of view: one row for each state and relation, by the label that the tables use."""

    anna: User
    network: Network
    rows: dict[type[models.Model], dict[Any, str]]

    def seen(self, action: Action, role: str, duty: str, rows: Rows = asked) -> set[str]:
        model, at = MODELS[type(action)], NOON if duty == ON else NOON + timedelta(days=1)
        ctx = replace(context(self.network, self.anna, Role.INTAKE), role=role, now=at)
        return {self.rows[model][pk] for pk in rows(ctx, action, model) if pk in self.rows[model]}


MODELS: dict[type[Action], type[models.Model]] = {
    ReportAction: Report,
    TriageAction: Triage,
    ProtectionAction: ImmediateProtection,
    DepartureAction: Departure,
}


@pytest.fixture(scope="module")
def world(town: Network) -> World:
    """Only asked about: it stands as it is for all tests of this file."""
    with tenancy.scope(town.pk):
        return _world(town)


def _world(network: Network) -> World:
    people = [member(network, name, Role.INTAKE) for name in ("ines", "bert", "carl", "dora")]
    anna = people[0]
    Shift.objects.create(
        person=anna,
        substitute=people[1],
        starts_at=NOON - timedelta(hours=1),
        ends_at=NOON + timedelta(hours=1),
    )
    at_work = {user: replace(context(network, user, Role.INTAKE), session=user.username) for user in people}
    labels = _rows(_Builder(network, at_work), *people)
    every_role_of(anna, Role.INTAKE)
    return World(
        anna=anna,
        network=network,
        rows={model: {row.pk: label for label, row in rows.items()} for model, rows in labels.items()},
    )


def _rows(
    build: "_Builder", anna: User, bert: User, carl: User, dora: User
) -> dict[type[models.Model], Mapping[str, models.Model]]:
    reports = {
        "received": build.report(),
        "triage mine": build.report(anna, bert),
        "triage second": build.report(bert, anna),
        "triage theirs": build.report(bert, carl),
        "decided mine": build.report(anna, bert, decided=True),
        "decided second": build.report(bert, anna, decided=True),
        "decided theirs": build.report(bert, carl, decided=True),
    }
    protections = {
        "i acted": build.protection(reports["triage theirs"], anna, None),
        "i am second": build.protection(reports["triage theirs"], bert, anna),
        "my report": build.protection(reports["triage mine"], bert, carl),
        "theirs": build.protection(reports["triage theirs"], bert, dora),
        "signed for me": build.protection(reports["triage theirs"], anna, bert, signed=True),
        "signed": build.protection(reports["triage theirs"], bert, anna, signed=True),
    }
    triages = {
        "by me": build.proposal(reports["triage mine"], anna),
        "by another, mine": build.proposal(reports["triage second"], bert),
        "by another, theirs": build.proposal(reports["triage theirs"], bert),
        **{f"decided {whose}": Triage.objects.get(report=reports[f"decided {whose}"]) for whose in WHOSE},
    }
    departures = {
        "ordered mine": build.departure(reports["decided mine"], "ordered", anna),
        "written mine": build.departure(reports["decided second"], "written", bert),
        "written theirs": build.departure(reports["decided theirs"], "written", bert),
    }
    return {Report: reports, Triage: triages, ImmediateProtection: protections, Departure: departures}


class _Builder:
    """Brings rows into their state through the services."""

    def __init__(self, network: Network, at_work: Mapping[User, Context]) -> None:
        self.network, self.at_work, self.count = network, at_work, 0

    def report(
        self, first: User | None = None, second: User | None = None, *, decided: bool = False
    ) -> Report:
        self.count += 1
        statement = Statement(
            reporter_kind=ReporterKind.PRIVATE, danger_now=False, facts={"observed": "x"}, children=[]
        )
        report = services.submit_report(
            replace(visitor(self.network.pk), now=NOON),
            self.network,
            statement=statement,
            key=f"key-{self.count}".ljust(26, "x"),
        )
        if first and second:
            services.take_report(self.at_work[first], report)
            Report.objects.filter(pk=report.pk).update(second=second)
            report.refresh_from_db()
        if decided and first and second:
            triage = self.proposal(report, first)
            services.confirm_triage(self.at_work[second], triage, seal=triage.seal)
            report.refresh_from_db()
        return report

    def proposal(self, report: Report, by: User) -> Triage:
        return services.propose_triage(self.at_work[by], report, finding=FINDING)

    def protection(
        self, report: Report, by: User, second: User | None, *, signed: bool = False
    ) -> ImmediateProtection:
        protection = services.protect(
            self.at_work[by],
            report,
            second_id=second.pk if second else None,
            told_by="telephone" if second else "",
        )
        if signed and second:
            services.confirm_protection(self.at_work[second], protection)
        return protection

    def departure(self, report: Report, state: str, by: User) -> Departure:
        return Departure.objects.create(
            report=report,
            state=state,
            after="triage",
            ordered_by_id=self.at_work[by].person_id,
            ordered_at=NOON,
        )


def _cells() -> Iterator[tuple[Action, Role, str, set[str]]]:
    for table in TABLES:
        duties = (ON, OFF) if table is REPORTS else (OFF,)
        for action, allowed in table.items():
            for role in Role:
                for duty in duties:
                    yield action, role, duty, allowed.get((role, duty), set())


def wrong(world: World, only: Action | None = None, rows: Rows = asked) -> list[str]:
    """Return the cells in which the product's table and this one disagree."""
    found = []
    for action, role, duty, expected in _cells():
        if only in (None, action):
            seen = world.seen(action, role, duty, rows)
            if seen != expected:
                found.append(f"{action} {role} {duty}: {sorted(seen ^ expected)}")
    return found


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert wrong(world) == []


@pytest.mark.parametrize("role", [PUBLIC, SYSTEM, "nobody"])
def test_neither_visitors_nor_the_house_decide_anything(world: World, role: str) -> None:
    for table in TABLES:
        for action in table:
            assert world.seen(action, role, OFF) == set(), action


def test_the_list_is_for_the_office_only(world: World) -> None:
    for action in (ReportAction.LIST, ReportAction.RECORD):
        allowed = {
            role
            for role in Role
            if policy.may(context(world.network, world.anna, role), action, world.network)
        }
        assert allowed == {INTAKE, WORKER, LEAD}


def test_the_house_itself_lists_for_the_emergency_only(world: World) -> None:
    action = ReportAction.LIST_FOR_EMERGENCY
    assert world.seen(action, SYSTEM, OFF) == EVERY
    for role in (*Role, PUBLIC):
        assert world.seen(action, role, ON) == set(), role


# Roles that a second, wider grant of the same action covers anyway: taking them out changes nothing.
EQUAL = {
    f"{action}: row 0 without {role}"
    for action, role in (
        (R.READ, LEAD), (R.HAND_OVER, LEAD), (R.PROTECT, LEAD), (R.RAISE_URGENCY, INTAKE),
        (R.RAISE_URGENCY, LEAD), (T.READ, LEAD), (T.CONFIRM, INTAKE), (T.CONFIRM, LEAD),
        (T.CONFIRM_LOWERING, INTAKE), (T.CONFIRM_LOWERING, LEAD), (P.READ, LEAD), (P.NAME_SECOND, LEAD),
        (D.READ, LEAD), (D.ADOPT, LEAD),
    )
} | {f"{P.READ}: row {number} without {LEAD}" for number in (1, 2)}  # fmt: skip


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: World) -> None:
    assert set(unnoticed(RESTATED, lambda each, rows: not wrong(world, each, rows), each_role=True)) == EQUAL
