"""The content of a received report never changes (INV-1): refused by the database itself."""

from django.db import migrations

FINAL = {
    "cases_report": [
        "id",
        "network_id",
        "reference",
        "channel",
        "reporter_kind",
        "profession",
        "anonymous",
        "danger_now",
        "statement",
        "received_at",
        "entered_at",
        "entered_by_id",
    ],
    "cases_reportchild": ["id", "network_id", "report_id", "position", "description"],
    "cases_reportercontact": ["id", "network_id", "report_id", "details"],
    "cases_message": ["id", "network_id", "report_id", "kind", "at", "author_id", "sentence", "text"],
    "cases_attachment": ["id", "network_id", "report_id", "message_id", "position", "file_type", "size", "received_at", "name", "body"],
}


def sqlite(table, columns):
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    return (
        f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} WHEN {changed} "
        "BEGIN SELECT RAISE(ABORT, 'received content is final'); END"
    )


def postgresql(table, columns):
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return (
        f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        "EXECUTE FUNCTION cases_content_is_final()"
    )


FUNCTION = """
CREATE FUNCTION cases_content_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'received content is final'; END $$
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    trigger = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for table, columns in FINAL.items():
        schema_editor.execute(trigger(table, columns))


def backwards(apps, schema_editor):
    on = {"postgresql": " ON {}", "sqlite": ""}[schema_editor.connection.vendor]
    for table in FINAL:
        schema_editor.execute(f"DROP TRIGGER {table}_is_final" + on.format(table))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION cases_content_is_final()")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
