"""The benches work and answer rightly; no test judges time.

Each runs on one engine. ``scale`` asks what others ask, of two sizes; ``web_search`` and ``web_inbox`` ask
through a server, which ``tests/settings`` starts too: they are looked at when figures are taken.
"""

import json
import subprocess
import sys

import pytest

from bench.figures import Size, compare

pytestmark = pytest.mark.static  # starts its own databases


@pytest.mark.parametrize(
    ("names", "goals"),
    [
        (["search"], {2}),
        (
            ["person", "statistics", "durable", "assignment", "--engine", "sqlite"],
            {5, 6, 7, 8},
        ),
    ],
)
def test_the_smoke_size_runs_and_judges_nothing(names: list[str], goals: set[int]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *names, "--size", "smoke"],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    figures = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"goal"')]
    assert {figure["goal"] for figure in figures} == goals
    assert {figure["ok"] for figure in figures} == {None}
    right = [
        figure["ours"] for figure in figures if "richtig" in figure["name"] or "nie leer" in figure["name"]
    ]
    assert min(right, default=1) >= 0.9


def test_a_missed_target_is_told() -> None:
    pairs = [(3.0, 1.0), (1.0, 1.0), (3.0, 1.0)]

    figure = compare(Size.FULL, goal=1, name="x", unit="ms", pairs=pairs, target=2.0)

    assert (figure.ratio, figure.ok) == (3.0, False)
