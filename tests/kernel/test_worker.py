"""The worker as a process: it may be killed at any moment, and ends in order when asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from schutznetz.kernel import audit, chain, checkpoints, clock, jobs, tenancy, verify, worker
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.models import Job
from schutznetz.kernel.models.job import JobState
from schutznetz.networks.models import Network

PATIENCE = 60  # seconds; only a hanging process needs them

PROGRAM = """
import sys, time
import django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
settings.ROOT_KEY_FILE, settings.CHECKPOINTS, settings.AUDIT_KEY_FILE = sys.argv[2:5]
from schutznetz.kernel import jobs

@jobs.job("probe")
def probe(ctx, payload, progress):
    progress.say(1, 2, "begonnen")
    if payload["hang"]:
        time.sleep(600)

from django.core.management import call_command
call_command("worker", threads=1)
"""


@pytest.fixture
def town(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    network = Network.objects.create(slug="tannfurt", name="Netzwerk Tannfurt")
    done = jobs.Kind(name="probe", work=lambda ctx, payload, progress: progress.say(2, 2), attempts=5)
    monkeypatch.setitem(jobs._kinds, "probe", done)
    with tenancy.scope(network.pk):
        yield network


@pytest.fixture
def start(town: Network) -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def begin(started: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    places = [settings.ROOT_KEY_FILE, settings.CHECKPOINTS, settings.AUDIT_KEY_FILE]
    command = [sys.executable, "-c", PROGRAM, str(connection.settings_dict["NAME"]), *map(str, places)]
    process = subprocess.Popen(command, env=os.environ, cwd=Path(__file__).parents[2])
    started.append(process)
    return process


def wait_for(state: JobState, text: str = "") -> Job:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = Job.objects.filter(name="probe", state=state)
        if (job := found.first()) and (not text or job.text == text):
            return job
        time.sleep(0.05)
    raise AssertionError(f"never {state}: {list(Job.objects.values('name', 'state', 'error', 'text'))}")


def test_a_worker_killed_in_the_middle_loses_nothing(
    town: Network, start: list[subprocess.Popen[bytes]]
) -> None:
    jobs.enqueue(system(town.pk), "probe", {"hang": True})
    process = begin(start)
    wait_for(JobState.RUNNING, "begonnen")

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert Job.objects.get(name="probe").state == JobState.RUNNING
    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        worker.run_once()
    job = Job.objects.get(name="probe")
    assert (job.state, job.attempts, job.done) == (JobState.DONE, 2, 2)


def test_asked_to_end_it_ends_in_order(town: Network, start: list[subprocess.Popen[bytes]]) -> None:
    process = begin(start)
    jobs.enqueue(system(town.pk), "probe", {"hang": False})
    wait_for(JobState.DONE)

    process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE) == 0


def test_it_links_what_is_recorded_while_it_runs(town: Network) -> None:
    audit.record(system(town.pk), "probe", town)
    worker.keep_once()
    report = verify.verify(town.pk)
    assert (report.linked, report.unlinked, report.findings) == (1, 0, [])


def test_a_broken_trail_does_not_stop_the_other_networks(
    town: Network, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = Network.objects.create(slug="erlenstedt", name="Netzwerk Erlenstedt")
    link = chain.link

    def broken(network_id: object) -> int:
        if network_id == min(town.pk, other.pk):
            raise checkpoints.Broken("rows are missing")
        return link(max(town.pk, other.pk))

    audit.record(system(max(town.pk, other.pk)), "probe", town)
    monkeypatch.setattr(chain, "link", broken)
    worker.keep_once()
    assert verify.verify(max(town.pk, other.pk)).linked == 1
    assert "trail" in caplog.text


@pytest.mark.parametrize("error", [DatabaseError("postgresql://geheim"), OSError(ENOSPC, "geheim")])
def test_a_database_that_goes_away_or_a_full_disk_does_not_end_it(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # what the test before left open
    mine, rounds = worker.Worker(threads=0), []

    def round_() -> None:
        rounds.append(1)
        if len(rounds) == 1:
            raise error
        mine.stop()

    mine._loop(round_, 0.0)
    assert len(rounds) == 2
    assert "not usable" in caplog.text
    assert "geheim" not in caplog.text


def test_a_hint_shortens_the_wait_and_is_used_up() -> None:
    mine = worker.Worker(threads=0)
    mine._work.set()
    mine._wait(PATIENCE)
    assert not mine._work.is_set()


def test_a_long_job_keeps_its_lease(ctx: Context, inside: None, monkeypatch: pytest.MonkeyPatch) -> None:
    beats = []
    monkeypatch.setattr(worker, "BEAT", 0.001)
    monkeypatch.setattr(jobs, "beat", lambda mine: beats.append(mine.pk))
    with worker._heartbeat(Job(pk=ctx.network_id, network_id=ctx.network_id)):
        until = time.monotonic() + PATIENCE
        while len(beats) < 2 and time.monotonic() < until:
            time.sleep(0.001)
    assert len(beats) >= 2
