"""Everything that anybody can get out of the town, and which tokens were seen where."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pypdfium2
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pyzipper import AESZipFile

from schutznetz.kernel import clock, policy
from schutznetz.networks.choices import Role
from tests import make
from tests.canaries.tokens import Field, tokens_in
from tests.canaries.world import World
from tests.conftest import NOON

VISITOR = "visitor"
PASSPHRASE = Field("cases.AccessPackage", "passphrase").token.encode()
TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
ADDRESS = re.compile(rb"""(?:href|src|action)=["'][^"']*["']""")


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A token somebody saw somewhere: ``channel`` is a page by its name, or another way out."""

    token: str
    channel: str
    role: str


@dataclass(slots=True)
class Seen:
    """What came out, and what was looked at: a channel in which nothing was seen was looked at too."""

    sightings: set[Sighting] = field(default_factory=set)
    opened: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    papers: set[str] = field(default_factory=set)  # of one record the same for everybody, so made once

    def look(self, raw: bytes, channel: str, role: str) -> None:
        self.opened[channel].add(role)
        self.sightings |= {Sighting(token, channel, role) for token in tokens_in(raw)}


Screen: TypeAlias = tuple[str, str, URLPattern]


def screens(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[Screen]:
    """Yield route, name and pattern of every page."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from screens(entry, route, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield route, f"{space}{entry.name}", entry


SCREENS = [each for each in screens(get_resolver()) if "<slug:network>" in each[0]]


def addresses(world: World, pattern: URLPattern, route: str) -> Iterator[str]:
    """Yield where a page is found: with the row of its model, or without any."""
    address = "/" + route.replace("<slug:network>", world.network.slug)
    model = getattr(pattern.callback, "model", None)
    if "<uuid:pk>" not in route:
        yield re.sub(r"<\w+:\w+>", "unbekannt", address)
    elif model in world.rows:
        yield re.sub(r"<\w+:\w+>", "unbekannt", address.replace("<uuid:pk>", str(world.rows[model].pk)))


def browse(world: World, seen: Seen, role: Role | None, only: str = "") -> None:
    """Open every page that the role may open at all, and look at what comes back.

    That the others answer "not found", whatever exists, is asked page by page in ``test_isolation``.
    """
    client = Client()
    if role is not None:
        make.sign_in(client, world.people[role], at=NOON.timestamp())
    for route, name, pattern in SCREENS:
        if only not in {"", name} or name in seen.papers or not way_in(pattern, role):
            continue
        for address in addresses(world, pattern, route):
            with clock.frozen(NOON):
                look_at(client.get(address), name, str(role or VISITOR), seen)


def way_in(pattern: URLPattern, role: Role | None) -> bool:
    """Say whether the role may come in somewhere; what is public is opened by a visitor and a partner."""
    action = vars(pattern.callback).get("action")
    if action is None or policy.is_public(action):
        return role in {None, Role.PARTNER}
    return policy.granted(action, role or policy.PUBLIC)


def look_at(answer: Any, name: str, role: str, seen: Seen) -> None:
    """Take an answer apart: its body as people read it, its headers, its title and its addresses."""
    body = answer.getvalue() if answer.streaming else answer.content
    seen.look(b"\n".join(f"{key}: {value}".encode() for key, value in answer.headers.items()), "header", role)
    if answer.status_code != 200:
        seen.look(body, f"status {answer.status_code}", role)
        return
    seen.look(text_of(body), name, role)
    if body.startswith(b"%PDF"):
        seen.papers.add(name)
    seen.look(b"".join(TITLE.findall(body)), "page title", role)
    seen.look(b"".join(ADDRESS.findall(body)), "address", role)


def text_of(body: bytes) -> bytes:
    """Return what a reader finds in a file: a PDF's text and metadata, an archive's names and contents."""
    if body.startswith(b"%PDF"):
        paper = pypdfium2.PdfDocument(body)
        words = [page.get_textpage().get_text_range() for page in paper]
        return "\n".join([*words, *map(str, paper.get_metadata_dict().values())]).encode()
    if body.startswith(b"PK\x03\x04"):
        archive = AESZipFile(io.BytesIO(body))
        archive.setpassword(PASSPHRASE)  # of what two people released to somebody who asked
        return b"\n".join(name.encode() + text_of(archive.read(name)) for name in archive.namelist())
    return body


def stored() -> Iterator[tuple[str, bytes]]:
    """Yield every table, row by row, as its bytes lie in the database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # the database names its own tables
            for row in cursor.fetchall():
                yield table, b"\x00".join(_raw(value) for value in row)


def _raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
