"""What keeping the numbers of a year costs, beside reports that are submitted."""

import random

from django.db import transaction

from bench.assessments import FIRST, answers, kinds
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.queries.tables import counted_in
from schutznetz.cases.services import Statement, submit_report
from schutznetz.cases.services._tallies import _move
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import visitor
from schutznetz.networks.models import Network

STATEMENT = Statement(
    reporter_kind=ReporterKind.HEALTH,
    danger_now=False,
    facts={"observed": "Das Kind kam am Montag mit blauen Flecken am Oberarm. " * 8},
    children=[{"child_name": "Mia Muster", "child_age": "4 Jahre", "child_sex": "female"}],
    contact={"reporter_name": "Dr. Weber", "reporter_phone": "05999 4711"},
)
FIRST_ANSWERS = {"result", "dangers", "danger_from", "sex", "reporter"}


def keep(office: Network, chance: random.Random) -> None:
    """Count one record when its result is set, and again when its gaps are filled."""
    day = clock.today().replace(year=FIRST)
    whole = answers(chance.choice(KINDS), day.year, day.month)
    begun = {name: value for name, value in whole.items() if name in FIRST_ANSWERS}
    first, last = set(counted_in(begun, day)), set(counted_in(whole, day))
    _move(office.pk, day.year, gained=first)
    _move(office.pk, day.year, gained=last - first, lost=first - last)


def submit(office: Network, chance: random.Random) -> None:
    key = f"{chance.getrandbits(128):032x}"
    submit_report(visitor(office.pk), office, statement=STATEMENT, key=key)


KINDS = kinds()


def spend(what: str, times: int) -> None:
    """Do one of the two so many times."""
    office, chance = Network.objects.get(), random.Random()
    with tenancy.scope(office.pk):
        for _ in range(times):
            if what == "submit":
                submit(office, chance)
            else:
                with transaction.atomic():
                    keep(office, chance)
