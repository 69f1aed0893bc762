"""``./run prove``: disturbs the product on purpose and counts what it loses. It should be nothing.

One JSON line a campaign and engine, then a table. Ends with 1 when something was lost, or when a
campaign did not notice a product that was spoilt on purpose.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module

from prove import small
from prove.result import Result, table

CAMPAIGNS = {
    "kills": "kills",
    "submissions": "disturbed",
    "audit": "trail",
    "jobs": "working",
    "forms": "fuzz",
    "server": "served",
    "year": "year",
    "disk": "disk",
}
ON_A_SMALL_DISK = "disk"
ENGINES = ("sqlite", "postgresql")


def main() -> int:
    asked = _asked()
    if asked.here:
        return _here(asked)
    if ON_A_SMALL_DISK in (asked.campaigns or CAMPAIGNS):
        with small.disk(asked.disk):  # who may not is told now, not after hours
            pass
    results = [result for engine in asked.engine or ENGINES for result in _on(engine, asked)]
    print(table(results))
    return 0 if results and all(result.ok for result in results) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run prove", description="Zuverlässigkeit unter Störungen")
    parser.add_argument("campaigns", nargs="*", metavar="KAMPAGNE", help=", ".join(CAMPAIGNS))
    parser.add_argument("--size", choices=("smoke", "tenth", "full"), default="smoke")
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--seed", type=int, default=1, help="andere Zahl, anderer Zufall")
    parser.add_argument("--disk", metavar="ORDNER", help="kleines Dateisystem für die volle Platte")
    parser.add_argument("--here", choices=ENGINES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.campaigns) - CAMPAIGNS.keys():
        parser.error(f"unbekannt: {', '.join(sorted(unknown))}")
    return asked


def _on(engine: str, asked: argparse.Namespace) -> list[Result]:
    """Run the campaigns in a process that knows one database only; one of them on a disk of its own."""
    wanted = asked.campaigns or list(CAMPAIGNS)
    roomy, results = [name for name in wanted if name != ON_A_SMALL_DISK], []
    if roomy:
        results += _with_database(engine, asked, roomy, tempfile.gettempdir())
    if ON_A_SMALL_DISK in wanted:
        with small.disk(asked.disk) as folder:
            results += _with_database(engine, asked, [ON_A_SMALL_DISK], folder)
    return results


def _with_database(engine: str, asked: argparse.Namespace, names: list[str], folder: str) -> list[Result]:
    """Run them with database, keys and all other files below ``folder``."""
    command = [sys.executable, "-m", "prove", *names, "--size", asked.size, "--seed", str(asked.seed)]
    command += ["--here", engine]
    if engine == "postgresql":
        from tools.postgres import server

        before, tempfile.tempdir = tempfile.tempdir, folder
        try:
            with server(durable=True) as url:
                return _lines(command, {"DATABASE_URL": url, "TMPDIR": folder})
        finally:
            tempfile.tempdir = before
    return _lines(command, {"DATABASE_URL": "", "TMPDIR": folder})


def _lines(command: list[str], environ: dict[str, str]) -> list[Result]:
    wanted = {**os.environ, **environ, "DJANGO_SETTINGS_MODULE": "schutznetz.settings.test"}
    results = []
    with subprocess.Popen(command, env=wanted, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            results.append(
                Result(**{name: value for name, value in json.loads(line).items() if name != "ok"})
            )
    if process.returncode:
        raise SystemExit(f"Die Kampagnen sind abgebrochen ({process.returncode}).")
    return results


def _here(asked: argparse.Namespace) -> int:
    import django

    django.setup()
    for name in asked.campaigns or CAMPAIGNS:
        campaign = import_module(f"prove.{CAMPAIGNS[name]}")
        print(campaign.run(asked.size, asked.here, asked.seed).line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
