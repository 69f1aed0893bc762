"""What the lead sees: counts by person and team, and what lies with nobody."""

from collections.abc import Callable
from datetime import timedelta

from schutznetz.accounts.models import User
from schutznetz.cases.models import Case
from schutznetz.cases.queries import oversight
from schutznetz.networks.choices import PartnerCategory, Role, UnitKind
from schutznetz.networks.models import Assignment, Network, Organisation, Unit
from schutznetz.work.models import Task
from tests.conftest import NOON, context, member


def test_load_and_overdue_are_counted_by_person_and_team(
    tannfurt: Network, anna: User, make_case: Callable[[], Case], inside: None
) -> None:
    case = make_case()
    office = Organisation.objects.create(name="Jugendamt", category=PartnerCategory.DAY_CARE)
    unit = Unit.objects.create(organisation=office, kind=UnitKind.choices[0][0], name="ASD Nord")
    Assignment.objects.filter(user=anna).update(unit=unit)
    lead = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    for hours, owner, line in ((1, anna, ""), (-1, anna, Role.TEAM_LEAD), (1, None, Role.TEAM_LEAD)):
        Task.objects.create(
            kind="check_item",
            about_type="cases.Case",
            about_id=case.pk,
            owner=owner,
            substitute=case.substitute if owner else None,
            line=line,  # kept when somebody takes what waited for all
            protective=True,
            opened_at=NOON - timedelta(days=1),
            due_at=NOON + timedelta(hours=hours),
        )

    page = oversight(lead)

    rows = {row.name: (row.team, row.cases, row.open, row.overdue) for row in page.people}
    assert rows == {"anna": ("ASD Nord", 1, 2, 1), "lena": ("", 0, 0, 0)}
    assert [(team.name, team.open, team.overdue) for team in page.teams] == [("ASD Nord", 2, 1)]
    assert page.unowned == 1


def test_what_lies_with_somebody_who_has_left_is_seen_and_counted(
    tannfurt: Network, anna: User, make_case: Callable[[], Case], inside: None
) -> None:
    case = make_case()
    lead = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    Task.objects.create(
        kind="check_item", about_type="cases.Case", about_id=case.pk, owner=anna, substitute=case.substitute,
        protective=True, opened_at=NOON - timedelta(days=1), due_at=NOON - timedelta(hours=1),
    )  # fmt: skip
    Assignment.objects.filter(user=anna).update(ends_on=NOON.date() - timedelta(days=1))

    page = oversight(lead)

    rows = {row.name: (row.team, row.cases, row.open, row.overdue) for row in page.people}
    assert rows["anna"] == ("nicht mehr im Amt", 1, 1, 1)
    assert [(team.name, team.overdue) for team in page.teams] == [("nicht mehr im Amt", 1)]
