"""``python -m bench.fill_inbox COUNT NETWORKS [clear]``: reports of so many offices, and how to read one's.

The measured office gets its reports and children sealed by the product. The others get the rows of its
reports again under their own network, copied by the database with their ciphertexts: the same table and
indexes, opened by nobody; their children and keys are left out. ``clear`` fills for ``bench.clear``.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases.models import Report, ReportChild
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.counters import stored
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tools import template

STATES = ("received", "triage", "triage", "accepted", "accepted", "accepted", "accepted", "accepted")
STATEMENT = {
    "observed": "Das Kind kam am Montag mit blauen Flecken am Oberarm und wollte nicht nach Hause. " * 4,
    "hearsay": "Eine Nachbarin sagt, dass abends oft geschrien wird.",
    "verbatim": "„Ich sage nichts, sonst wird es schlimmer.“",
}
TOGETHER = 100  # offices copied in one transaction
NEW_ID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def main(count: int, networks: int) -> None:
    template.provide()
    offices = [Network(slug=f"netz-{n}", name=f"Netzwerk {n}") for n in range(networks)]
    for office in offices:
        office.save()
    people = [User.objects.create_user(name) for name in ("vera", "tim")]
    with tenancy.scope(offices[0].pk), transaction.atomic():
        for person in people:
            Assignment.objects.create(user=person, role=Role.INTAKE)
        _own(count // networks, people)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -1000000")  # random keys: the index pages stay in memory
            cursor.execute("PRAGMA synchronous = OFF")
        else:
            cursor.execute("SET synchronous_commit = off")
    for group in batched(offices[1:], TOGETHER):
        with transaction.atomic():
            for office in group:
                _copy(Report, offices[0], office)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with tenancy.scope(offices[0].pk):
        report = Report.objects.filter(state="triage").order_by("due_at", "id")[0]
    print(json.dumps({"cookie": _cookie(people[0]), "report": str(report.pk)}))


def batched(offices: list[Network], size: int) -> Iterator[list[Network]]:
    for start in range(0, len(offices), size):
        yield offices[start : start + size]


def _own(count: int, people: list[User]) -> None:
    now, reports = clock.now(), []
    for number in range(count):
        state = STATES[number % len(STATES)]
        taken = state != "received"
        reports.append(
            Report(
                reference=f"B{number:08d}"[:9],
                state=state,
                channel="telephone",
                reporter_kind="private",
                statement=STATEMENT,
                received_at=now - timedelta(hours=number % 90),
                entered_at=now,
                receipt_tag=f"{number:064d}",
                urgency="u2" if taken else "",
                responsible=people[0] if taken else None,
                second=people[1] if taken else None,
                taken_at=now if taken else None,
                decided_at=now if state == "accepted" else None,
                due_at=now + timedelta(minutes=number % 5000),
            )
        )
    Report.objects.bulk_create(reports, batch_size=500)
    children = [
        ReportChild(report=report, position=1, description={"child_name": f"Kind {n}"})
        for n, report in enumerate(reports)
    ]
    ReportChild.objects.bulk_create(children, batch_size=500)


def _copy(model: type[models.Model], source: Network, target: Network) -> None:
    columns = {str(field.column) for field in model._meta.concrete_fields}
    names, table = ", ".join(sorted(columns - {"id", "network_id"})), model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, network_id, {names})"
            f" SELECT {NEW_ID[connection.vendor]}, %s, {names} FROM {table} WHERE network_id = %s",
            [stored(target.pk), stored(source.pk)],
        )


def _cookie(user: User) -> str:
    client = Client()
    client.force_login(user)
    session = client.session
    methods = [{"method": "mfa", "type": "totp", "at": clock.now().timestamp()}]
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    if sys.argv[3:] == ["clear"]:
        import bench.clear  # noqa: F401 - takes protection away in this process
    main(int(sys.argv[1]), int(sys.argv[2]))
