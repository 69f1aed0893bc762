"""The quota by district: whole numbers where nobody is told by them, dashes elsewhere."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import pytest

from schutznetz.kernel.context import Context
from schutznetz.welcome import queries
from schutznetz.welcome.models import WelcomeCount

Counted: TypeAlias = Callable[..., queries.Quota]
pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def counted(clara: Context) -> Counted:
    return partial(_counted, clara)


def _counted(clara: Context, **districts: tuple[int, int]) -> queries.Quota:
    for name, (written_to, visited) in districts.items():
        WelcomeCount.objects.create(year=2026, district=name, written=written_to, visited=visited)
    return queries.quotas(clara)[0]


def test_a_quota_is_shown_where_nobody_is_told(counted: Counted) -> None:
    quota = counted(Nord=(40, 20), Mitte=(50, 30))

    assert [(row.written, row.visited, row.percent) for row in quota.rows] == [(50, 30, 60), (40, 20, 50)]
    assert (quota.total.written, quota.total.visited) == (90, 50)


@pytest.mark.parametrize("small", [(40, 2), (40, 38), (3, 0)])
def test_a_small_number_is_a_dash_and_follows_from_no_sum(small: tuple[int, int], counted: Counted) -> None:
    quota = counted(Nord=small, Mitte=(50, 30), West=(60, 25))

    row = next(row for row in quota.rows if row.district == "Nord")
    shown = [each.visited for each in quota.rows if each.visited is not None]
    assert row.visited is None
    assert quota.total.visited is None or len(shown) < 2
