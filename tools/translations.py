"""Texts and their English: collects what the source marks, checks that nothing is missing, compiles.

``python -m tools.translations collect [AREA]|check|compile``; works without the gettext programs. Each area
of the source has its own file ``locale/en/<area>.po``; compiled they are one catalogue.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import polib  # type: ignore[import-untyped]  # ships no stubs
from django.conf import settings
from django.utils.translation import template

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
ENGLISH = LOCALE / "en"
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
PLAIN = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
CALL = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?|_)\(")
STRING = re.compile(r"""\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*,?""")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


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
    # Django rewrites the template so that only marked texts are left, as calls; xgettext reads the same.
    marked = template.templatize(code)
    for call in CALL.finditer(marked):
        strings, at = [], call.end()
        while found := STRING.match(marked, at):
            strings.append(ast.literal_eval(found.group(1)))
            at = found.end()
        if strings:
            yield _text(source, call.group(1), strings)


def collect() -> list[Text]:
    """Every marked text once, in the order of its first file."""
    seen: dict[tuple[str, str, str], Text] = {}
    for path in sorted((ROOT / "schutznetz").rglob("*")):
        source = str(path.relative_to(ROOT))
        if path.suffix == ".py" and "migrations" not in path.parts:
            texts = in_python(source, path.read_text())
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            texts = in_template(source, path.read_text())
        else:
            continue
        for text in texts:
            if text.text:
                seen.setdefault(text.key, text)
    return list(seen.values())


def english() -> dict[tuple[str, str, str], polib.POEntry]:
    """What is translated, from the files of all areas."""
    return {_key(entry): entry for path in sorted(ENGLISH.glob("*.po")) for entry in polib.pofile(str(path))}


def problems() -> list[str]:
    """Texts without English, and English that lost or invented a placeholder."""
    there, out = english(), []
    for text in collect():
        entry = there.get(text.key)
        if entry is None or not _is_complete(entry):
            out.append(f"{text.source}: {text.text}")
        elif not _keeps_placeholders(entry):
            out.append(f"{text.source}: Platzhalter stimmen nicht: {text.text}")
    return out


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""


def _strings(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def _is_complete(entry: polib.POEntry) -> bool:
    return all(_strings(entry)) and "fuzzy" not in entry.flags


def _keeps_placeholders(entry: polib.POEntry) -> bool:
    """The last form names them all; a singular may say "one" instead of its number."""
    wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    found = [set(PLACEHOLDER.findall(string)) for string in _strings(entry)]
    return all(names <= wanted for names in found) and found[-1] == wanted


def write(only: str = "") -> int:
    """Bring the English files up to the source: keep what is translated, drop what is gone."""
    known, texts = english(), collect()
    ENGLISH.mkdir(parents=True, exist_ok=True)
    for area in {only} if only else {text.area for text in texts}:
        file = polib.POFile(wrapwidth=0)
        file.metadata = HEADER
        file.extend(_entry(text, known.get(text.key)) for text in texts if text.area == area)
        file.save(str(ENGLISH / f"{area}.po"))
    for path in ENGLISH.glob("*.po"):
        if path.stem not in {text.area for text in texts}:
            path.unlink()
    return len(problems())


def _entry(text: Text, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.text, msgctxt=text.context or None)
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = dict(known.msgstr_plural) if known else {0: "", 1: ""}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def compile_all() -> None:
    """Make the catalogues that Django reads, where they are older than a source."""
    for language in LOCALE.iterdir():
        sources = sorted(language.glob("*.po"))
        target = language / "LC_MESSAGES" / "django.mo"
        if target.exists() and all(target.stat().st_mtime > path.stat().st_mtime for path in sources):
            continue
        whole = polib.POFile()
        whole.metadata = HEADER | {"Language": language.name}
        for path in sources:
            whole.extend(entry for entry in polib.pofile(str(path)) if _is_complete(entry))
        target.parent.mkdir(exist_ok=True)
        whole.save_as_mofile(str(target))


def main(command: str, *areas: str) -> int:
    if command == "compile":
        compile_all()
        return 0
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    if command == "collect":
        print(f"{write(*areas)} Texte offen.")
        return 0
    missing = problems()
    print("\n".join([*missing, f"{len(missing)} Texte offen."]))
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(*(sys.argv[1:] or ["check"])))
