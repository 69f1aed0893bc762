"""``./run prove``: disturbs the product on purpose and counts what it loses. It should be nothing.

One JSON line a campaign and engine, then a table. Ends with 1 when something was lost, or when a
campaign did not notice a product that was spoilt on purpose.
"""

import argparse
import json
import os
import subprocess
import sys
from importlib import import_module

from prove.result import Result, table

CAMPAIGNS = {
    "kills": "kills",
    "submissions": "disturbed",
    "audit": "trail",
    "jobs": "working",
    "forms": "fuzz",
}
ENGINES = ("sqlite", "postgresql")


def main() -> int:
    asked = _asked()
    if asked.here:
        return _here(asked)
    results = [result for engine in asked.engine or ENGINES for result in _on(engine, sys.argv[1:])]
    print(table(results))
    return 0 if results and all(result.ok for result in results) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run prove", description="Zuverlässigkeit unter Störungen")
    parser.add_argument("campaigns", nargs="*", metavar="KAMPAGNE", help=", ".join(CAMPAIGNS))
    parser.add_argument("--size", choices=("smoke", "tenth", "full"), default="smoke")
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--seed", type=int, default=1, help="andere Zahl, anderer Zufall")
    parser.add_argument("--here", choices=ENGINES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.campaigns) - CAMPAIGNS.keys():
        parser.error(f"unbekannt: {', '.join(sorted(unknown))}")
    return asked


def _on(engine: str, arguments: list[str]) -> list[Result]:
    """Run the campaigns in a process that knows one database only."""
    command = [sys.executable, "-m", "prove", *arguments, "--here", engine]
    if engine == "postgresql":
        from tools.postgres import server

        with server(durable=True) as url:
            return _lines(command, {"DATABASE_URL": url})
    return _lines(command, {"DATABASE_URL": ""})


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
