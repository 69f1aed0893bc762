"""What somebody with full access to database and disk might do to the audit trail.

Each manipulation is a function of a ``World`` and returns the numbers at one of which it should be
found (nothing: anywhere). The triggers are switched off first, as such a person would do.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from random import Random
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from prove.owner import as_owner
from schutznetz.kernel import audit, chain, checkpoints, clock, ids, tenancy
from schutznetz.kernel.context import Channel, Context
from schutznetz.kernel.models import AuditEvent, Counter

GUARD = import_module("schutznetz.kernel.migrations.0002_append_only")
Found: TypeAlias = set[int]


@dataclass(frozen=True, slots=True)
class World:
    """Two networks with linked entries, marks, an erasure and an unlinked tail."""

    network_id: UUID
    other_id: UUID
    rng: Random

    def rows(self) -> models.QuerySet[AuditEvent]:
        return AuditEvent.objects.filter(network_id=self.network_id)

    def linked(self) -> models.QuerySet[AuditEvent]:
        return self.rows().filter(number__isnull=False).order_by("number")

    def some(self, *, within: int = 0) -> AuditEvent:
        """Pick a linked entry, not among the last ``within``."""
        return self.rng.choice(list(self.linked().exclude(payload=None))[: -within or None])


def build(network_id: UUID, other_id: UUID, rng: Random, acts: int = 40) -> World:
    """Let several sessions act in both networks, with batches, an erasure and a tail."""
    world = World(network_id, other_id, rng)
    for each in (network_id, other_id):
        network = apps.get_model("networks", "Network")(pk=each)
        for batch in range(4):
            _act(each, network, rng, acts // 4)
            chain.link(each)
            if batch == 1:
                _erase(each, network)
        _act(each, network, rng, 5)
    return world


def _act(network_id: UUID, network: models.Model, rng: Random, acts: int) -> None:
    for _ in range(acts):
        session = f"session-{rng.randrange(4)}"
        audit.record(
            _context(network_id, session), f"probe.{rng.choice('abc')}", network, count=rng.randrange(9)
        )


def _erase(network_id: UUID, network: models.Model) -> None:
    with tenancy.scope(network_id):
        early = AuditEvent.objects.filter(network_id=network_id, number__lte=4).order_by("number").last()
        before = early.at if early else clock.now()
        audit.erase(_context(network_id, "keeper"), network, before=before)


def _context(network_id: UUID, session: str) -> Context:
    return Context(
        actor_id=ids.new_id(),
        network_id=network_id,
        role="probe",
        now=clock.now(),
        channel=Channel.SYSTEM,
        session=session,
    )


@contextmanager
def unguarded() -> Iterator[None]:
    """Switch the triggers off, as somebody with the owner's rights can."""
    where = " ON kernel_auditevent" if connection.vendor == "postgresql" else ""
    statements = GUARD.sqlite() if connection.vendor == "sqlite" else GUARD.postgresql()[1:]
    with as_owner(), connection.cursor() as cursor:
        for name in GUARD.NAMES[connection.vendor]:
            cursor.execute(f"DROP TRIGGER {name}{where}")
        try:
            yield
        finally:
            for statement in statements:
                cursor.execute(statement)


@contextmanager
def undone(world: World) -> Iterator[None]:
    """Take everything back afterwards: rows, counters and files of marks."""
    files = {checkpoints.path(each): None for each in (world.network_id, world.other_id)}
    before = {file: file.read_bytes() for file in files if file.exists()}
    try:
        with transaction.atomic(), tenancy.scope(world.network_id):
            yield
            transaction.set_rollback(True)
    finally:
        for file, lines in before.items():
            file.write_bytes(lines)


def change(event: AuditEvent, **values: Any) -> None:
    AuditEvent.objects.filter(pk=event.pk).update(**values)


