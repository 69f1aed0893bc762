"""``python -m bench.commits CLIENTS SECONDS KIND…``: what so many processes commit of each, as JSON.

Each commit is one act as the product does it: a row of 1.5 kB and its entry in the audit trail, durable
before the next begins. ``chained``: the product's linker works beside them, and the time until the last
entry hangs in the chain counts; ``plain``: nobody links.
"""

import json
import os
import sys
import time
from functools import partial
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection

from prove.ground import drain, fork
from schutznetz.kernel import audit, chain, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.models import AuditEvent, Submission
from schutznetz.kernel.submissions import new_key
from schutznetz.kernel.worker import KEEP
from schutznetz.networks.models import Network

BODY = os.urandom(1500)


def commit(office: Network) -> None:
    ctx = system(office.pk)
    with audit.unit():
        row = Submission(key=new_key(), kind="bench", body=BODY, received_at=ctx.now)
        row.save(force_insert=True)
        audit.record(ctx, "bench", office)


def client(office: Network, start: float, seconds: float, pipe: int) -> None:
    with tenancy.scope(office.pk):
        connection.ensure_connection()
        commit(office)
        time.sleep(max(0.0, start - time.monotonic()))
        done = 0
        while time.monotonic() < start + seconds:
            commit(office)
            done += 1
    os.write(pipe, f"{done}\n".encode())


def linker(office: Network, start: float, seconds: float) -> None:
    """Link as the worker does until the writers stop."""
    while time.monotonic() < start + seconds:
        began = time.monotonic()
        chain.link(office.pk)
        time.sleep(max(0.0, min(began + KEEP, start + seconds) - time.monotonic()))


def main(clients: int, seconds: float, chained: bool) -> dict[str, float]:
    office = Network.objects.get(slug="netz-0")
    chain.link(office.pk)
    reader, pipe = os.pipe()
    start = time.monotonic() + 1.5
    children = [fork(partial(client, office, start, seconds, pipe)) for _ in range(clients)]
    if chained:
        children.append(fork(partial(linker, office, start, seconds)))
    os.close(pipe)
    done = sum(int(line) for line in drain(reader).split())
    if any(os.waitpid(pid, 0)[1] for pid in children):
        raise RuntimeError("A client failed.")
    if chained:
        chain.link(office.pk)
    took = time.monotonic() - start
    return {"commits": done, "seconds": took, "unlinked": _unlinked(office.pk)}


def _unlinked(office: UUID) -> int:
    return AuditEvent.objects.filter(network_id=office, number=None).count()


if __name__ == "__main__":
    clients, seconds = int(sys.argv[1]), float(sys.argv[2])
    print(json.dumps([main(clients, seconds, kind == "chained") for kind in sys.argv[3:]]))
