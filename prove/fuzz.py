"""Every public form is fed with what no browser would send; the urgent one must take it all the same."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import get_resolver

from prove import ground
from prove.result import Result
from schutznetz.cases import receipts
from schutznetz.kernel import policy, submissions, tenancy
from schutznetz.kernel.checks import _patterns
from schutznetz.law import receipt
from schutznetz.law.report_fields import FIELDS
from schutznetz.law.reporters import Reporter
from schutznetz.web.cases.reporting.questions import Said

SIZES = {"smoke": 80, "tenth": 2_000, "full": 20_000}
CONTROL = 60
CANARY = "<kanarie onload=x>"
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
MARK = "</p><!--"
NASTY = (
    CANARY,
    "{{ settings.SECRET_KEY }}{% debug %}",
    "'; DROP TABLE cases_report; --",
    "\0\x01\x1f",
    "\u202eabc\u2066",
    "=cmd|' /C calc'!A0",
    "Subject: x\r\nBcc: y@example.org",
    "../../../etc/passwd",
    "A" * 60_000,
    "é" * 400,
    "𝕬🦊" * 50,
    "-1",
    "9" * 400,
    "NaN",
    "1e309",
    "٣٤٥",
    "[]",
    '{"a": {"b": [1, 2',
    "%00%0d%0a",
    " " * 500,
    MARK,
)
BODIES = (b"", b"\xff\xd8\xff" + b"\0" * 50, b"%PDF-1.7\nx", b"\x89PNG\r\n\x1a\nxx", b"GIF89a", b"PK\3\4")
CONTROLS = ("at", "go", "children", "submission_key", "code", "text", "q", "danger_now", "reporter_kind")
NAMES = (
    *CONTROLS,
    *(field.name for field in FIELDS),
    "child0-child_name",
    "child11-child_age",
    "attachments",
)
STEPS = ("start", "facts", "children", "steps", "you", "check", "urgent", "nowhere")
VERBS = ("next", "back", "send", "stay", "more", "fewer", "edit:facts", "edit:nowhere", "add", "")
URGENT_NAMES = tuple(field.name for field in FIELDS if field.urgent and not field.name.startswith("child_"))


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    setup_test_environment()
    faults = _campaign(ground.prepare(), SIZES[size], seed)
    with spoilt():
        control = _campaign(ground.prepare(), CONTROL, seed)
    return Result(
        campaign="Öffentliche Formulare",
        engine=engine,
        tried=SIZES[size],
        unit="Eingaben",
        faults=faults,
        control=sum(control.values()),
        seconds=time.monotonic() - began,
    )


@contextmanager
def spoilt() -> Iterator[None]:
    """The negative control: a field that stumbles over signs it does not know."""

    def plain(self: Said, value: Any) -> str:
        return str(value or "").encode("latin-1").decode("ascii")

    with mock.patch.object(Said, "to_python", plain):
        yield


def _campaign(network_id: UUID, tried: int, seed: int) -> dict[str, int]:
    rng, client = ground.dice(seed, 0), Client(raise_request_exception=False)
    slug = apps.get_model("networks", "Network")._default_manager.get(pk=network_id).slug
    pages, wrong = _public_pages(slug), Counter[str]()
    for _each in range(tried):
        way = rng.choice((_anything, _anything, _hurry))
        with tenancy.scope(network_id):
            wrong.update(way(client, rng, pages, slug))
    names = ("Serverfehler", "ungeschützt ausgegeben", "Quittung ohne Meldung", "Eilmeldung abgewiesen")
    return {name: wrong[name] for name in names}


def _public_pages(slug: str) -> list[str]:
    """Return every address that a visitor may open and that needs no record."""
    return sorted(
        "/" + route.replace("<slug:network>", slug)
        for route, pattern in _patterns(get_resolver())
        if policy.is_public(getattr(pattern.callback, "action", None))  # type: ignore[arg-type]  # None is not
        and "<" not in route.replace("<slug:network>", "")
    )


def _anything(client: Client, rng: Random, pages: list[str], slug: str) -> list[str]:
    """Send any names with any values to any public page."""
    typed: dict[str, Any] = {rng.choice(NAMES): rng.choice(NASTY) for _each in range(rng.randrange(12))}
    typed |= {"at": rng.choice(STEPS), "go": rng.choice(VERBS), "danger_now": rng.choice(("yes", "no", "x"))}
    typed["reporter_kind"] = rng.choice([*Reporter, "x"])
    if rng.random() < 0.1:
        typed["attachments"] = SimpleUploadedFile(rng.choice(NASTY)[:99] or "x", rng.choice(BODIES))
    send: Callable[..., Any] = client.get if rng.random() < 0.3 else client.post
    return _judge(send(rng.choice(pages), typed))


def _hurry(client: Client, rng: Random, pages: list[str], slug: str) -> list[str]:
    """Report in a hurry with one readable sentence among anything else: it must be taken."""
    typed = {name: rng.choice(NASTY)[:400] for name in rng.sample(URGENT_NAMES, 3)}
    typed |= {rng.choice(("observed", "hearsay")): "Das Kind schreit", "danger_now": "yes"}
    typed |= {"reporter_kind": rng.choice([*Reporter]), "at": "urgent", "go": "send"}
    answer = client.post(f"/{slug}/melden/", {**typed, "submission_key": submissions.new_key()})
    taken = [] if CODE.search(answer.content.decode()) else ["Eilmeldung abgewiesen"]
    return [*_judge(answer), *taken]


def _judge(answer: Any) -> list[str]:
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    wrong = ["Serverfehler"] if answer.status_code >= 500 else []
    if CANARY in text or MARK in text:
        wrong.append("ungeschützt ausgegeben")
    if "sn-code" in text and not _is_stored(text):
        wrong.append("Quittung ohne Meldung")
    return wrong


def _is_stored(text: str) -> bool:
    shown = CODE.search(text)
    reports = apps.get_model("cases", "Report")._default_manager
    code = receipt.read(shown[0]) if shown else None
    return bool(code and reports.filter(receipt_tag=receipts.tag(code)).exists())
