"""Nothing of a report or a case is deleted but by a deletion that two people have decided.

No hold is lifted or overrun by one.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from schutznetz.walls.wall import Wall

# Copies, clocks and lists that are made anew: they come and go without anything being lost.
MADE_ANEW = {"cases_childclock", "cases_knownperson", "cases_knowntag", "cases_teammember"}
DECIDED = (
    "EXISTS (SELECT 1 FROM cases_deletionpart p JOIN cases_deletion d ON d.id = p.deletion_id"
    " WHERE p.record = {} AND d.state = 'confirmed')"
)
# What this office did not take over belongs to no procedure; before it is answered nobody deletes it.
STILL_NEEDED = {"cases_arrival": ("(OLD.report_id IS NOT NULL OR OLD.state = 'waiting')",)}
HELD = "EXISTS (SELECT 1 FROM cases_hold h WHERE h.{} = OLD.id AND h.lifted_at IS NULL)"


def of_deleting() -> Iterator[Wall]:
    """Nobody deletes single entries, and no whole procedure without two people or against a hold."""
    needs = ("cases_deletion", "cases_deletionpart", "cases_hold")
    for table, link in (("cases_report", "report_id"), ("cases_case", "case_id")):
        yield Wall(
            name=f"{table}_deleted_by_two",
            table=table,
            events=("DELETE",),
            broken=f"NOT {DECIDED.format('OLD.id')} OR {HELD.format(link)}",
            message="two people delete, and never against a hold",
            needs=needs,
        )
    for table, records in _entries():
        undecided = [f"NOT {DECIDED.format(record)}" for record in records]
        yield Wall(
            name=f"{table}_deleted_by_two",
            table=table,
            events=("DELETE",),
            broken=" AND ".join([*undecided, *STILL_NEEDED.get(table, ())]),
            message="nobody deletes single entries",
            needs=needs,
        )
    yield from _of_decisions()


def _lifted_by_two(kind: str) -> Wall:
    return Wall(
        name=f"{kind}_lifted_by_two",
        table=f"cases_{kind}",
        events=("UPDATE OF lifted_at",),
        broken=f"NEW.lifted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_{kind}lifting l"
        f" WHERE l.{kind}_id = NEW.id AND l.state = 'confirmed')",
        message=f"two people lift a {kind}",
        needs=(f"cases_{kind}lifting",),
    )


def _of_decisions() -> Iterator[Wall]:
    """A hold is lifted by two, and what was deleted stays on record."""
    yield _lifted_by_two("hold")
    yield _lifted_by_two("restriction")
    yield Wall(
        name="deletion_is_final",
        table="cases_deletion",
        events=("DELETE", "UPDATE OF state"),
        broken="OLD.state = 'confirmed'",
        message="what was deleted stays on record",
    )
    yield Wall(
        name="deletionpart_before_the_decision",
        table="cases_deletionpart",
        events=("INSERT",),
        broken="NOT EXISTS (SELECT 1 FROM cases_deletion d"
        " WHERE d.id = NEW.deletion_id AND d.state = 'proposed')",
        message="what was decided on gets no further part",
        needs=("cases_deletion",),
    )
    yield Wall(
        name="deletionpart_is_final",
        table="cases_deletionpart",
        events=("DELETE", "UPDATE"),
        broken="OLD.id IS NOT NULL",
        message="what was deleted stays on record",
    )


def _entries() -> Iterator[tuple[str, list[str]]]:
    """Yield what hangs on a report or a case, or on something that does, with the ways to that record."""
    models: list[Any] = list(apps.get_app_config("cases").get_models())
    direct = {model: columns for model in models if (columns := _to_roots(model))}
    for model, columns in direct.items():
        if model._meta.db_table not in MADE_ANEW:
            yield model._meta.db_table, [f"OLD.{column}" for column in columns]
    for model in models:
        above = [field for field in model._meta.local_fields if field.related_model in direct]
        if model not in direct and above and model._meta.db_table not in MADE_ANEW:
            other = above[0].related_model
            way = f"(SELECT a.{{}} FROM {other._meta.db_table} a WHERE a.id = OLD.{above[0].column})"
            yield model._meta.db_table, [way.format(column) for column in direct[other]]


def _to_roots(model: Any) -> list[str]:
    """Return the columns that lead to a report or case: those that are never empty, else all."""
    roots = {"cases_report", "cases_case"}
    if model._meta.db_table in roots:
        return []
    links = [
        field
        for field in model._meta.local_fields
        if field.related_model is not None and field.related_model._meta.db_table in roots
    ]
    return [field.column for field in links if not field.null] or [field.column for field in links]
