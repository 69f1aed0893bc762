"""The word index of published offers: FTS5 on SQLite, a generated tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE offers_text USING fts5(
         head, place, body, facets, content='', contentless_delete=1, detail=column, tokenize='ascii')""",
    """CREATE TRIGGER offers_text_insert AFTER INSERT ON offers_searchentry BEGIN
         INSERT INTO offers_text(rowid, head, place, body, facets)
         VALUES (new.id, new.head, new.place, new.body, new.facets); END""",
    """CREATE TRIGGER offers_text_delete AFTER DELETE ON offers_searchentry BEGIN
         DELETE FROM offers_text WHERE rowid = old.id; END""",
    """CREATE TRIGGER offers_text_update AFTER UPDATE OF head, place, body, facets ON offers_searchentry BEGIN
         DELETE FROM offers_text WHERE rowid = old.id;
         INSERT INTO offers_text(rowid, head, place, body, facets)
         VALUES (new.id, new.head, new.place, new.body, new.facets); END""",
]
POSTGRESQL = [
    # Ranges of keys are ranges of bytes: other collations overlook the marks at the beginning.
    'ALTER TABLE offers_searchkey ALTER COLUMN key TYPE varchar(50) COLLATE "C"',
    """ALTER TABLE offers_searchentry ADD COLUMN terms tsvector GENERATED ALWAYS AS (
         setweight(to_tsvector('simple'::regconfig, head), 'A')
         || setweight(to_tsvector('simple'::regconfig, place), 'B')
         || setweight(to_tsvector('simple'::regconfig, body), 'C')
         || setweight(to_tsvector('simple'::regconfig, facets), 'D')) STORED""",
    "CREATE INDEX offers_searchentry_terms ON offers_searchentry USING gin (terms) WITH (fastupdate = off)",
]
UNDO_SQLITE = [
    "DROP TRIGGER offers_text_insert",
    "DROP TRIGGER offers_text_delete",
    "DROP TRIGGER offers_text_update",
    "DROP TABLE offers_text",
]
UNDO_POSTGRESQL = ["ALTER TABLE offers_searchentry DROP COLUMN terms"]


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDO_SQLITE if schema_editor.connection.vendor == "sqlite" else UNDO_POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_initial")]
    operations = [migrations.RunPython(build, undo)]
