"""The audit trail is tampered with in every known way: everything is found, and nothing is invented."""

import time
from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

from prove import ground, tampering
from prove.result import Result
from schutznetz.kernel import verify

SIZES = {"smoke": 28, "tenth": 112, "full": 1_008}  # every class equally often
Judge: TypeAlias = Callable[[UUID], bool]


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    world = tampering.build(ground.prepare(), ground.prepare(), ground.dice(seed, "trail"))
    rounds = SIZES[size] // len(tampering.ALL)
    missed, invented = _campaign(world, rounds, finds_something)
    blind, _ = _campaign(world, 1, finds_nothing)
    return Result(
        campaign="Protokoll manipuliert",
        engine=engine,
        tried=rounds * len(tampering.ALL),
        unit="Manipulationen",
        faults={"nicht gefunden": missed, "erfunden": invented},
        control=blind,
        seconds=time.monotonic() - began,
        notes=f"{len(tampering.ALL)} Arten",
    )


def finds_something(network_id: UUID) -> bool:
    return bool(verify.verify(network_id).findings)


def finds_nothing(network_id: UUID) -> bool:
    """The negative control: a blind verifier."""
    return False


def _campaign(world: tampering.World, rounds: int, judge: Judge) -> tuple[int, int]:
    """Return how many manipulations were missed, and how often an untouched trail was blamed."""
    missed = invented = 0
    for _ in range(rounds):
        for manipulate in tampering.ALL:
            with tampering.undone(world):
                with tampering.unguarded():
                    manipulate(world)
                missed += not judge(world.network_id)
        invented += judge(world.network_id)
    return missed, invented
