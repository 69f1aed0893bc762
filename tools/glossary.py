"""The words of the product: what needs an entry in ``docs/glossary.toml``, and the page made from it."""

import dataclasses
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs" / "glossary.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """One identifier with its German word."""

    identifier: str
    german: str
    norm: str
    meaning: str


def terms() -> dict[str, Term]:
    entries = tomllib.loads(SOURCE.read_text())
    return {
        name: Term(name, entry["de"], entry.get("norm", ""), entry.get("means", ""))
        for name, entry in entries.items()
    }


def needed() -> Iterator[str]:
    """Identifiers that must have an entry: models, vocabularies, actions, facts of a legal situation."""
    from django.apps import apps

    from schutznetz.kernel.fields import Code
    from schutznetz.kernel.policy import Action

    for model in apps.get_models():
        if model.__module__.startswith("schutznetz.") and not model._meta.auto_created:
            yield model.__name__
    yield from (code.__name__ for code in Code.__subclasses__() if code.__module__.startswith("schutznetz."))
    for vocabulary in Action.__subclasses__():
        if vocabulary.__module__.startswith("schutznetz."):
            yield from (f"{vocabulary.__name__}.{action.name}" for action in vocabulary)
    for path in sorted((ROOT / "schutznetz" / "law").glob("*.py")):
        situation = getattr(import_module(f"schutznetz.law.{path.stem}"), "Situation", None)
        if dataclasses.is_dataclass(situation):
            yield from (field.name for field in dataclasses.fields(situation))


def page() -> str:
    entries = sorted(terms().values(), key=lambda term: term.german.casefold())
    lines = [
        "# Glossar",
        "",
        "Deutsch ist die Sprache der Fachleute, Englisch die des Quelltexts. Ein Wort, ein Bezeichner.",
        "",
        "| Deutsch | Bezeichner | Grundlage | Bedeutung |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {term.german} | `{term.identifier}` | {term.norm} | {term.meaning} |" for term in entries]
    lines += ["", "## Nach Bezeichner", "", "| Bezeichner | Deutsch |", "| --- | --- |"]
    lines += [f"| `{t.identifier}` | {t.german} |" for t in sorted(entries, key=lambda t: t.identifier)]
    return "\n".join([*lines, ""])
