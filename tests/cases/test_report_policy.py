"""Who may do what with a report, restated by hand over role, relation and state; then the table is spoilt.

Every mutant of a rule (a grant dropped, a condition dropped, a role added) must differ from this page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import Attachment, Report
from schutznetz.kernel import submissions
from schutznetz.kernel.context import PUBLIC, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests import make
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

A, R = ReportAction, Role
EVERYBODY = {PUBLIC, *Role}
OFFICE = {R.INTAKE, R.CASE_WORKER, R.TEAM_LEAD}
REPORTING = {R.PARTNER, R.GUIDE, R.JOBCENTER, R.PARTNER_LEAD}
STATES = ("received", "triage", "accepted")
RELATIONS = ("stranger", "on duty", "responsible", "second", "entered it")
Situation = tuple[str, str, str]

ON_NETWORK = {
    A.SUBMIT: EVERYBODY,
    A.RETURN: EVERYBODY,
    A.SUBMIT_AS_PARTNER: REPORTING,
    A.LIST_OWN: REPORTING,
    A.RECORD: OFFICE,
    A.LIST: OFFICE,
}


def works(role: str, relation: str, state: str) -> bool:
    return role in OFFICE and relation in {"responsible", "second"} and state != "received"


def reads(role: str, relation: str, state: str) -> bool:
    """The office reads what it works on; before the decision also whoever may have to take it."""
    may_take = role == R.INTAKE or (role == R.CASE_WORKER and relation == "on duty")
    return role == R.TEAM_LEAD or works(role, relation, state) or (may_take and state != "accepted")


def wrote(role: str, relation: str, state: str) -> bool:
    return role in REPORTING and relation == "entered it"


def looks_up(role: str, relation: str, state: str) -> bool:
    """A look-up has its purpose in a report in triage."""
    return state == "triage" and reads(role, relation, state)


def joins(role: str, relation: str, state: str) -> bool:
    return state == "triage" and (role == R.TEAM_LEAD or works(role, relation, state))


ON_REPORT: dict[ReportAction, Callable[[str, str, str], bool]] = {
    A.READ: reads,
    A.DOWNLOAD: reads,
    A.ASK: works,
    A.READ_OWN: wrote,
    A.LOOK_UP: looks_up,
    A.JOIN: joins,
}
RESTATED = [*ON_NETWORK, *ON_REPORT]


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    duty: User
    reports: dict[tuple[str, str], UUID]
    files: dict[tuple[str, str], UUID]

    def ctx(self, role: str, relation: str = "") -> Context:
        user = self.duty if relation == "on duty" else self.dora
        acting = context(self.network, user, Role.PARTNER)
        return replace(acting, role=role, actor_id=None if role == PUBLIC else user.pk)


@pytest.fixture
def world(tannfurt: Network, anna: User, ctx: Context, inside: None) -> World:
    dora, bert = member(tannfurt, "dora", Role.PARTNER), member(tannfurt, "bert", Role.INTAKE)
    duty = member(tannfurt, "carl", Role.CASE_WORKER)
    hour = timedelta(hours=1)
    Shift.objects.create(person=duty, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    for user, first in ((dora, Role.PARTNER), (duty, Role.CASE_WORKER)):
        every_role_of(user, first)
    people = {"responsible": (dora, bert), "second": (bert, dora)}
    found = {}
    for relation, state in product(RELATIONS, STATES):
        report = entered(tannfurt, dora) if relation == "entered it" else make.report(ctx, tannfurt, files=1)
        bring(report, state, people.get(relation, (anna, bert)))
        found[relation, state] = report
    reports = {at: report.pk for at, report in found.items()}
    files = {at: report.attachments.get().pk for at, report in found.items()}
    return World(tannfurt, dora, duty, reports, files)


def entered(network: Network, dora: User) -> Report:
    statement = services.Statement(
        reporter_kind=ReporterKind.HEALTH, danger_now=False, facts={"observed": "x"}
    )
    partner, key = context(network, dora, Role.PARTNER), submissions.new_key()
    return services.submit_as_partner(partner, network, statement=statement, key=key, files=[make.file()])


def bring(report: Report, state: str, people: tuple[User, User]) -> None:
    taken = {"responsible": people[0], "second": people[1], "taken_at": NOON} if state != "received" else {}
    decided = {"decided_at": NOON} if state == "accepted" else {}
    Report.objects.filter(pk=report.pk).update(state=state, **taken, **decided)


def disagreements(action: ReportAction, world: World, rows: Rows = asked) -> Iterator[Situation]:
    """Yield where the table and this page differ."""
    records = world.files if action is A.DOWNLOAD else world.reports
    for role in sorted(EVERYBODY):
        if action in ON_NETWORK:
            allowed = world.network.pk in rows(world.ctx(role), action, Network)
            if allowed is not (role in ON_NETWORK[action]):
                yield role, "", ""
            continue
        for relation in RELATIONS:
            found = rows(world.ctx(role, relation), action, Attachment if records is world.files else Report)
            for state in STATES:
                allowed = records[relation, state] in found
                if allowed is not ON_REPORT[action](role, relation, state):
                    yield role, relation, state


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in RESTATED for each in disagreements(action, world)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: ReportAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    added = {R.COORDINATOR, R.DATA_PROTECTION, R.ADMINISTRATOR}
    assert unnoticed(RESTATED, agrees, added=added) == []
