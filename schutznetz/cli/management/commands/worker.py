"""``manage.py worker``: the one process beside the web server."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schutznetz.kernel.worker import Worker, run_once


class Command(BaseCommand):
    help = "Erledigt Aufträge, verschickt Hinweise und verkettet das Protokoll. Endet geordnet mit TERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="nur, was jetzt fällig ist")
        parser.add_argument("--threads", type=int, default=2, help="so viele Aufträge zugleich")

    def handle(self, *args: Any, once: bool, threads: int, **options: Any) -> None:
        if once:
            run_once()
            return
        worker = Worker(threads)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
