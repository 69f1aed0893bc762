"""What the lead sees of all cases: load and overdue by team and person, as counts by the alphabet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction
from schutznetz.cases.models import Case
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.queries import people
from schutznetz.work.queries import Load, protective_load

NO_LONGER_HERE = _("nicht mehr im Amt")
WITHOUT_TEAM = _("ohne Team")
OFFICE = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    name: str
    team: str
    cases: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLoad:
    name: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight:
    """Counts only: nobody is ranked, and what lies with nobody yet stands in a figure of its own."""

    people: Sequence[PersonLoad]
    teams: Sequence[TeamLoad]
    unowned: int


def oversight(ctx: Context) -> Oversight:
    """Return the load of everybody in the office and of each team; the query count is fixed."""
    loads = protective_load(ctx)
    by_person = {load.person_id: load for load in loads if load.person_id}
    led = policy.rows(ctx, CaseAction.READ, Case).filter(closed_at=None).order_by("lead")
    cases = dict(led.values_list("lead").annotate(count=Count("pk")))
    rows = {}
    for seat in people(ctx):
        assignment, person = seat.assignment, seat.assignment.user
        if assignment.role in OFFICE and person.pk not in rows:
            load = by_person.get(person.pk)
            rows[person.pk] = PersonLoad(
                name=person.display_name,
                team=assignment.unit.name if assignment.unit else "",
                cases=cases.get(person.pk, 0),
                open=load.open if load else 0,
                overdue=load.overdue if load else 0,
            )
    found = [*rows.values(), *_of_those_gone(set(rows), by_person, cases)]
    return Oversight(
        people=found, teams=_teams(found), unowned=sum(load.open for load in loads if not load.person_id)
    )


def _of_those_gone(
    here: set[UUID], by_person: Mapping[UUID, Load], cases: Mapping[UUID, int]
) -> Iterator[PersonLoad]:
    """Yield what still lies with somebody who has no function here any more: it is nobody else's yet."""
    for person in User.objects.filter(pk__in={*by_person, *cases} - here).order_by("last_name", "pk"):
        load = by_person.get(person.pk)
        yield PersonLoad(
            name=person.display_name,
            team=str(NO_LONGER_HERE),
            cases=cases.get(person.pk, 0),
            open=load.open if load else 0,
            overdue=load.overdue if load else 0,
        )


def _teams(rows: Sequence[PersonLoad]) -> list[TeamLoad]:
    names = sorted({row.team for row in rows if row.team or row.open})
    return [
        TeamLoad(
            name=name or str(WITHOUT_TEAM),
            open=sum(row.open for row in rows if row.team == name),
            overdue=sum(row.overdue for row in rows if row.team == name),
        )
        for name in names
    ]
