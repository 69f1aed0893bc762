"""A town in which a little can be counted: Clara coordinates, Hanna visits, Heidi helps, three families."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from schutznetz.care import services as care
from schutznetz.care.models import Family
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.networks.models import Network
from schutznetz.visiting import services
from schutznetz.visiting.choices import VisitEnd
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from tests.visiting.conftest import asks, hanna, hers

__all__ = ["hanna", "hers"]


def at(ctx: Context, then: datetime) -> Context:
    return replace(ctx, now=then)


@pytest.fixture
def system(clara: Context) -> Context:
    return replace(clara, role=SYSTEM, actor_id=None)


@pytest.fixture
def asking(tannfurt: Network, clara: Context, hers: FamilyMidwife) -> list[VisitRequest]:
    """Three families ask in the autumn; the first one gets somebody after three weeks."""
    with tenancy.scope(tannfurt.pk):
        days = [at(clara, clara.now - timedelta(days=days)) for days in (40, 39, 38)]
        asked = [asks(early, tannfurt) for early in days]
        later = at(clara, days[0].now + timedelta(days=21))
        services.place(later, asked[0], midwife_id=str(hers.pk), why="Sie kennt die Familie.")
    return asked


def forget(system: Context, clara: Context, which: Family) -> None:
    """Let a family end its help, and a year later be deleted."""
    for request in VisitRequest.objects.filter(family=which, state="placed"):
        services.end_visits(clara, request, end=VisitEnd.PLANNED)
    care.end_help(clara, which)
    care.erase(at(system, clara.now + timedelta(days=366)), which)
