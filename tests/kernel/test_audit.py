"""What is recorded, when it is durable, and who waits for whom."""

import fcntl
import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction

from schutznetz.kernel import audit, chain, checkpoints, clock, counters, keys, tenancy, verify
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.models import AuditEvent
from schutznetz.networks.models import Network
from tests.conftest import NOON


def test_an_entry_tells_who_did_what_to_what(ctx: Context, tannfurt: Network) -> None:
    audit.record(ctx, "probe", tannfurt, count=3)
    [entry] = audit.trail(tannfurt.pk)
    assert (entry.action, entry.at, entry.actor_id, entry.role) == (
        "probe",
        NOON,
        str(ctx.actor_id),
        "case_worker",
    )
    assert (entry.target, entry.facts, entry.number) == (
        f"networks.Network:{tannfurt.pk}",
        {"count": 3},
        None,
    )


def test_the_database_alone_does_not_tell_who_it_was(ctx: Context, tannfurt: Network) -> None:
    audit.record(ctx, "probe", tannfurt)
    row = repr(AuditEvent.objects.values())
    assert str(ctx.actor_id) not in row
    assert ctx.actor_id is not None
    assert ctx.actor_id.hex not in row


def test_the_session_itself_is_not_stored(tannfurt: Network) -> None:
    audit.record(_in_session(tannfurt, "mark-of-a-session"), "probe", tannfurt)
    assert "mark-of-a-session" not in repr(AuditEvent.objects.values())


def _in_session(network: Network, session: str) -> Context:
    base = system(network.pk)
    return Context(
        actor_id=None,
        network_id=network.pk,
        role=base.role,
        now=NOON,
        channel=base.channel,
        session=session,
    )


def test_each_session_is_counted_by_itself_without_gaps(tannfurt: Network) -> None:
    for session in "ababb":
        audit.record(_in_session(tannfurt, session), "probe", tannfurt)
    counted = list(AuditEvent.objects.order_by("id").values_list("stream", "count"))
    assert [count for _, count in counted] == [1, 1, 2, 2, 3]
    assert len({stream for stream, _ in counted}) == 2


def test_an_undone_act_leaves_no_gap_in_the_counter(tannfurt: Network) -> None:
    ctx = _in_session(tannfurt, "a")
    audit.record(ctx, "probe", tannfurt)

    def undone() -> None:
        with audit.unit():
            audit.record(ctx, "probe", tannfurt)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    audit.record(ctx, "probe", tannfurt)
    chain.link(tannfurt.pk)
    report = verify.verify(tannfurt.pk)
    assert (report.linked, report.findings) == (2, [])


def test_a_trace_inside_somebody_elses_transaction_is_refused(ctx: Context, tannfurt: Network) -> None:
    """It would look durable and could still be rolled back after the page was shown."""
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        audit.record(ctx, "probe", tannfurt)


def test_networks_keep_separate_trails(ctx: Context, tannfurt: Network, erlenstedt: Network) -> None:
    audit.record(ctx, "probe", tannfurt)
    audit.record(system(erlenstedt.pk), "other", erlenstedt)
    assert [entry.action for entry in audit.trail(tannfurt.pk)] == ["probe"]
    assert [entry.action for entry in audit.trail(erlenstedt.pk)] == ["other"]


def test_destroying_a_months_key_erases_who_it_was_and_nothing_else(
    ctx: Context, tannfurt: Network, inside: None
) -> None:
    audit.record(ctx, "probe", tannfurt)
    keys.destroy_named("audit/2026-11")
    [entry] = audit.trail(tannfurt.pk)
    assert (entry.action, entry.actor_id) == ("probe", "")


def test_running_numbers_have_no_gaps_and_one_row(tannfurt: Network, inside: None) -> None:
    assert [counters.raise_by(tannfurt.pk, "case") for _ in range(3)] == [1, 2, 3]
    assert counters.raise_by(tannfurt.pk, "case", 5) == 8
    assert counters.values(tannfurt.pk, "ca") == {"se": 8}


@pytest.mark.django_db(transaction=True)
def test_two_linkers_at_once_make_one_chain(transactional_db: None) -> None:
    network = Network.objects.create(slug="tannfurt", name="Netzwerk Tannfurt")
    over = threading.Event()

    def repeat(act: Callable[[], object]) -> threading.Thread:
        def loop() -> None:
            with tenancy.scope(network.pk):
                while not over.is_set():
                    act()
            connections.close_all()

        thread = threading.Thread(target=loop)
        thread.start()
        return thread

    linkers = [repeat(lambda: chain.link(network.pk)) for _ in range(2)]
    with clock.frozen(NOON):
        for _ in range(60):
            audit.record(system(network.pk), "probe", network)
    over.set()
    for linker in linkers:
        linker.join()
    chain.link(network.pk)

    report = verify.verify(network.pk)
    assert (report.linked, report.unlinked, report.findings) == (60, 0, [])


def test_how_far_the_chain_came_is_asked_while_nobody_else_marks_it(tannfurt: Network) -> None:
    """A linker that was overtaken between asking and marking would take the chain for shortened."""

    def reach() -> tuple[int, bytes]:
        with checkpoints.path(tannfurt.pk).open("rb") as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return 1, bytes(32)

    checkpoints.seal(tannfurt.pk, reach)

    assert [mark.number for mark in checkpoints.read(tannfurt.pk)] == [1]
