"""Rules that the database keeps by itself and that look across tables, the same on both engines.

No row leads into another network: a plain foreign key asks only whether the other row exists, and no
row-level security binds it. No report becomes less urgent, and no case in which a danger was found is
closed, unless two people have signed that; none is handed over that another office has not accepted. A closed
case stays closed, and an agreed plan as it was agreed.
The statutory answer goes only to whom the law owes it, says nothing of the danger but what the results say,
and stays as sent. Nothing of a report or a case is deleted but by a deletion that two people have decided,
and no hold is lifted or overrun by one.
The triggers are renewed after every migration; before it they go, because SQLite cannot rebuild a
table at which a trigger of another table looks.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from schutznetz.final import FINAL, GATHERED, SPOKEN
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law import feedback
from schutznetz.wall import Wall
from schutznetz.walls_of_care import of_care
from schutznetz.walls_of_people import of_people
from schutznetz.walls_of_reports import of_reports

INSIDE = "inside_"
CLOSED_BY_TWO = "danger_closed_by_two"
STAYS_CLOSED = "closed_stays_closed"
ACCEPTED_ELSEWHERE = "handed_over_means_accepted"
# Copies, clocks and lists that are made anew: they come and go without anything being lost.
MADE_ANEW = {"cases_childclock", "cases_knownperson", "cases_knowntag", "cases_teammember"}
DECIDED = (
    "EXISTS (SELECT 1 FROM cases_deletionpart p JOIN cases_deletion d ON d.id = p.deletion_id"
    " WHERE p.record = {} AND d.state = 'confirmed')"
)
# What this office did not take over belongs to no procedure; before it is answered nobody deletes it.
STILL_NEEDED = {"cases_arrival": ("(OLD.report_id IS NOT NULL OR OLD.state = 'waiting')",)}
HELD = "EXISTS (SELECT 1 FROM cases_hold h WHERE h.{} = OLD.id AND h.lifted_at IS NULL)"
ASSESSED = """
    EXISTS (SELECT 1 FROM cases_result r
            WHERE r.case_id = NEW.id AND r.state = 'confirmed' AND r.set_at IS NOT NULL
              AND r.before = OLD.outcome AND r.outcome = NEW.outcome)
"""
OWN = (  # her profession: what was learnt last, else what the report says
    "COALESCE((SELECT l.profession FROM cases_learntprofession l WHERE l.report_id = r.id"
    " ORDER BY l.noted_at DESC, l.id DESC LIMIT 1), r.profession)"
)
KIND = (  # what kind of reporter it was: as corrected last, else as the report says
    "COALESCE((SELECT k.reporter_kind FROM cases_kindcorrection k WHERE k.report_id = r.id"
    " ORDER BY k.corrected_at DESC, k.id DESC LIMIT 1), r.reporter_kind)"
)
OWED = " OR ".join([
    *(f"{KIND} = '{reporter}'" for reporter in sorted(feedback.OWED)),
    *(f"{KIND} = '{who}' AND {OWN} <> ''" for who in sorted(feedback.PERSONALLY)),
    *(
        f"{KIND} = '{reporter}' AND {OWN} = '{own}' AND EXISTS (SELECT 1 FROM"
        " networks_network n WHERE n.id = r.network_id AND n.disputed_answers = 'given')"
        for reporter, own in sorted(feedback.DISPUTED)
    ),
])  # fmt: skip
CONFIRMING = ", ".join(f"'{outcome}'" for outcome in sorted(feedback.CONFIRMING))
OF_THE_REPORT = "SELECT 1 FROM cases_case c WHERE c.origin_id = NEW.report_id"
CLOSED = "SELECT 1 FROM cases_report r WHERE r.id = NEW.report_id AND r.state = 'closed_no_indication'"
UNTRUE = f"""
    NEW.confirmed = TRUE AND NOT EXISTS ({OF_THE_REPORT} AND c.outcome IN ({CONFIRMING}))
    OR NEW.confirmed = FALSE AND (
        EXISTS ({OF_THE_REPORT} AND c.outcome IN ('', {CONFIRMING}))
        OR NOT EXISTS ({OF_THE_REPORT}) AND NOT EXISTS ({CLOSED}))
