"""``manage.py demo``: fill the demo's database, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from schutznetz.demo import build
from schutznetz.kernel import clock


class Command(BaseCommand):
    help = "Baut die erfundene Stadt Tannfurt und das öffentliche Verzeichnis auf. Nur in der Vorführung."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Die Vorführung gibt es nur mit ./run demo.")
        if build.exists():
            return
        self.stdout.write("· Baue die Stadt Tannfurt und das Verzeichnis auf")
        build.build(clock.now())