def rechain(world: World) -> None:
    """Number and chain everything anew, so that the database alone looks faultless."""
    previous = chain.START
    rows = list(world.linked().order_by("number"))
    world.linked().update(number=models.F("number") + 5_000_000)
    for number, event in enumerate(rows, start=1):
        header = chain.header(
            event.network_id, event.stream, event.count, event.at, event.action, bytes(event.commitment)
        )
        previous = chain.follow(previous, number, header)
        change(event, number=number, chain=previous)


# --- rows -----------------------------------------------------------------------------------------


def edit_action(world: World) -> Found:
    event = world.some()
    change(event, action="probe.z")
    return {event.number or 0}


def forge_time(world: World) -> Found:
    event = world.some()
    change(event, at=event.at + timedelta(seconds=world.rng.randrange(1, 10_000)))
    return {event.number or 0}


def edit_payload(world: World) -> Found:
    event = world.some()
    payload = bytearray(event.payload or b"")
    payload[world.rng.randrange(len(payload))] ^= 1 << world.rng.randrange(8)
    change(event, payload=bytes(payload))
    return {event.number or 0}


def swap_payloads(world: World) -> Found:
    one, two = world.rng.sample(list(world.linked().exclude(payload=None)), 2)
    change(one, payload=two.payload, commitment=two.commitment)
    change(two, payload=one.payload, commitment=one.commitment)
    return {one.number or 0, two.number or 0}


def edit_and_rechain(world: World) -> Found:
    change(world.some(), action="probe.z")
    rechain(world)
    return set()


def edit_link(world: World) -> Found:
    event = world.some()
    change(event, chain=world.rng.randbytes(32))
    return {event.number or 0}


def delete(world: World) -> Found:
    event = world.some(within=1)
    world.rows().filter(pk=event.pk).delete()
    return {event.number or 0}


def delete_and_rechain(world: World) -> Found:
    world.rows().filter(pk=world.some(within=1).pk).delete()
    rechain(world)
    return set()


def delete_from_tail(world: World) -> Found:
    tail = list(world.rows().filter(number=None).order_by("id"))
    world.rows().filter(pk=world.rng.choice(tail).pk).delete()
    return set()


def edit_in_tail(world: World) -> Found:
    tail = list(world.rows().filter(number=None).order_by("id"))
    change(world.rng.choice(tail), action="probe.z")
    return set()


def insert_into_tail(world: World) -> Found:
    _forge(world, world.some())
    return set()


def insert_and_rechain(world: World) -> Found:
    event = world.some()
    forged = _forge(world, event)
    world.linked().filter(number__gte=event.number).update(number=models.F("number") + 1_000_000)
    change(forged, number=event.number, chain=chain.START)
    rechain(world)
    return set()


def _forge(world: World, model: AuditEvent) -> AuditEvent:
    """Invent an act of a known session, with a counter that says so."""
    counter = Counter.objects.get(name=audit.STREAM + model.stream)
    Counter.objects.filter(pk=counter.pk).update(value=counter.value + 1)
    return AuditEvent.objects.create(
        network_id=world.network_id,
        stream=model.stream,
        count=counter.value + 1,
        at=model.at,
        action=model.action,
        commitment=model.commitment,
        payload=model.payload,
    )


def reorder(world: World) -> Found:
    one, two = world.rng.sample(list(world.linked()), 2)
    change(one, number=2_000_000)
    change(two, number=one.number)
    change(one, number=two.number)
    return {one.number or 0, two.number or 0}


def reorder_and_rechain(world: World) -> Found:
    reorder(world)
    rechain(world)
    return set()


def truncate(world: World) -> Found:
    last = list(world.linked())[-world.rng.randrange(1, 8) :]
    world.rows().filter(pk__in=[event.pk for event in last]).delete()
    return {last[0].number or 0}


def truncate_with_tail_and_counters(world: World) -> Found:
    number = world.rng.randrange(2, world.linked().count())
    go_back(world, to=number - 1)
    return {number}


