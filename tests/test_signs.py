"""Nothing invisible may turn, split or hide what somebody reads; what scripts need stays."""

import unicodedata

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.files.tables import Column, read
from schutznetz.signs import TURNED, readable
from schutznetz.web.advice.forms import FreeText
from schutznetz.web.cases.reporting.questions import Said
from schutznetz.web.submitting import posted

pytestmark = pytest.mark.static
TURNING = [chr(sign) for sign in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
HIDING = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u180e",
    "\u200e",
    "\u200f",
    "\u061c",
    "\U000e0041",
]


@pytest.mark.parametrize("sign", [*TURNING, *HIDING], ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_name_with_an_invisible_sign_in_it_is_the_name(sign: str) -> None:
    assert readable(f"L{sign}eo San{sign}dner") == "Leo Sandner"


@pytest.mark.parametrize("sign", TURNING, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_text_is_never_turned_wherever_the_sign_stands(sign: str) -> None:
    assert readable(f"{sign}Er schlägt {sign}sie nicht.{sign}") == "Er schlägt sie nicht."
    assert readable(f"ابنتي{sign} مريم") == "ابنتي مريم"


@pytest.mark.parametrize(
    "text",
    [
        "محمد الأحمد, 5 سنوات",
        "שרה כהן\u200f!",  # a mark beside punctuation
        "می\u200cخواهم",  # Persian writes with U+200C
        "क्\u200dष और क्\u200cष",  # Devanagari with both joiners
        "അവന്\u200d",  # an older Malayalam letter ends in U+200D
        "Familie 👨\u200d👩\u200d👧 und 🏳️\u200d🌈",
        "Zoë-Marie Gölçük\tTab\nZeile",
        "Straße 5, 3–4 Uhr „so“ …",
        "e\u0301 Nguyễn Thị",
    ],
)
def test_what_can_be_read_stays_as_it_was_typed(text: str) -> None:
    assert readable(text) == text


@given(st.text(max_size=80))
def test_nothing_visible_is_lost_and_once_is_enough(text: str) -> None:
    kept = readable(text)
    seen = [sign for sign in text if unicodedata.category(sign)[0] in "LNPSZ" and sign not in "\u3164\uffa0"]

    assert [sign for sign in kept if sign in seen] == seen
    assert not TURNED.search(kept)


@pytest.mark.parametrize("field", [Said(required=False), FreeText(required=False)], ids=["said", "advice"])
def test_every_free_text_comes_through_this_door(field: Said | FreeText) -> None:
    assert field.clean("L\u202eeo\u200b") == "Leo"


def test_so_does_every_form_that_is_sent() -> None:
    request = RequestFactory().post("/", {"first_name": "A\u202enna", "several": ["x\u2066", "y"]})
    typed = posted(request)  # type: ignore[arg-type]

    assert isinstance(typed, QueryDict)
    assert (typed["first_name"], typed.getlist("several")) == ("Anna", ["x", "y"])


def test_a_table_says_where_a_text_is_turned_and_is_not_taken() -> None:
    rows = "Name\nKita A\nKita \u202eB\n".encode()

    table = read(rows, [Column(key="name", title="Name")])

    assert not table
    assert [str(each) for each in table.problems] == [
        "Zeile 3, Spalte „Name“: Unsichtbare Zeichen drehen den Text um. Bitte die Zelle neu eintippen."
    ]
