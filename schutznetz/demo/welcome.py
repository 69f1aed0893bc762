"""A list of newborns in Tannfurt: written to, two visits today; the newest list waits for its stop list."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.kernel.context import system
from schutznetz.networks.conditions import day_of
from schutznetz.welcome import arrival, jobs, queries, services

if TYPE_CHECKING:
    from schutznetz.welcome.models import NewbornList

TITLES = "Familienname;Vorname;Straße;PLZ;Ort;Ortsteil;Geburtsdatum;Auskunftssperre"
FIRST = ("Albers;Jona", "Demir;Elif", "Fischer;Mats", "Haddad;Nour", "Kowalski;Lena und Maja", "Lorenz;Ida")
SECOND = ("Meier;Theo", "Nguyen;An", "Petrov;Mila", "Schubert;Karl")


def tell(town: Town, now: datetime) -> None:
    katrin = town.acting("coordinator")
    with clock.frozen(now - timedelta(days=10)):
        newborns = services.confirm_stop_list(katrin, _taken(town, FIRST))
        ordered = services.order_letters(katrin, newborns, visits_offered=4)
        jobs.write(system(town.network.pk), ordered)
    with clock.frozen(now - timedelta(hours=1)):
        katrin, wanda = town.acting("coordinator"), town.users["welcome_visitor"].pk
        for name in ("Demir", "Albers"):
            for family in queries.find(katrin, town.network, name=name):
                services.arrange(katrin, family.visit, visitor_id=wanda, visit_on=day_of(now))
        _taken(town, SECOND)


def _taken(town: Town, names: tuple[str, ...]) -> "NewbornList":
    katrin, today = town.acting("coordinator"), clock.today()
    rows = [
        f"{name};Birkenweg {number};99999;Tannfurt;Altstadt;{today - timedelta(days=20 + number):%d.%m.%Y};"
        for number, name in enumerate(names, start=11)
    ]
    found = arrival.read("\n".join([TITLES, *rows]).encode(), today, with_language=False)
    return services.take_over(katrin, services.keep_list(katrin, town.network, arrival=found))
