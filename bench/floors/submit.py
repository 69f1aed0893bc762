"""The floor of a submission: 2 kB in one hybrid envelope, one row, one chained entry, one durable commit.

It takes JSON and answers with the number of a receipt. The chain hangs
on one locked head, as simple as it can be. ``python -m bench.floors.submit`` makes the tables.
"""

import hashlib
import json
import secrets

from bench.floors import bare

bare.set_up(__name__)

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from schutznetz.kernel import vault

_, PUBLIC = vault.new_pair()
HEAD = {
    "sqlite": "SELECT hash FROM floor_head WHERE id = 1",
    "postgresql": "SELECT hash FROM floor_head WHERE id = 1 FOR UPDATE",
}


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


@csrf_exempt
def submit(request: HttpRequest) -> HttpResponse:
    told = json.loads(request.body)
    office, text = int(told["office"]), str(told["text"])[:20_000]
    sealed, receipt = vault.enclose(PUBLIC, text.encode(), "floor"), secrets.token_hex(8)
    facts = {
        "act": "report",
        "office": office,
        "receipt": receipt,
        "body": hashlib.sha256(sealed).hexdigest(),
    }
    entry = json.dumps(facts, sort_keys=True).encode()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HEAD[connection.vendor])
        link = _hash(bytes(cursor.fetchone()[0]) + entry)
        cursor.execute(
            "INSERT INTO floor_report (office, receipt, body) VALUES (%s, %s, %s)", [office, receipt, sealed]
        )
        cursor.execute("INSERT INTO floor_audit (entry, hash) VALUES (%s, %s)", [entry, link])
        cursor.execute("UPDATE floor_head SET hash = %s WHERE id = 1", [link])
    return JsonResponse({"receipt": receipt}, status=201)


urlpatterns = [path("submit", submit)]
application = get_wsgi_application()

KINDS = {
    "sqlite": ("integer PRIMARY KEY", "blob"),
    "postgresql": ("bigserial PRIMARY KEY", "bytea"),
}


def fill() -> None:
    number, binary = KINDS[connection.vendor]
    with connection.cursor() as cursor:
        for statement in (
            f"CREATE TABLE floor_report (id {number}, office integer, receipt text, body {binary})",
            f"CREATE TABLE floor_audit (id {number}, entry {binary}, hash {binary})",
            f"CREATE TABLE floor_head (id integer PRIMARY KEY, hash {binary})",
        ):
            cursor.execute(statement)
        cursor.execute("INSERT INTO floor_head VALUES (1, %s)", [bytes(32)])


if __name__ == "__main__":
    fill()
