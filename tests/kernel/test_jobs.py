"""Work for later is asked for once, taken by one, tried again and never lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from schutznetz.kernel import clock, jobs, tenancy, worker
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.models import Job
from schutznetz.kernel.models.job import JobState
from schutznetz.networks.models import Network
from tests.conftest import NOON

seen: list[dict[str, Any]] = []


def note(ctx: Context, payload: dict[str, Any], progress: jobs.Progress) -> None:
    progress.say(1, 2, "halb")
    seen.append(payload)
    if payload.get("fail"):
        raise RuntimeError("Anna Beispiel, Lindenweg 3")


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "_kinds", {"probe": jobs.Kind(name="probe", work=note, attempts=3)})
    seen.clear()
    with clock.frozen(NOON):
        yield


def state(mine: Job) -> Job:
    mine.refresh_from_db()
    return mine


def test_what_is_asked_for_is_done_once(ctx: Context, inside: None) -> None:
    mine = jobs.enqueue(ctx, "probe", {"n": 1})
    assert worker.run_once() == 1
    assert worker.run_once() == 0
    assert seen == [{"n": 1}]
    assert (state(mine).state, mine.done, mine.total, mine.text) == (JobState.DONE, 1, 2, "halb")


def test_asking_twice_under_one_key_is_asking_once(ctx: Context, inside: None) -> None:
    first = jobs.enqueue(ctx, "probe", {"n": 1}, key="einmal")
    assert jobs.enqueue(ctx, "probe", {"n": 2}, key="einmal").pk == first.pk
    assert jobs.enqueue(ctx, "probe", {"n": 3}).pk != first.pk


def test_what_was_rolled_back_was_never_asked_for(ctx: Context, inside: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue(ctx, "probe", {"n": 1 // 0 if jobs.enqueue(ctx, "probe", {}) else 1})
    assert worker.run_once() == 0


def test_an_unknown_job_is_refused_when_asked_for(ctx: Context, inside: None) -> None:
    with pytest.raises(KeyError):
        jobs.enqueue(ctx, "unbekannt", {})


def test_later_means_later(ctx: Context, inside: None) -> None:
    jobs.enqueue(ctx, "probe", {}, at=NOON + timedelta(hours=1))
    assert worker.run_once() == 0
    with clock.frozen(NOON + timedelta(hours=1)):
        assert worker.run_once() == 1


def test_a_failure_is_tried_again_with_growing_pauses_and_then_stays_visible(
    ctx: Context, inside: None
) -> None:
    mine = jobs.enqueue(ctx, "probe", {"fail": True})
    pauses, now = [], NOON
    for _ in range(3):
        with clock.frozen(now):
            assert worker.run_once() == 1
        pauses.append(state(mine).due_at - now)
        now = mine.due_at
    assert pauses[:2] == [timedelta(seconds=30), timedelta(seconds=60)]
    assert (mine.state, mine.error) == (JobState.DEAD, "RuntimeError")
    assert [each.pk for each in jobs.dead()] == [mine.pk]


def test_an_error_text_never_reaches_database_or_log(
    ctx: Context, inside: None, caplog: pytest.LogCaptureFixture
) -> None:
    jobs.enqueue(ctx, "probe", {"fail": True})
    worker.run_once()
    assert "failed: RuntimeError" in caplog.text
    assert "Lindenweg" not in caplog.text + str(Job.objects.values())


def test_of_two_workers_one_gets_it(ctx: Context, inside: None) -> None:
    jobs.enqueue(ctx, "probe", {})
    assert jobs.claim() is not None
    assert jobs.claim() is None


def test_a_silent_workers_job_is_taken_over_and_its_late_result_ignored(ctx: Context, inside: None) -> None:
    jobs.enqueue(ctx, "probe", {})
    lost = jobs.claim()
    assert lost is not None
    with clock.frozen(NOON + jobs.LEASE * 2):
        mine = jobs.claim()
        assert mine is not None
        assert not jobs.beat(lost)
        jobs.finish(lost)
        assert state(mine).state == JobState.RUNNING
        jobs.finish(mine)
    assert state(mine).state == JobState.DONE


def test_a_heartbeat_keeps_the_job(ctx: Context, inside: None) -> None:
    jobs.enqueue(ctx, "probe", {})
    mine = jobs.claim()
    assert mine is not None
    with clock.frozen(NOON + jobs.LEASE / 2):
        assert jobs.beat(mine)
    with clock.frozen(NOON + jobs.LEASE * 1.2):
        assert jobs.claim() is None


def test_a_job_that_kills_its_worker_each_time_is_given_up(ctx: Context, inside: None) -> None:
    mine, now = jobs.enqueue(ctx, "probe", {}), NOON
    for _ in range(3):
        with clock.frozen(now):
            assert jobs.claim() is not None
        now += jobs.LEASE * 2
    with clock.frozen(now):
        worker.run_once()
    assert (state(mine).state, mine.error) == (JobState.DEAD, "Exhausted")
    assert seen == []


def test_a_regular_job_comes_back_on_its_beat_however_late_it_ran(
    inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Context] = []
    jobs.every(minutes=10, name="regular")(runs.append)
    assert worker.run_once() == 1
    with clock.frozen(NOON + timedelta(minutes=9)):
        assert worker.run_once() == 0
    with clock.frozen(NOON + timedelta(minutes=34)):
        assert worker.run_once() == 1  # once, not three times
    assert Job.objects.get(name="regular").due_at == NOON + timedelta(minutes=40)
    assert runs[0].role == "system"


def test_a_regular_job_survives_its_failures(inside: None) -> None:
    def fail(ctx: Context) -> None:
        raise RuntimeError

    jobs.every(minutes=10, name="regular")(fail)
    for round_ in range(8):
        with clock.frozen(NOON + timedelta(minutes=10 * round_)):
            assert worker.run_once() == 1
    assert Job.objects.get(name="regular").error == "RuntimeError"
    assert jobs.dead() == []


def test_a_new_interval_is_taken_over(inside: None) -> None:
    jobs.every(minutes=600, name="regular")(lambda ctx: None)
    worker.run_once()
    jobs._kinds["regular"] = jobs.Kind(name="regular", work=note, attempts=1, every=5)
    worker.run_once()
    assert Job.objects.get(name="regular").every == 5


def test_every_network_has_its_own_round(tannfurt: Network, erlenstedt: Network) -> None:
    met = []
    jobs.every(minutes=10, name="regular")(lambda ctx: met.append(ctx.network_id))
    worker.run_once()
    assert sorted(met) == sorted([tannfurt.pk, erlenstedt.pk])


def test_other_networks_jobs_stay_out_of_reach(ctx: Context, inside: None, erlenstedt: Network) -> None:
    jobs.enqueue(ctx, "probe", {})
    with tenancy.scope(erlenstedt.pk):
        assert jobs.claim() is None


def test_two_jobs_of_one_name_are_refused() -> None:
    other: Callable[..., None] = lambda ctx, payload, progress: None  # noqa: E731 - a second module's job
    other.__module__ = "somewhere.else"
    with pytest.raises(ValueError, match="Two jobs"):
        jobs.job("probe")(other)


def test_finished_work_is_forgotten_and_failed_work_is_not(ctx: Context, inside: None) -> None:
    jobs.enqueue(ctx, "probe", {})
    broken = jobs.enqueue(system(ctx.network_id), "probe", {})
    Job.objects.filter(pk=broken.pk).update(state=JobState.DEAD, finished_at=NOON)
    worker.run_once()
    with clock.frozen(NOON + jobs.KEPT * 2):
        assert jobs.expire() == 1
    assert [each.pk for each in jobs.dead()] == [broken.pk]


def test_payloads_are_sealed(ctx: Context, inside: None) -> None:
    mine = jobs.enqueue(ctx, "probe", {"note": "Lindenweg"})
    assert "Lindenweg" not in repr(Job.objects.filter(pk=mine.pk).values())
