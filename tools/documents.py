"""Writes ``docs/generated`` from the tables of the product, so that paper and code tell one story.

``python -m tools.documents write`` writes the pages; ``tests/test_docs.py`` is red while one is old.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schutznetz.settings.test")
ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "generated"
NOTE = "<!-- Erzeugt mit ./run docs; Änderungen gehören in den Quelltext. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page: path below ``docs/generated`` and its text."""
    from tools import glossary, laws

    makers: dict[str, Callable[[], str]] = {
        "policy.md": policy,
        "glossary.md": glossary.page,
        "options.md": options,
        "openapi.json": openapi,
    }
    out = {name: make() for name, make in makers.items()}
    out |= {f"states/{name}.md": text for name, text in states()}
    out |= {f"law/{name}.md": text for name, text in laws.pages()}
    return {name: text if name.endswith(".json") else NOTE + text for name, text in out.items()}


def policy() -> str:
    from schutznetz import policy as table
    from schutznetz.networks.choices import Role
    from tools import glossary

    labels = {str(code.value): str(code.label) for code in Role} | {
        "public": "alle, auch ohne Anmeldung",
        "person": "wer angemeldet ist",
        "system": "das System",
    }
    terms = glossary.terms()
    everyone = frozenset(str(role.value) for role in Role)
    lines = [
        "# Wer darf was",
        "",
        "Eine Zeile erlaubt; was in keiner Zeile steht, ist verboten.",
        "👁 heißt: schon das Ansehen wird protokolliert.",
        "",
        "| Handlung | Rollen | nur wenn |",
        "| --- | --- | --- |",
    ]
    for grant in table.POLICY:
        name = f"{type(grant.action).__name__}.{grant.action.name}"
        term = terms[name].german if name in terms else name
        roles = {"alle Rollen"} if everyone <= grant.roles else set()
        roles |= {
            labels.get(role, role)
            for role in grant.roles
            if not (everyone <= grant.roles and role in everyone)
        }
        where = ", ".join(condition.name for condition in grant.conditions)
        eye = " 👁" if grant.action in table.TRACED else ""
        lines.append(f"| {term}{eye} (`{name}`) | {', '.join(sorted(roles))} | {where} |")
    return "\n".join([*lines, *_hard_stops(), ""])


def _hard_stops() -> Iterator[str]:
    from schutznetz import policy as table

    stops = getattr(table, "HARD_STOPS", ())
    if stops:
        yield from ("", "## Was keine Zeile aufhebt", "")
    for stop in stops:
        yield f"- {getattr(stop, 'name', stop)}"


def states() -> Iterator[tuple[str, str]]:
    from django.apps import apps
    from django.utils.translation import gettext

    from schutznetz.kernel.machine import Machine

    for path in sorted(each for each in (ROOT / "schutznetz").glob("*/*") if each.stem == "states"):
        module = import_module(f"schutznetz.{path.parent.name}.states")
        for name, machine in sorted(vars(module).items()):
            if not isinstance(machine, Machine):
                continue
            labels = {str(code.value): str(code.label) for code in machine.states}
            lines = [
                f"# {apps.get_app_config(path.parent.name).verbose_name}: {name.lower()}",
                "",
                "```mermaid",
                machine.mermaid(),
                "```",
                "",
                "| Schritt | aus | nach | Grundlage |",
                "| --- | --- | --- | --- |",
            ]
            for step in machine.steps.values():
                sources = ", ".join(sorted(labels[str(source)] for source in step.sources))
                lines.append(
                    f"| {gettext(step.label)} | {sources} | {labels[str(step.target)]} | {step.norm} |"
                )
            yield f"{path.parent.name}_{name.lower()}", "\n".join([*lines, ""])


def options() -> str:
    from schutznetz.settings.options import OPTIONS

    lines = [
        "# Optionen für den Betrieb",
        "",
        "Gesetzt werden sie als Umgebungsvariablen. Unbekannte `SCHUTZNETZ_`-Namen, fehlende Pflichtangaben",
        "und unsichere Werte verhindern den Start; die Meldung sagt, welche es sind und was hilft.",
        "",
        "| Name | Pflicht im Betrieb | Standard | Bedeutung |",
        "| --- | --- | --- | --- |",
    ]
    for option in OPTIONS:
        required = "ja" if option.required else "nein"
        lines.append(f"| `{option.name}` | {required} | {option.default or '–'} | {option.help} |")
    return "\n".join([*lines, ""])


def openapi() -> str:
    from schutznetz.api.v1 import api

    return (
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, ensure_ascii=False, default=str)
        + "\n"
    )


def stale() -> list[str]:
    """Pages that are missing, old or no longer made."""
    now = pages()
    there = {str(path.relative_to(OUT)): path.read_text() for path in OUT.rglob("*") if path.is_file()}
    return sorted(name for name in now.keys() | there.keys() if now.get(name) != there.get(name))


def write() -> list[str]:
    """Bring the folder up to date and name what changed."""
    now, changed = pages(), stale()
    for name in changed:
        path = OUT / name
        if name in now:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now[name])
        else:
            path.unlink()
    return changed


if __name__ == "__main__":
    django.setup()
    changed = write() if sys.argv[1:] == ["write"] else stale()
    print("\n".join(changed) or "Alle Seiten sind aktuell.")
    raise SystemExit(bool(changed) and sys.argv[1:] != ["write"])
