"""The audit trail: whatever is done to it is found, and found where it was done."""

import os
import re
import shutil
from copy import copy
from dataclasses import replace
from errno import ENOSPC
from io import FileIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from prove import tampering
from schutznetz.kernel import audit, chain, checkpoints, tenancy, verify
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import AuditEvent
from schutznetz.kernel.verify import Fault
from schutznetz.networks.models import Network

# Of all manipulations: more than a hundred in all. What is drawn differs, not what is asked; so PostgreSQL
# sees each of them once.
ROUNDS = 4 if connection.vendor == "sqlite" else 1


@pytest.fixture(scope="module")
def built(lasting: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[tampering.World, Path]:
    """Two towns with a trail, and the folder of its marks; what a test does to them is undone."""
    folder = tmp_path_factory.mktemp("marks")
    home, other = (Network.objects.create(slug=slug, name=slug) for slug in ("waldau", "seedorf"))
    with override_settings(CHECKPOINTS=folder / "checkpoints", AUDIT_KEY_FILE=folder / "audit.key"):
        return tampering.build(home.pk, other.pk, Random(8)), folder  # noqa: S311 - repeatable


@pytest.fixture
def world(built: tuple[tampering.World, Path], db: None, tmp_path: Path) -> tampering.World:
    made, marks = built
    shutil.copytree(marks, tmp_path, dirs_exist_ok=True)
    return replace(made, rng=copy(made.rng))


def numbers(report: verify.Report) -> set[int]:
    """Return every number that a finding names, with ranges written out."""
    named: set[int] = set()
    for finding in report.findings:
        found = [int(number) for number in re.findall(r"Nr\. (\d+)", finding.where)]
        found += [int(number) for number in re.findall(r"bis (\d+)", finding.where)]
        named.update(range(min(found), max(found) + 1) if found else ())
    return named


def test_an_untouched_trail_is_faultless(world: tampering.World) -> None:
    for network_id in (world.network_id, world.other_id):
        report = verify.verify(network_id)
        assert report.findings == []
        assert (report.unlinked, report.checkpoints) == (5, 4)
        assert report.erased > 0


@pytest.mark.parametrize("manipulate", tampering.ALL, ids=lambda each: each.__name__)
def test_every_manipulation_is_found_where_it_was_done(
    world: tampering.World, manipulate: tampering.Manipulation
) -> None:
    for _ in range(ROUNDS):
        with tampering.undone(world):
            with tampering.unguarded():
                where = manipulate(world)
            report = verify.verify(world.network_id)
            assert report.findings, manipulate.__name__
            assert not where or where & numbers(report), [str(each) for each in report.findings]
    assert verify.verify(world.network_id).findings == []


@pytest.mark.parametrize(
    ("part", "blind_to"),
    [
        ("_marks", tampering.delete_and_rechain),
        ("_counters", tampering.delete_from_tail),
        ("_payload", tampering.edit_payload),
    ],
)
def test_a_verifier_that_leaves_out_a_part_is_blind(
    world: tampering.World,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    blind_to: tampering.Manipulation,
) -> None:
    """The negative control: no part of the proof is there for show."""
    monkeypatch.setattr(verify, part, lambda *args: {})
    if blind_to is tampering.delete_and_rechain:
        monkeypatch.setattr(verify, "_counters", lambda *args: None)
    with tampering.undone(world):
        with tampering.unguarded():
            blind_to(world)
        assert verify.verify(world.network_id).findings == []


@pytest.mark.parametrize(
    "change",
    [
        {"action": "probe.z"},
        {"payload": b"other"},
        {"number": 77},
        {"number": None, "chain": None},
        {"count": 99},
    ],
    ids=str,
)
def test_the_database_refuses_changes(world: tampering.World, change: dict[str, object]) -> None:
    event = world.some()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tampering.change(event, **change)


def test_the_database_refuses_removal(world: tampering.World) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        world.rows().delete()


def test_the_database_refuses_what_claims_to_be_linked_already(world: tampering.World) -> None:
    event = world.some()
    event.pk, event.count, event.number = None, 9999, 9999
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save(force_insert=True)


def test_erasing_leaves_a_chain_that_still_proves_itself(
    ctx: Context, tannfurt: Network, inside: None
) -> None:
    for _ in range(5):
        audit.record(ctx, "probe", tannfurt)
    chain.link(tannfurt.pk)
    with tenancy.scope(tannfurt.pk):
        late = ctx.now.replace(year=2030)
        assert audit.erase(ctx, tannfurt, before=late) == 5
        assert audit.erase(ctx, tannfurt, before=late) == 0
    chain.link(tannfurt.pk)
    report = verify.verify(tannfurt.pk)
    assert (report.erased, report.linked, report.findings) == (5, 6, [])
    assert [entry.actor_id for entry in audit.trail(tannfurt.pk)][:5] == [""] * 5


def test_after_a_restored_backup_the_loss_is_named_and_not_hidden(world: tampering.World) -> None:
    with tampering.undone(world):
        with tampering.unguarded():
            tampering.go_back(world, to=30)
        with pytest.raises(checkpoints.Broken):
            chain.seal(world.network_id)
        assert {finding.fault for finding in verify.verify(world.network_id).findings} == {Fault.TRUNCATED}
        number = chain.resume(world.network_id)
        report = verify.verify(world.network_id)
        assert report.findings == []
        assert f"ab Nr. {number} (erreicht war Nr. " in report.restored[0]


def test_a_flood_of_findings_is_cut_off(world: tampering.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST", 3)
    with tampering.undone(world):
        with tampering.unguarded():
            world.linked().update(action="probe.z")
        assert len(verify.verify(world.network_id).findings) == 3


def test_only_numbered_batches_are_linked_and_none_twice(world: tampering.World) -> None:
    assert chain.link(world.network_id) == 5
    assert chain.link(world.network_id) == 0
    found = AuditEvent.objects.filter(network_id=world.network_id).order_by("number")
    assert [event.number for event in found] == list(range(1, found.count() + 1))


def test_a_linker_that_died_before_its_mark_is_made_up_for(
    world: tampering.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(chain, "seal", lambda network_id: None)  # here the process ends
        chain.link(world.network_id)
    assert {finding.fault for finding in verify.verify(world.network_id).findings} == {Fault.CHECKPOINT}
    chain.link(world.network_id)  # not yet: looked at a moment ago
    monkeypatch.setattr(chain, "LOOK", 0.0)
    chain.link(world.network_id)
    assert verify.verify(world.network_id).findings == []


@pytest.mark.parametrize("room", [20, 10_000])
def test_a_full_disk_leaves_no_half_mark(
    world: tampering.World, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    left = [room]

    class Small(FileIO):
        def write(self, line: Any) -> int:
            if not left[0]:
                raise OSError(ENOSPC, "disk full")
            written = super().write(line[: left[0]])
            left[0] -= written
            return written

    def refuse(handle: int) -> None:
        raise OSError(ENOSPC, "disk full")

    before = checkpoints.path(world.network_id).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "FileIO", Small)
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="disk full"):
            chain.link(world.network_id)

    assert checkpoints.path(world.network_id).read_bytes() == before
    chain.seal(world.network_id)
    assert verify.verify(world.network_id).findings == []