"""


def walls() -> Iterator[Wall]:
    for model in apps.get_models():
        if issubclass(model, ScopedModel):
            yield from _links_of(model)
    yield from of_reports()
    yield from of_people()
    yield from of_care()
    yield from _of_the_end()
    yield from _of_the_assessment()
    for table, columns in FINAL.items():
        yield Wall(
            name=f"{table}_is_final",
            table=table,
            events=("UPDATE",),
            broken=" OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns),
            message="what was agreed is never changed",
        )
    yield from _answers()
    yield from _letters()
    yield from _of_deleting()
    yield from _of_marks()


def _of_the_end() -> Iterator[Wall]:
    """A case ends by two, or because another office has accepted it; then it stays ended."""
    yield Wall(
        name=CLOSED_BY_TWO,
        table="cases_case",
        events=("UPDATE OF state",),
        broken="NEW.state = 'closed' AND OLD.state <> 'closed' AND NEW.outcome IN ('acute', 'latent')"
        " AND NOT EXISTS (SELECT 1 FROM cases_closing c WHERE c.case_id = NEW.id"
        " AND c.state = 'confirmed' AND c.outcome = NEW.outcome)",
        message="two people close a case of danger",
        needs=("cases_closing",),
    )
    yield Wall(
        name=STAYS_CLOSED,
        table="cases_case",
        events=("UPDATE OF state",),
        broken="OLD.state IN ('closed', 'handed_over') AND NEW.state <> OLD.state",
        message="a closed case stays closed",
    )
    yield Wall(
        name=ACCEPTED_ELSEWHERE,
        table="cases_case",
        events=("UPDATE OF state",),
        broken="NEW.state = 'handed_over' AND OLD.state <> 'handed_over'"
        " AND NOT EXISTS (SELECT 1 FROM cases_handover h WHERE h.case_id = NEW.id AND h.state = 'accepted')",
        message="a case leaves only when another office has accepted it",
        needs=("cases_handover",),
    )


def _of_deleting() -> Iterator[Wall]:
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


def _answers() -> Iterator[Wall]:
    yield Wall(
        name="feedback_only_to_whom_it_is_owed",
        table="cases_feedback",
        events=("INSERT",),
        broken=f"NOT EXISTS (SELECT 1 FROM cases_report r WHERE r.id = NEW.report_id AND ({OWED}))",
        message="an answer is owed to professionals of § 4 Abs. 1 KKG only",
        needs=("cases_report", "cases_learntprofession", "cases_kindcorrection", "networks_network"),
    )
    yield Wall(
        name="feedback_confirms_only_a_result",
        table="cases_feedback",
        events=("INSERT",),
        broken=UNTRUE,
        message="only the results say whether it is confirmed",
    )
    yield Wall(
        name="feedback_stays_as_sent",
        table="cases_feedback",
        events=("UPDATE",),
        broken="NEW.id IS NOT NULL",
        message="what was answered is final",
    )


def _letters() -> Iterator[Wall]:
    for table in SPOKEN:
        yield Wall(
            name=f"{table}_is_final",
            table=table,
            events=("UPDATE",),
            broken="NEW.id IS NOT NULL",
            message="what was printed is never changed",
        )


def _of_the_assessment() -> Iterator[Wall]:
    """No outcome that nobody signed, and nothing gathered is changed."""
    yield Wall(
        name="outcome_set_by_two",
        table="cases_case",
        events=("UPDATE OF outcome",),
        broken=f"NEW.outcome <> OLD.outcome AND NOT ({ASSESSED})",
        message="two people set the result",
        needs=("cases_result",),
    )
    yield Wall(
        name="outcome_is_not_born",
        table="cases_case",
        events=("INSERT",),
        broken="NEW.outcome <> ''",
        message="two people set the result",
    )
    for table in GATHERED:
        yield Wall(
            name=f"{table}_is_final",
            table=table,
            events=("UPDATE",),
            broken="NEW.id IS NOT NULL",
            message="what was gathered is never changed",
        )


def _of_marks() -> Iterator[Wall]:
    """A mark stands on something of its own case, and two people lift it."""
    tables = [table for table in GATHERED if table != "cases_entrustedrelease"]
    found = [
        f"SELECT 1 FROM {table} x WHERE x.id = NEW.record AND x.case_id = NEW.case_id" for table in tables
    ]
    found.append("SELECT 1 FROM cases_case x WHERE x.id = NEW.case_id AND x.origin_id = NEW.record")
    yield Wall(
        name="mark_on_something_of_its_case",
        table="cases_mark",
        events=("INSERT",),
        broken=" AND ".join(f"NOT EXISTS ({each})" for each in found),
        message="a mark stands on something of its case",
        needs=(*tables, "cases_case"),
    )
    yield Wall(
        name="mark_lifted_by_two",
        table="cases_mark",
        events=("UPDATE OF lifted_at",),
        broken="OLD.lifted_at IS DISTINCT FROM NEW.lifted_at AND NOT EXISTS"
        " (SELECT 1 FROM cases_marklifting l WHERE l.mark_id = NEW.id AND l.state = 'confirmed')",
        message="two people lift a mark",
        needs=("cases_marklifting",),
    )


def _links_of(model: type[ScopedModel]) -> Iterator[Wall]:
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        other: Any = field.related_model
        if isinstance(other, type) and issubclass(other, ScopedModel):
            column, there = field.column, other._meta.db_table
            yield Wall(
                name=f"{INSIDE}{table}_{column}",
                table=table,
                events=("INSERT", f"UPDATE OF {column}, network_id"),
                broken=f"NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {there} o"
                f" WHERE o.id = NEW.{column} AND o.network_id = NEW.network_id)",
                message="a row leads out of its network",
            )


def take_down(connection: Any) -> None:
    for wall in _standing(connection):
        for name in _names(wall):
            on = f" ON {wall.table}" if connection.vendor == "postgresql" else ""
            _execute(connection, f"DROP TRIGGER IF EXISTS {name}{on}")


def put_up(connection: Any) -> None:
    """Install what is missing; repeatable."""
    take_down(connection)
    statements = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    for wall in _standing(connection):
        for statement in statements(wall):
            _execute(connection, statement)


def _standing(connection: Any) -> list[Wall]:
    """Return the walls whose tables are there: half-way through the migrations some are not."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [wall for wall in walls() if {wall.table, *wall.needs} <= tables]


def _names(wall: Wall) -> list[str]:
    return [f"{wall.name}_{event.split()[0].lower()}" for event in wall.events]


def _on_sqlite(wall: Wall) -> Iterator[str]:
    for name, event in zip(_names(wall), wall.events, strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {wall.table} WHEN {wall.broken}"
            f" BEGIN SELECT RAISE(ABORT, '{wall.message}'); END"
        )


def _on_postgresql(wall: Wall) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {wall.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {wall.broken} THEN RAISE integrity_constraint_violation USING MESSAGE = '{wall.message}';"
        " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for name, event in zip(_names(wall), wall.events, strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {wall.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {wall.name}()"
        )


def _execute(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
