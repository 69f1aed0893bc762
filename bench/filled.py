"""The directory of all Germany on each engine, ours and the floor's: filled once for all benches."""

from contextlib import ExitStack
from functools import lru_cache

import psycopg

from bench.directory import Made, offers
from bench.figures import Size
from bench.stage import Stage, at_once, engines, stage

SIZES = {Size.SMOKE: (500, 10), Size.FULL: (100_000, 570)}  # offers, networks
kept = ExitStack()  # closed by the program at its end


@lru_cache(maxsize=1)
def made(size: Size) -> tuple[Made, ...]:
    """Return what the directories hold."""
    return tuple(offers(*SIZES[size]))


@lru_cache(maxsize=1)
def directories(size: Size) -> tuple[Stage, ...]:
    """Return one stage an engine, thrown away at the program's end."""
    stages = tuple(kept.enter_context(stage(name)) for name in engines())
    fill(*stages, arguments=[str(number) for number in SIZES[size]], floors=True)
    return stages


def fill(*stages: Stage, arguments: list[str], floors: bool = False) -> None:
    """Fill the product's directories, and those of the floors, as many at once as there are."""
    ours = [("bench.fill", each.ours, arguments) for each in stages]
    at_once(*ours, *(("bench.floors.search", each.floor, arguments) for each in stages if floors))
    for each in stages:
        settle(each)


def settle(each: Stage) -> None:
    """Leave tables as a running server has them after a minute; its role in the product may not."""
    if each.engine == "postgresql":
        with psycopg.connect(each.ours["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
