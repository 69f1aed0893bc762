"""Markup that is drawn once and filled in: nothing that is filled in is markup, or stays for another."""

import pytest

from schutznetz.web.ui import stencil

WORDS = {
    name: name
    for name in ("address", "reference", "children", "responsible", "due", "at", "left", "came", "when")
}


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{reference}", "\x02reference\x03", "\" onclick='x"]
)
def test_what_is_filled_in_is_only_ever_text(name: str) -> None:
    look = {"is_named": True, "is_mine": False}

    markup = stencil.fill("intake/_line.html", look, {**WORDS, "child": name})

    assert "<script" not in markup
    assert "onclick='" not in markup
    assert markup.count("reference") == 1 + name.count("reference")


def test_one_row_never_shows_what_another_was_filled_with() -> None:
    first, second = (
        stencil.fill("intake/_line.html", {"is_named": True}, {**WORDS, "child": name})
        for name in ("Mia", "Tom")
    )

    assert ("Mia" in first, "Mia" in second, "Tom" in second) == (True, False, True)
