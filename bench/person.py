"""Goal 6: a known child found again over sealed names, beside PostgreSQL's trigrams over names in clear.

``--data PATH`` takes names from files of real ones, among them groups of spellings of one name; without it
the names are invented and the two kinds of foreign spellings are left out.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict

from bench import persons, stage
from bench.figures import Figure, Size, at_least, at_most, compare
from bench.filled import settle
from bench.persons import SEED, lists, people
from bench.search import Engine, engine
from bench.spoiling import UNDATED, Asked, questions

SIZES = {Size.SMOKE: (400, 2, 1), Size.FULL: (1_000_000, 180, 3)}  # people, questions a kind, rounds
DATED, WITHOUT, EACH, FLAGGED, OPENED, TAIL = 0.99, 0.93, 0.90, 0.02, 200, 0.1


def bench(size: Size) -> Iterator[Figure]:
    """Ask both in turn, the same questions in each round, ours on each engine."""
    count, each, rounds = SIZES[size]
    asked = _asked(count, each)
    arguments = [str(count), *([str(persons.data)] if persons.data else [])]
    engines = stage.engines()
    with ExitStack() as stack:
        stages = {name: stack.enter_context(stage.stage(name)) for name in engines}
        floor = stages.get("postgresql") or stack.enter_context(stage.stage("postgresql"))
        stage.run("bench.floors.person", floor.floor, *arguments)
        reference = stack.enter_context(engine("reference", floor.floor, "bench.look_up"))
        for name, built in stages.items():
            where = stage.answer("bench.fill_persons", built.ours, *arguments)
            settle(built)
            ours = stack.enter_context(
                engine("ours", {**built.ours, "BENCH_PERSONS": where}, "bench.look_up")
            )
            yield from _judge(size, name, asked, ours, reference, rounds)


def _asked(count: int, each: int) -> list[Asked]:
    names, chance = lists(persons.data), random.Random(SEED + 1)
    wanted = set(chance.sample(range(1, count + 1), min(count, 400 * each)))
    everyone = [one for one in people(names, count, SEED) if one.number in wanted]
    return questions(names, everyone, each, SEED + 2)


def _judge(
    size: Size, name: str, asked: Sequence[Asked], ours: Engine, reference: Engine, rounds: int
) -> Iterator[Figure]:
    for one in (ours, reference):
        for question in asked[:100]:
            _put(one, question)
    pairs = []
    for _ in range(rounds):
        answers = [_put(ours, question) for question in asked]
        theirs = [_put(reference, question) for question in asked]
        pairs.append((_tail(answers), _tail(theirs)))
    mine, clear = (_recalls(asked, said) for said in (answers, theirs))
    yield from _recall(size, name, mine, clear)
    strangers = [said[3] for said, question in zip(answers, asked, strict=True) if not question.target]
    share = sum(strangers) / len(strangers)
    yield at_most(
        size, goal=6, name=f"Fremde für bekannt gehalten, {name}", unit="", ours=share, target=FLAGGED
    )
    most = max(said[2] for said in answers)
    yield at_most(size, goal=6, name=f"geöffnete Datensätze, {name}", unit="", ours=most, target=OPENED)
    yield compare(size, goal=6, name=f"Suche p95, {name}", unit="ms", pairs=pairs, target=TAIL)


def _put(one: Engine, question: Asked) -> tuple[float, list[int], int, bool]:
    given = {**asdict(question), "born": question.born.isoformat() if question.born else None}
    took, hits, opened, likely = one.answer(json.dumps(given))
    return took * 1000, hits, opened, likely


def _tail(answers: Sequence[tuple[float, list[int], int, bool]]) -> float:
    times = sorted(took for took, *_ in answers)
    return times[int(len(times) * 0.95)]


def _recalls(
    asked: Sequence[Asked], answers: Sequence[tuple[float, list[int], int, bool]]
) -> dict[str, float]:
    """Return per kind of error the share of those found among the first ten."""
    found: dict[str, list[bool]] = defaultdict(list)
    for question, (_, hits, _, _) in zip(asked, answers, strict=True):
        if question.target:
            found[question.kind].append(question.target in hits[:10])
    return {kind: sum(all_) / len(all_) for kind, all_ in sorted(found.items())}


def _recall(size: Size, name: str, mine: Mapping[str, float], clear: Mapping[str, float]) -> Iterator[Figure]:
    for undated, target in ((False, DATED), (True, WITHOUT)):
        kinds = [kind for kind in mine if kind.endswith(UNDATED) is undated]
        ours, floor = (sum(way[kind] for kind in kinds) / len(kinds) for way in (mine, clear))
        label = f"unter den ersten zehn, {'ohne' if undated else 'mit'} Geburtsdatum, {name}"
        yield at_least(size, goal=6, name=label, unit="", ours=ours, floor=floor, target=target)
    for kind, share in mine.items():
        label = f"unter den ersten zehn: {kind}, {name}"
        yield at_least(size, goal=6, name=label, unit="", ours=share, floor=clear[kind], target=EACH)
