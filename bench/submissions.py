"""What stands behind measured submissions: ``fill OFFICES`` makes offices, ``link`` chains, ``count`` proves.

``python -m bench.submissions link`` works as the product's own linker does, until it is ended; ``count``
links what is left and prints, as JSON, how many reports, acts and findings the first office has.
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()


from schutznetz.cases.models import Report
from schutznetz.kernel import chain, tenancy, verify
from schutznetz.kernel.models import AuditEvent
from schutznetz.kernel.worker import KEEP
from schutznetz.networks.models import Network
from tools import template


def fill(offices: int) -> None:
    template.provide()
    for number in range(offices):
        Network.objects.create(slug=f"netz-{number}", name=f"Netzwerk {number}", intake_number="0123 4560")


def link() -> None:
    """Chain what was recorded, every other second, as ``kernel.worker`` does."""
    office = Network.objects.get(slug="netz-0")
    chain.link(office.pk)
    print("ready", flush=True)
    while True:
        began = time.monotonic()
        chain.link(office.pk)
        time.sleep(max(0.0, KEEP - (time.monotonic() - began)))


def count() -> dict[str, int]:
    office = Network.objects.get(slug="netz-0")
    chain.link(office.pk)
    with tenancy.scope(office.pk):
        reports = Report.objects.count()
    acts = AuditEvent.objects.filter(network_id=office.pk)
    return {
        "reports": reports,
        "acts": acts.count(),
        "unlinked": acts.filter(number=None).count(),
        "findings": len(verify.verify(office.pk).findings),
    }


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    elif sys.argv[1] == "link":
        link()
    else:
        print(json.dumps(count()))
