"""What the source marks as text for people: every marked text, and where it stands."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import django
from django.conf import settings
from django.utils.translation import template

ROOT = Path(__file__).resolve().parents[1]
PLAIN = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
CALL = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?|_)\(")
STRING = re.compile(r"""\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*,?""")


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One marked text; ``plural`` and ``context`` may be empty."""

    source: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def area(self) -> str:
        """A domain and its pages are one area: ``cases``, ``web/cases`` and ``web/templates/cases``."""
        parts = [part for part in self.source.split("/")[1:] if part not in {"web", "templates"}]
        return parts[0] if len(parts) > 1 else "house"

    @property
    def key(self) -> tuple[str, str, str]:
        return self.text, self.plural, self.context


class Unreadable(ValueError):
    """A text that is put together while the program runs cannot be translated."""


def _text(source: str, function: str, strings: list[str]) -> Text:
    if function in PLAIN:
        return Text(source, strings[0])
    if function in PLURAL:
        return Text(source, strings[0], plural=strings[1])
    if function in CONTEXT:
        return Text(source, strings[1], context=strings[0])
    return Text(source, strings[1], plural=strings[2], context=strings[0])


def in_python(source: str, code: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in PLAIN | PLURAL | CONTEXT | CONTEXT_PLURAL or not node.args:
            continue
        strings = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
            raise Unreadable(f"{source}:{node.lineno}")
        if strings:
            yield _text(source, name, strings)


def in_template(source: str, code: str) -> Iterator[Text]:
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    # Django rewrites the template so that only marked texts are left, as calls; xgettext reads the same.
    marked = template.templatize(code)
    for call in CALL.finditer(marked):
        strings, at = [], call.end()
        while found := STRING.match(marked, at):
            strings.append(ast.literal_eval(found.group(1)))
            at = found.end()
        if strings:
            yield _text(source, call.group(1), strings)


def read(source: str) -> list[Text]:
    """Return the marked texts of one file, named from the root of the product."""
    path = ROOT / source
    if path.suffix == ".py" and "migrations" not in path.parts:
        return [text for text in in_python(source, path.read_text()) if text.text]
    if path.suffix in {".html", ".txt"} and "templates" in path.parts:
        return [text for text in in_template(source, path.read_text()) if text.text]
    return []


@lru_cache(maxsize=1)
def by_source() -> dict[str, list[Text]]:
    """Return the marked texts of all files."""
    paths = sorted((ROOT / "schutznetz").rglob("*"))
    names = [str(path.relative_to(ROOT)) for path in paths if path.suffix in {".py", ".html", ".txt"}]
    return {name: found for name in names if (found := read(name))}


def collect() -> list[Text]:
    """Every marked text once, in the order of its first file."""
    seen: dict[tuple[str, str, str], Text] = {}
    for texts in by_source().values():
        for text in texts:
            seen.setdefault(text.key, text)
    return list(seen.values())
