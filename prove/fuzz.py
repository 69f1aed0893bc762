"""Every public form is fed with what no browser would send; the urgent one must take it all the same."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import setup_test_environment

from prove import ground, public
from prove.public import Door
from prove.result import Result
from schutznetz import receipts
from schutznetz.kernel import submissions, tenancy
from schutznetz.law import receipt
from schutznetz.law.report_fields import FIELDS
from schutznetz.law.reporters import Reporter
from schutznetz.web.cases.reporting.questions import Said

SIZES = {"smoke": 40, "tenth": 2_000, "full": 20_000}
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
URGENT_NAMES = tuple(field.name for field in FIELDS if field.urgent and not field.name.startswith("child_"))


@dataclass(frozen=True, slots=True)
class Explored:
    faults: dict[str, int]
    notes: str


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    setup_test_environment()
    explored = _campaign(ground.prepare(), SIZES[size], seed)
    with spoilt():
        control = _campaign(ground.prepare(), CONTROL, seed).faults
    return Result(
        campaign="Öffentliche Formulare",
        engine=engine,
        tried=SIZES[size],
        unit="Eingaben",
        faults=explored.faults,
        control=control["Serverfehler"],
        seconds=time.monotonic() - began,
        notes=explored.notes,
    )


@contextmanager
def spoilt() -> Iterator[None]:
    """The negative control: a field that stumbles over signs it does not know."""

    def plain(self: Said, value: Any) -> str:
        return str(value or "").encode("latin-1").decode("ascii")

    with mock.patch.object(Said, "to_python", plain):
        yield


def _campaign(network_id: UUID, tried: int, seed: int) -> Explored:
    rng, client = ground.dice(seed, 0), Client(raise_request_exception=False)
    found, wrong = public.doors(network_id), Counter[str]()
    slug = apps.get_model("networks", "Network")._default_manager.get(pk=network_id).slug
    for door in found:
        wrong.update(_ask(client, network_id, found, door, door.address, {}))
    for _each in range(tried):
        if rng.random() < 0.3:
            wrong.update(_hurry(client, network_id, rng, slug))
        else:
            wrong.update(_anything(client, network_id, rng, found))
    missed = sum(door.ours and not door.reached for door in found)
    names = ("Serverfehler", "ungeschützt ausgegeben", "Quittung ohne Meldung", "Eilmeldung abgewiesen")
    faults = {**{name: wrong[name] for name in names}, "nie erreicht": missed}
    asked = [door.asks for door in found if door.asks]
    return Explored(
        faults, f"{len(found)} Adressen, {len(asked)} mit Formular, {sum(map(len, asked))} Felder"
    )


def _anything(client: Client, network_id: UUID, rng: Random, found: list[Door]) -> list[str]:
    """Send any values, or those that the page itself offers, to any public page."""
    asking = [door for door in found if door.asks]
    door = rng.choice(asking if rng.random() < 0.8 else found)
    names = [*door.asks, rng.choice(NASTY)[:60]]
    typed: dict[str, Any] = {}
    for name in rng.sample(names, rng.randrange(len(names) + 1)):
        offered = sorted(door.asks.get(name, ()))
        typed[name] = rng.choice(offered if offered and rng.random() < 0.6 else NASTY)
    if rng.random() < 0.1:
        typed["attachments"] = SimpleUploadedFile(rng.choice(NASTY)[:99] or "x", rng.choice(BODIES))
    posts = rng.random() < 0.8
    return _ask(client, network_id, found, door, door.somewhere(rng, NASTY), typed, posts=posts)


def _ask(
    client: Client,
    network_id: UUID,
    found: list[Door],
    door: Door,
    address: str,
    typed: dict[str, Any],
    *,
    posts: bool = False,
) -> list[str]:
    """Send it, judge the answer, and learn from its forms."""
    answer = client.post(address, typed) if posts else client.get(address, typed)
    door.reached |= answer.status_code < 400
    text = _text(answer)
    public.learn(found, door, text)
    return _judge(network_id, answer.status_code, text)


def _hurry(client: Client, network_id: UUID, rng: Random, slug: str) -> list[str]:
    """Report in a hurry with one readable sentence among anything else: it must be taken."""
    typed = {name: rng.choice(NASTY)[:400] for name in rng.sample(URGENT_NAMES, 3)}
    typed |= {rng.choice(("observed", "hearsay")): "Das Kind schreit", "danger_now": "yes"}
    typed |= {"reporter_kind": rng.choice([*Reporter]), "at": "urgent", "go": "send"}
    answer = client.post(f"/{slug}/melden/", {**typed, "submission_key": submissions.new_key()})
    text = _text(answer)
    taken = [] if CODE.search(text) else ["Eilmeldung abgewiesen"]
    return [*_judge(network_id, answer.status_code, text), *taken]


def _text(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(whole).decode(errors="replace")


def _judge(network_id: UUID, status: int, text: str) -> list[str]:
    wrong = ["Serverfehler"] if status >= 500 else []
    if CANARY in text or MARK in text:
        wrong.append("ungeschützt ausgegeben")
    with tenancy.scope(network_id):
        if "sn-code" in text and not _is_stored(text):
            wrong.append("Quittung ohne Meldung")
    return wrong


def _is_stored(text: str) -> bool:
    shown = CODE.search(text)
    reports = apps.get_model("cases", "Report")._default_manager
    code = receipt.read(shown[0]) if shown else None
    return bool(code and reports.filter(receipt_tag=receipts.tag(code)).exists())
