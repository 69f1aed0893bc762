"""``python -m bench [NAME…] --size smoke|full [--engine ENGINE]``: figures as JSON lines, then a table.

Ends with 1 when a target is missed at full size. The smoke size proves that every bench works and
answers rightly; it judges no time.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bench import NAMES, persons, processes, stage
from bench.figures import Figure, Size, machine, table
from bench.filled import kept


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--size", type=Size, choices=list(Size), default=Size.FULL)
    parser.add_argument("--engine", choices=stage.ENGINES, action="append", default=[])
    parser.add_argument("--data", type=Path, help="folder with lists of real names, for person")
    parser.add_argument("--out", type=Path, help="where the JSON lines go as well")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    persons.data = chosen.data
    stage.asked.extend(chosen.engine)
    processes.workers = 1 if chosen.size is Size.SMOKE else 2
    figures: list[Figure] = []
    print(machine(), flush=True)
    with kept:
        for name in chosen.names or NAMES:
            for figure in import_module(f"bench.{name}").bench(chosen.size):
                figures.append(figure)
                print(figure.line(), flush=True)
    if chosen.out:
        chosen.out.write_text(
            "".join(f"{line}\n" for line in [machine(), *(each.line() for each in figures)])
        )
    print(table(figures))
    return 1 if any(figure.ok is False for figure in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main())
