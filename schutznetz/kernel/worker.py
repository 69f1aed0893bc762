"""The one process beside the web: runs due jobs of every network, one after the other."""

import logging
from collections.abc import Iterator
from uuid import UUID

from django.apps import apps

from schutznetz.kernel import jobs, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.models import Job

log = logging.getLogger(__name__)


def networks() -> list[UUID]:
    """Return every network's id: the worker opens one scope after the other, never all at once."""
    return list(
        apps.get_model("networks", "Network")._default_manager.order_by("pk").values_list("pk", flat=True)
    )


def run_once() -> int:
    """Do everything that is due now, in every network; returns how many jobs ran."""
    return sum(1 for _ in _due())


def _due() -> Iterator[Job]:
    for network_id in networks():
        with tenancy.scope(network_id):
            jobs.schedule()
            while mine := jobs.claim():
                run(mine)
                yield mine


def run(mine: Job) -> None:
    """Run one claimed job and settle it; its failure is the job's, never the worker's."""
    kind = jobs.kind(mine.name)
    try:
        kind.work(system(mine.network_id), dict(mine.payload), jobs.Progress(mine.pk))
    except Exception as error:  # noqa: BLE001 - the door of all jobs: whatever happens is settled here
        log.warning("job %s failed: %s", mine.pk, type(error).__name__)
        jobs.fail(mine, error)
    else:
        jobs.finish(mine)
