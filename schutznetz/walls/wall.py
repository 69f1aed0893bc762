"""The form of a rule that the database keeps by itself, and the triggers that keep it (ADR 14)."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wall:
    """One thing that is refused: when ``broken`` holds for a row as it is written to ``table``."""

    name: str
    table: str
    events: tuple[str, ...]
    broken: str
    message: str
    needs: tuple[str, ...] = ()  # further tables that it looks into


def names_of(wall: Wall) -> list[str]:
    return [f"{wall.name}_{event.split()[0].lower()}" for event in wall.events]


def on_sqlite(wall: Wall) -> Iterator[str]:
    for name, event in zip(names_of(wall), wall.events, strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {wall.table} WHEN {wall.broken}"
            f" BEGIN SELECT RAISE(ABORT, '{wall.message}'); END"
        )


def on_postgresql(wall: Wall) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {wall.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {wall.broken} THEN RAISE integrity_constraint_violation USING MESSAGE = '{wall.message}';"
        " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for name, event in zip(names_of(wall), wall.events, strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {wall.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {wall.name}()"
        )
