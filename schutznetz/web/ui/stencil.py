"""Markup that its template draws once for each look, and that is then only filled in.

The frame of every page and the rows of long lists look the same again and again. ``look`` decides how a
piece looks: vocabulary, never contents, because it stays in memory. ``words`` are what is filled in.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language

_MARK = re.compile("\x02([a-z_]+)\x03")


def fill(template: str, look: Mapping[str, Any], words: Mapping[str, object]) -> str:
    """Return the template's markup with the escaped ``words`` in it."""
    return format_html(_drawn(template, get_language(), tuple(look.items()), tuple(words)), **words)


@lru_cache(maxsize=2048)
def _drawn(
    template: str, language: str | None, look: tuple[tuple[str, Any], ...], blanks: tuple[str, ...]
) -> str:
    """Return the markup with the names of its blanks in braces."""
    markup = render_to_string(template, {**dict(look), **{name: f"\x02{name}\x03" for name in blanks}})
    return _MARK.sub(r"{\1}", markup.replace("{", "{{").replace("}", "}}"))
