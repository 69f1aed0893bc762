"""``manage.py found_network``: the first act of an office, before anybody has an account."""

import re
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schutznetz.kernel import clock
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Land
from schutznetz.networks.founding import found_network
from schutznetz.networks.values import Area, NewPerson

PERSON = re.compile(r"\s*(?P<first>[^<>]+?)\s+(?P<last>[^\s<>]+)\s*<(?P<mail>[^<>\s]+@[^<>\s]+)>\s*")
AREA = re.compile(r"(?P<ags>\d{5}(?:\d{3})?)\s+(?P<name>\S.*)")


def person(text: str) -> NewPerson:
    if not (found := PERSON.fullmatch(text)):
        raise ArgumentTypeError("Erwartet wird: 'Vorname Nachname <adresse@amt.de>'")
    return NewPerson(first_name=found["first"], last_name=found["last"], email=found["mail"])


def area(text: str) -> Area:
    if not (found := AREA.fullmatch(text)):
        raise ArgumentTypeError("Erwartet wird: '05914 Hagen' (Kreis: 5 Stellen, Gemeinde: 8 Stellen)")
    return Area(ags=found["ags"], name=found["name"], valid_from=clock.today())


class Command(BaseCommand):
    help = "Gründet ein Netzwerk und gibt die beiden Einladungen aus, mit denen es beginnt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="KURZNAME", help="Teil der Adresse, zum Beispiel tannfurt")
        parser.add_argument("--name", required=True, help="wie das Netzwerk heißt")
        parser.add_argument("--owner", required=True, help="der örtliche Träger")
        parser.add_argument("--land", required=True, choices=Land.values, help="Schlüssel des Landes")
        parser.add_argument(
            "--area", required=True, action="append", type=area, metavar="'SCHLUESSEL NAME'", dest="areas"
        )
        for role in ("administrator", "data-protection"):
            parser.add_argument(f"--{role}", required=True, type=person, metavar="'VORNAME NACHNAME <MAIL>'")

    def handle(self, *args: Any, areas: list[Area], **options: Any) -> None:
        try:
            founded = found_network(
                slug=options["slug"],
                name=options["name"],
                owner_name=options["owner"],
                land=Land(options["land"]),
                areas=areas,
                administrator=options["administrator"],
                data_protection=options["data_protection"],
            )
        except Conflict as conflict:
            raise CommandError(str(conflict)) from conflict
        self.stdout.write(
            f"{options['name']} ist gegründet. Jede Einladung gilt 48 Stunden und einmal. Geben Sie sie\n"
            "den beiden Personen einzeln und nicht im selben Brief; niemand sonst braucht sie."
        )
        for title, role in (("Verwaltung", "administrator"), ("Datenschutz", "data_protection")):
            secret = founded.secrets[options[role].email]
            self.stdout.write(f"{title}: {settings.PUBLIC_URL}/{founded.slug}/einladung/{secret}/")