def go_back(world: World, *, to: int) -> None:
    """Put the database, and only the database, back to where it was."""
    world.linked().filter(number__gt=to).delete()
    world.rows().filter(number=None).delete()
    for counter in Counter.objects.filter(name__startswith=audit.STREAM):
        left = world.rows().filter(stream=counter.name.removeprefix(audit.STREAM)).count()
        Counter.objects.filter(pk=counter.pk).update(value=left)


def unlink(world: World) -> Found:
    event = world.some(within=1)
    change(event, number=None, chain=None)
    return {event.number or 0}


def move_to_another_network(world: World) -> Found:
    event = world.some()
    change(event, network_id=world.other_id, number=3_000_000)
    return {event.number or 0}


def swap_networks(world: World) -> Found:
    nobody = ids.new_id()
    world.rows().update(network_id=nobody)
    AuditEvent.objects.filter(network_id=world.other_id).update(network_id=world.network_id)
    AuditEvent.objects.filter(network_id=nobody).update(network_id=world.other_id)
    return set()


def erase_without_a_trace(world: World) -> Found:
    event = world.some()
    change(event, payload=None)
    return {event.number or 0}


def reseal_with_the_keys(world: World) -> Found:
    """An insider with the keys blames somebody else, and seals that properly."""
    event = world.some()
    personal = {"actor": str(ids.new_id()), "role": "probe", "target": "", "facts": {}}
    act = audit.Act(
        network_id=event.network_id,
        stream=event.stream,
        at=event.at,
        action=event.action,
        personal=personal,
    )
    forged = audit._row(act, event.count)
    keeps_commitment = world.rng.random() < 0.5
    change(
        event, payload=forged.payload, commitment=event.commitment if keeps_commitment else forged.commitment
    )
    return {event.number or 0}


# --- counters and marks ---------------------------------------------------------------------------


def set_counter_back(world: World) -> Found:
    counter = world.rng.choice(list(Counter.objects.filter(name__startswith=audit.STREAM)))
    Counter.objects.filter(pk=counter.pk).update(value=counter.value - 1)
    return set()


def remove_counter(world: World) -> Found:
    counter = world.rng.choice(list(Counter.objects.filter(name__startswith=audit.STREAM)))
    Counter.objects.filter(pk=counter.pk).delete()
    return set()


def _lines(world: World) -> list[bytes]:
    return checkpoints.path(world.network_id).read_bytes().splitlines(keepends=True)


def _write(world: World, lines: list[bytes]) -> Found:
    checkpoints.path(world.network_id).write_bytes(b"".join(lines))
    return set()


def remove_mark(world: World) -> Found:
    lines = _lines(world)
    del lines[world.rng.randrange(len(lines))]
    return _write(world, lines)


def edit_mark(world: World) -> Found:
    lines = _lines(world)
    index = world.rng.randrange(len(lines))
    line = bytearray(lines[index])
    position = world.rng.randrange(len(line) - 4)  # the last letters of base64 may carry unused bits
    line[position] ^= 1
    lines[index] = bytes(line)
    return _write(world, lines)


def replay_mark(world: World) -> Found:
    lines = _lines(world)
    return _write(world, [*lines, lines[world.rng.randrange(len(lines) - 1)]])


def remove_all_marks(world: World) -> Found:
    return _write(world, [])


def swap_marks(world: World) -> Found:
    return _write(world, [checkpoints.path(world.other_id).read_bytes()])


Manipulation: TypeAlias = Callable[[World], Found]

ALL: tuple[Manipulation, ...] = (
    edit_action,
    forge_time,
    edit_payload,
    swap_payloads,
    edit_and_rechain,
    edit_link,
    delete,
    delete_and_rechain,
    delete_from_tail,
    edit_in_tail,
    insert_into_tail,
    insert_and_rechain,
    reorder,
    reorder_and_rechain,
    truncate,
    truncate_with_tail_and_counters,
    unlink,
    move_to_another_network,
    swap_networks,
    erase_without_a_trace,
    reseal_with_the_keys,
    set_counter_back,
    remove_counter,
    remove_mark,
    edit_mark,
    replay_mark,
    remove_all_marks,
    swap_marks,
)
