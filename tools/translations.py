"""Texts and their translations: collects what the source marks, checks that nothing is missing, compiles.

``python -m tools.translations collect [AREA]|check|review LANGUAGE GROUP NAME DAY|compile``; works without
the gettext programs. Each area of the source has its own file ``locale/LANGUAGE/AREA.po``; compiled they
are one catalogue. English holds all texts, every other language what families read (``tools.families``).
"""

import re
import sys
from pathlib import Path

import polib  # type: ignore[import-untyped]  # ships no stubs

from tools import families
from tools.texts import ROOT, Text, collect

LOCALE = ROOT / "locale"
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
SLAVIC = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1"
# How each language counts; all of them are complete.
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "tr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n<3 ? n : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "uk": f"nplurals=3; plural=({SLAVIC} : 2);",
    "ru": f"nplurals=3; plural=({SLAVIC} : 2);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def wanted(language: str) -> list[Text]:
    """Return the texts that ``language`` must hold."""
    return collect() if language == "en" else families.texts()


def translated(language: str, locale: Path = LOCALE) -> dict[tuple[str, str, str], polib.POEntry]:
    """Return what is translated, from the files of all areas."""
    files = sorted((locale / language).glob("*.po"))
    return {_key(entry): entry for path in files for entry in polib.pofile(str(path))}


def problems(language: str) -> list[str]:
    """Texts without a translation, and translations that lost or invented a placeholder."""
    there, out = translated(language), []
    for text in wanted(language):
        entry = there.get(text.key)
        if entry is None or not _is_complete(entry, language):
            out.append(f"{language}: {text.source}: {text.text}")
        elif not _keeps_placeholders(entry):
            out.append(f"{language}: {text.source}: Platzhalter stimmen nicht: {text.text}")
    return out


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""


def _strings(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def _is_complete(entry: polib.POEntry, language: str) -> bool:
    counted = not entry.msgid_plural or len(entry.msgstr_plural) == _forms(language)
    return bool(counted and all(_strings(entry)) and "fuzzy" not in entry.flags)


def _forms(language: str) -> int:
    return int(PLURALS.get(language, "nplurals=2")[len("nplurals=")])


def _keeps_placeholders(entry: polib.POEntry) -> bool:
    """The last form names them all; others may say "one" or "two" instead of their number."""
    expected = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    found = [set(PLACEHOLDER.findall(string)) for string in _strings(entry)]
    return all(names <= expected for names in found) and found[-1] == expected


def write(language: str, only: str = "", locale: Path = LOCALE) -> int:
    """Bring the files of a language up to the source: keep what is translated, drop what is gone."""
    known, texts = translated(language, locale), wanted(language)
    folder = locale / language
    folder.mkdir(parents=True, exist_ok=True)
    for area in {only} if only else {text.area for text in texts}:
        file = polib.POFile(wrapwidth=0)
        file.metadata = {"Language": language, **HEADER, "Plural-Forms": PLURALS[language]}
        file.extend(_entry(text, known.get(text.key), language) for text in texts if text.area == area)
        file.save(str(folder / f"{area}.po"))
    for path in folder.glob("*.po"):
        if path.stem not in {text.area for text in texts}:
            path.unlink()
    return len(problems(language))


def _entry(text: Text, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.text, msgctxt=text.context or None)
    if text.plural:
        entry.msgid_plural = text.plural
        there = dict(known.msgstr_plural) if known else {}
        entry.msgstr_plural = {form: there.get(form, "") for form in range(_forms(language))}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def compile_all(locale: Path = LOCALE) -> None:
    """Make the catalogues that Django reads, where they are older than a source."""
    for folder in sorted(path for path in locale.iterdir() if path.is_dir()):
        sources = [*sorted(folder.glob("*.po")), *locale.glob("*.toml")]
        target = folder / "LC_MESSAGES" / "django.mo"
        if target.exists() and all(target.stat().st_mtime > path.stat().st_mtime for path in sources):
            continue
        target.parent.mkdir(exist_ok=True)
        _catalogue(folder.name, locale).save_as_mofile(str(target))


def _catalogue(language: str, locale: Path) -> polib.POFile:
    """Return all texts of a language, and a mark for each group that somebody has checked as it stands."""
    whole = polib.POFile()
    whole.metadata = {"Language": language, **HEADER}
    if language in PLURALS:
        whole.metadata["Plural-Forms"] = PLURALS[language]
    there = translated(language, locale)
    whole.extend(entry for entry in there.values() if _is_complete(entry, language))
    for review in families.reviews(locale / "reviews.toml"):
        if review.language == language and review.digest == digest(language, review.group, locale):
            whole.append(
                polib.POEntry(msgctxt=families.MARK, msgid=review.group, msgstr=f"{review.name}|{review.on}")
            )
    return whole


def digest(language: str, group: str, locale: Path = LOCALE) -> str:
    """Return what tells this wording of a group from any other; empty while a text is missing."""
    there = translated(language, locale)
    pairs = [(text, there.get(text.key)) for text in families.guarded(group)]
    if not all(entry is not None and _is_complete(entry, language) for _text, entry in pairs):
        return ""
    return families.digest((text, _strings(entry)) for text, entry in pairs)


def review(language: str, group: str, name: str, day: str) -> int:
    """Show a group of texts beside the German ones, and record who has checked them as they stand."""
    found = digest(language, group)
    if not found or not name.strip():
        print("Es fehlt eine Übersetzung oder der Name.")
        return 1
    there = translated(language)
    for text in families.guarded(group):
        print(f"{text.text}\n    {' | '.join(_strings(there[text.key]))}")
    families.record(LOCALE / "reviews.toml", families.Review(language, group, name.strip(), day, found))
    print(f"Eingetragen: {group} ({language}), geprüft von {name.strip()} am {day}.")
    return 0


def main(command: str, *words: str) -> int:
    if command == "compile":
        compile_all()
        return 0
    if command == "review":
        return review(*words)
    if command == "collect":
        open_texts = [write(language, "".join(words)) for language in PLURALS]
        print(f"{sum(open_texts)} Texte offen.")
        return 0
    missing = [problem for language in PLURALS for problem in problems(language)]
    print("\n".join([*missing, f"{len(missing)} Texte offen."]))
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(*(sys.argv[1:] or ["check"])))
