"""The texts of letters: versions, who wrote them, and every paper accessible and without a name outside."""

import ctypes
import re
import zlib
from contextlib import suppress
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from pypdfium2 import raw

from schutznetz.files.documents import pdf
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.command import NotInCommand
from schutznetz.kernel.machine import Conflict
from schutznetz.law import letters as law
from schutznetz.law.letter_table import BY_KIND, LETTERHEAD
from schutznetz.networks import queries, services
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.models import LetterVersion, Network, PrintedLetter
from schutznetz.networks.services.letters import _in_use
from schutznetz.web.networks.specimens import SPECIMENS
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
KIND = LetterKind.RECEIPT
MINE = {"intro": "Am {Eingang} ist Ihr Brief gekommen.", "ending": "Ihr Amt"}
CANARY = re.compile("Musterfrau|Musterweg|Mia|Erika|2026-0815")


@pytest.fixture
def lead(tannfurt: Network) -> Any:
    return context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)


def text_of(made: bytes) -> str:
    return " ".join(
        " ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(made)).split()
    )


def made(network: Network, kind: LetterKind) -> bytes:
    texts, heading = law.standard(BY_KIND[kind]), law.standard(LETTERHEAD)
    texts = {} if kind == LetterKind.LETTERHEAD else texts
    wording = queries.invented(network, kind, texts=texts, heading=heading, now=NOON)
    return pdf(f"documents/{kind}.html", {"letter": wording, **SPECIMENS[kind]})


def test_every_kind_of_the_law_has_its_word_and_its_specimen() -> None:
    assert set(LetterKind.values) == set(BY_KIND) == {kind.value for kind in SPECIMENS}


@pytest.mark.each_value
@pytest.mark.parametrize("kind", LetterKind)
def test_every_paper_is_accessible_and_says_outside_nothing_of_anybody(
    tannfurt: Network, kind: LetterKind
) -> None:
    body = made(tannfurt, kind)
    found = pypdfium2.PdfDocument(body)
    about = found.get_metadata_dict()

    assert found.is_tagged()
    assert about["Title"] == BY_KIND[kind].title
    assert "pdfuaid" in described(body)
    assert language_of(found) == "de"
    assert not CANARY.search(" ".join(about.values()))
    assert not CANARY.search(described(body))
    assert {"H1", "P"} <= tags_of(found)
    assert all(sentence.text in text_of(body) for sentence in BY_KIND[kind].standing)
    assert "{" not in text_of(body)


def test_the_specimens_would_be_seen_in_the_metadata(tannfurt: Network) -> None:
    """The control: the invented child stands in the paper, so its name outside would be found."""
    assert CANARY.search(text_of(made(tannfurt, LetterKind.SAFETY_PLAN)))


def described(body: bytes) -> str:
    """Return what the file says about itself, unpacked."""
    said = b""
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL):
        with suppress(zlib.error):
            unpacked = zlib.decompress(part)
            said += unpacked if b"xmpmeta" in unpacked else b""
        said += part if b"xmpmeta" in part else b""
    return said.decode()


def language_of(found: Any) -> str:
    size = raw.FPDFCatalog_GetLanguage(found, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(found, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def tags_of(found: Any) -> set[str]:
    tree = raw.FPDF_StructTree_GetForPage(
        found[0],
    )
    waiting = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    tags = set()
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        buffer = ctypes.create_string_buffer(64)
        raw.FPDF_StructElement_GetType(element, buffer, 64)
        tags.add(buffer.raw.decode("utf-16-le").split("\0")[0])
        count = raw.FPDF_StructElement_CountChildren(element)
        waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(max(count, 0))]
    return tags


def test_an_office_writes_its_own_and_takes_the_standard_back(tannfurt: Network, lead: Any) -> None:
    first = services.change_letter(lead, tannfurt, kind=KIND, texts=MINE, seen=0)
    back = services.reset_letter(lead, tannfurt, kind=KIND, seen=1)

    assert [(v.number, v.texts, v.is_standard) for v in (first, back)] == [
        (1, MINE, False),
        (2, law.standard(BY_KIND[KIND]), True),
    ]
    assert (first.written_by_id, first.written_at) == (lead.actor_id, NOON)
    assert queries.newest_version(KIND) == back


def test_an_old_text_that_may_no_longer_be_printed_gives_way_to_the_standard(
    tannfurt: Network, lead: Any
) -> None:
    old = {**MINE, "intro": "Danke, {Kind}."}
    LetterVersion.objects.create(kind=KIND, number=1, texts=old, written_by_id=lead.actor_id, written_at=NOON)

    held = _in_use(lead, KIND)

    intro = law.standard(BY_KIND[KIND])["intro"]
    assert (held.number, held.texts) == (2, {**MINE, "intro": intro})
    assert queries.texts_in_use(KIND, held) == held.texts
    assert _in_use(lead, KIND) == held  # noted once


def test_the_letterhead_names_the_office() -> None:
    [head] = [block for block in LETTERHEAD.blocks if block.name == "head"]

    assert law.faults(head, "Stadt Tannfurt")
    assert not law.faults(head, "{Jugendamt}, Zimmer 12")


@pytest.mark.parametrize(
    "texts", [{**MINE, "intro": "Danke."}, {**MINE, "ending": "{Kind}"}, {**MINE, "ending": "{{ 1 }}"}]
)
def test_what_the_law_forbids_or_wants_is_refused_by_the_service_too(
    tannfurt: Network, lead: Any, texts: dict[str, str]
) -> None:
    with pytest.raises(Conflict, match="fehlt ein Wort"):
        services.change_letter(lead, tannfurt, kind=KIND, texts=texts, seen=0)


def test_nobody_writes_over_what_a_colleague_wrote_meanwhile(tannfurt: Network, lead: Any) -> None:
    services.change_letter(lead, tannfurt, kind=KIND, texts=MINE, seen=0)

    with pytest.raises(Conflict, match="Inzwischen"):
        services.change_letter(lead, tannfurt, kind=KIND, texts={**MINE, "ending": "Ich"}, seen=0)
    with pytest.raises(Conflict, match="nichts geändert"):
        services.change_letter(lead, tannfurt, kind=KIND, texts=MINE, seen=1)


@pytest.mark.parametrize("role", Role)
def test_coordination_and_lead_change_letters_and_nobody_else(tannfurt: Network, role: Role) -> None:
    ctx = context(tannfurt, member(tannfurt, "dora", role), role)
    may = policy.may(ctx, services.change_letter.command, tannfurt)  # type: ignore[attr-defined]

    assert may is (role in {Role.COORDINATOR, Role.TEAM_LEAD})


def test_a_version_stays_as_it_was(tannfurt: Network, lead: Any) -> None:
    services.change_letter(lead, tannfurt, kind=KIND, texts=MINE, seen=0)

    with pytest.raises(DatabaseError), transaction.atomic():
        LetterVersion.objects.update(texts={"intro": "Etwas anderes"})


def test_texts_of_one_town_are_not_those_of_another(
    tannfurt: Network, lead: Any, erlenstedt: Network
) -> None:
    services.change_letter(lead, tannfurt, kind=KIND, texts=MINE, seen=0)

    with tenancy.scope(erlenstedt.pk):
        assert queries.newest_version(KIND) is None


def test_nothing_is_printed_outside_a_command(tannfurt: Network, lead: Any) -> None:
    with pytest.raises(NotInCommand):
        services.print_letter(lead, tannfurt, kind=KIND, page={}, values={"Eingang": "heute"})

    assert not PrintedLetter.objects.exists()
