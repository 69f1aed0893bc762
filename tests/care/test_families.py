"""A family is noted, changed, ended, and nothing of it is left a year later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.care import jobs, queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.models import Family, FamilyChild
from schutznetz.care.queries import Child
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.care.conftest import AYDIN
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
A_YEAR = timedelta(days=365)


def test_a_family_is_read_as_it_was_noted(clara: Context, aydins: Family) -> None:
    read = queries.family(clara, aydins.pk)

    assert read is not None
    assert (read.name, read.phone, read.reach, read.silent) == (
        "Frau Aydin", "0151 2345", "vormittags, nie am Wochenende", True,
    )  # fmt: skip
    assert queries.children_of([aydins.pk]) == {aydins.pk: list(AYDIN.children)}
    assert "Aydin" not in str(read)


def test_the_list_of_families_is_on_record(clara: Context, tannfurt: Network, aydins: Family) -> None:
    assert [line.name for line in queries.families(clara, tannfurt)] == ["Frau Aydin"]
    assert audit.trail(tannfurt.pk)[-1].action == CareAction.LIST
    assert queries.families(clara, tannfurt, ended=True) == []


def test_what_is_changed_replaces_what_was_said(clara: Context, aydins: Family) -> None:
    born = Child(given="Leyla", born=date(2027, 2, 1))

    services.change_family(clara, aydins, household=replace(AYDIN, phone="", children=[born]))

    assert Family.objects.get().phone is None
    assert queries.children_of([aydins.pk]) == {aydins.pk: [born]}


@pytest.mark.parametrize(
    "children",
    [
        [],
        [Child(given="Emre")],
        [Child(given="Emre", born=date(2026, 5, 1), expected=date(2027, 2, 14))],
    ],
)
def test_a_child_is_born_or_expected(clara: Context, tannfurt: Network, children: list[Child]) -> None:
    with pytest.raises(Conflict):
        services.open_family(clara, tannfurt, household=replace(AYDIN, children=children))
    assert not Family.objects.exists()


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.TEAM_LEAD, Role.ADMINISTRATOR, Role.DATA_PROTECTION])
def test_nobody_of_the_protection_part_reads_a_family(role: Role, tannfurt: Network, aydins: Family) -> None:
    other = context(tannfurt, member(tannfurt, "dora", role), role)

    assert queries.family(other, aydins.pk) is None
    with pytest.raises(Denied):
        services.open_family(other, tannfurt, household=AYDIN)


def test_a_help_ends_once(clara: Context, aydins: Family) -> None:
    stale = Family.objects.get()
    services.end_help(clara, aydins)

    with pytest.raises((Conflict, Denied)):
        services.end_help(clara, stale)


@pytest.mark.parametrize(("passed", "left"), [(A_YEAR - timedelta(seconds=1), 1), (A_YEAR, 0)])
def test_a_year_after_the_end_nothing_is_left(
    passed: timedelta, left: int, clara: Context, tannfurt: Network, aydins: Family
) -> None:
    keys = KeyRow.objects.filter(record=aydins.pk)
    services.end_help(clara, aydins)

    jobs.erase_outlived(replace(system(tannfurt.pk), now=NOON + passed))

    assert (Family.objects.count(), FamilyChild.objects.count(), keys.count()) == (left, 2 * left, left)


def test_a_running_help_is_never_erased(tannfurt: Network, aydins: Family) -> None:
    jobs.erase_outlived(replace(system(tannfurt.pk), now=NOON + 10 * A_YEAR))

    assert Family.objects.count() == 1
