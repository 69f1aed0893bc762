"""Goal 2: quality and tail of the search in seven classes, beside PostgreSQL's tsvector and pg_trgm."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from bench.directory import Made
from bench.figures import Figure, Size, at_least, compare
from bench.filled import directories, made
from bench.processes import ROOT
from bench.questions import CLASSES, Question, questions

ROUNDS = {Size.SMOKE: (4, 1), Size.FULL: (100, 5)}  # questions of a class, rounds
WARMING = {Size.SMOKE: 0, Size.FULL: 10}  # questions of a class asked before
TARGETS = dict.fromkeys(CLASSES, 0.5) | {"two": 1.0}
PRECISION = 0.97


class Engine:
    """A search engine in its own process."""

    def __init__(self, which: str, environment: Mapping[str, str], module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, which],
            env={**os.environ, **environment},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, question: Question) -> tuple[float, list[int]]:
        given = {"kind": question.kind, "text": question.text, "spot": question.spot}
        took, hits = self.answer(json.dumps(given))
        return took, hits

    def answer(self, line: str) -> Any:
        assert self.process.stdin and self.process.stdout  # noqa: S101 - both are pipes, see above
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def engine(which: str, environment: Mapping[str, str], module: str = "bench.engines") -> Iterator[Engine]:
    started = Engine(which, environment, module)
    try:
        yield started
    finally:
        started.process.terminate()
        started.process.wait(20)


def bench(size: Size) -> Iterator[Figure]:
    """Ask the product on each engine and the reference in turn, the same questions in each round."""
    per_class, rounds = ROUNDS[size]
    asked = questions(made(size), per_class)
    stages = {built.engine: built for built in directories(size)}
    if "postgresql" not in stages:
        raise RuntimeError("Der Vergleich braucht PostgreSQL: ./run setup dev")
    with ExitStack() as stack:
        rivals = {
            "SQLite": stack.enter_context(engine("ours", stages["sqlite"].ours)),
            "PostgreSQL": stack.enter_context(engine("ours", stages["postgresql"].ours)),
            "reference": stack.enter_context(engine("reference", stages["postgresql"].floor)),
        }
        yield from _judge(size, made(size), asked, rivals, rounds)


def _judge(
    size: Size, offers: Sequence[Made], asked: Sequence[Question], rivals: Mapping[str, Engine], rounds: int
) -> Iterator[Figure]:
    for one in rivals.values():
        for question in asked[: WARMING[size] * len(CLASSES)]:
            one.ask(question)
    tails: dict[tuple[str, str], list[float]] = defaultdict(list)
    answers: dict[str, list[list[int]]] = {}
    for _ in range(rounds):
        for name, one in rivals.items():
            said = [one.ask(question) for question in asked]
            answers[name] = [hits for _, hits in said]
            for kind in CLASSES:
                took = sorted(t for (t, _), q in zip(said, asked, strict=True) if q.kind == kind)
                tails[name, kind].append(took[int(len(took) * 0.95)] * 1000)
    quality = {name: _precision(offers, asked, hits) for name, hits in answers.items()}
    for name in ("SQLite", "PostgreSQL"):
        for kind in CLASSES:
            pairs = list(zip(tails[name, kind], tails["reference", kind], strict=True))
            label = f"Suche {kind}, {name}"
            yield compare(size, goal=2, name=f"{label}: p95", unit="ms", pairs=pairs, target=TARGETS[kind])
            ours, floor = quality[name][kind], quality["reference"][kind]
            right = f"{label}: richtig unter den ersten zehn"
            yield at_least(size, goal=2, name=right, unit="", ours=ours, floor=floor, target=PRECISION)
        yield _no_empty(size, name, asked, answers[name])


def _precision(
    offers: Sequence[Made], asked: Sequence[Question], hits: Sequence[list[int]]
) -> dict[str, float]:
    """Return per class the share of right offers among the first ten, of those that exist at all."""
    right: dict[str, int] = defaultdict(int)
    shown: dict[str, int] = defaultdict(int)
    for question, found in zip(asked, hits, strict=True):
        right[question.kind] += sum(question.right(offers[number - 1].topics) for number in found)
        shown[question.kind] += _possible(offers, question, found)
    return {kind: right[kind] / shown[kind] if shown[kind] else 1.0 for kind in CLASSES}


def _possible(offers: Sequence[Made], question: Question, found: Sequence[int]) -> int:
    """How many right hits there could have been, at most ten; near a place: as many as were shown."""
    if question.spot:
        return len(found)
    there = 0
    for offer in offers:
        there += question.right(offer.topics)
        if there == 10:
            break
    return there


def _no_empty(size: Size, name: str, asked: Sequence[Question], hits: Sequence[Any]) -> Figure:
    typos = [bool(found) for question, found in zip(asked, hits, strict=True) if question.kind == "typo"]
    return at_least(
        size,
        goal=2,
        name=f"Suche typo, {name}: nie leer",
        unit="",
        ours=sum(typos) / len(typos),
        floor=1.0,
        target=1.0,
    )
