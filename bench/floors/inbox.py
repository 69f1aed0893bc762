"""The floor of the inbox: a session user, one hand-written query, 25 rows in an inherited template.

``python -m bench.floors.inbox COUNT NETWORKS`` fills it and prints the cookie of its one user, who may
see the open cases of one office, and confidential ones only when they are assigned to him.
"""

import random
import sys
from collections.abc import Iterator

from bench.floors import bare

BASE = """<!doctype html><html lang=de><title>{% block title %}{% endblock %}</title><body>
<nav>{% if user.is_authenticated %}{{ user.username }}{% endif %}</nav>{% block main %}{% endblock %}"""
LIST = """{% extends "base.html" %}{% block title %}Eingang{% endblock %}{% block main %}<ul>
{% for o in rows %}<li><a href="/o/{{ o.id }}">{{ o.title }}</a> {{ o.office }}</li>{% endfor %}</ul>
{% endblock %}"""

TEMPLATES = ("django.template.loaders.locmem.Loader", {"base.html": BASE, "list.html": LIST})
bare.set_up(
    __name__,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.cached.Loader", [TEMPLATES])],
                "context_processors": ["django.contrib.auth.context_processors.auth"],
            },
        }
    ],
)

from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

OFFICE = 0
QUERY = """SELECT id, office, title, due FROM floor_case
  WHERE office = %s AND status < 2 AND (confidential = 0 OR assigned = %s) ORDER BY due, id LIMIT 25"""


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [OFFICE, request.user.pk])
        rows = [{"id": r[0], "office": r[1], "title": r[2]} for r in cursor.fetchall()]
    return render(request, "list.html", {"rows": rows})


urlpatterns = [path("inbox", inbox)]
application = get_wsgi_application()

TABLE = """CREATE TABLE floor_case (id integer PRIMARY KEY, office integer, title text, status integer,
  confidential integer, assigned integer, due integer)"""
COLUMNS = "id, office, title, status, confidential, assigned, due"


def _rows(count: int, networks: int) -> Iterator[tuple[int | str, ...]]:
    chance = random.Random(3)
    for n in range(count):
        state = (0, 1, 1, 2, 2, 2, 2, 2)[(n // networks) % 8]
        yield n, n % networks, f"Meldung {n}", state, int(chance.random() < 0.05), n % 9000, n % 5000


def fill(count: int, networks: int) -> str:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY floor_case ({COLUMNS}) FROM STDIN") as copy:
                for row in _rows(count, networks):
                    copy.write_row(row)
        else:
            insert = f"INSERT INTO floor_case ({COLUMNS}) VALUES ({', '.join(['?'] * 7)})"
            with transaction.atomic():
                cursor.connection.executemany(insert, _rows(count, networks))
        cursor.execute("CREATE INDEX floor_inbox ON floor_case (office, due, id) WHERE status < 2")
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(get_user_model().objects.create_user("tim"))
    return f"sessionid={client.cookies['sessionid'].value}"


if __name__ == "__main__":
    print(fill(int(sys.argv[1]), int(sys.argv[2])))
