"""The database itself refuses to change or remove what was recorded."""

from django.db import migrations

MESSAGE = "the audit trail is append-only"
FIXED = ("id", "network_id", "stream", "count", "at", "action", "commitment")


def sqlite():
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIXED)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    return [
        f"CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON kernel_auditevent {refuse}",
        "CREATE TRIGGER audit_keeps_contents BEFORE UPDATE ON kernel_auditevent WHEN "
        f"{changed} OR (NEW.payload IS NOT NULL AND NEW.payload IS NOT OLD.payload)"
        " OR (OLD.number IS NOT NULL AND (NEW.number IS NOT OLD.number OR NEW.chain IS NOT OLD.chain))"
        f" {refuse}",
        # "INSERT OR REPLACE" removes rows without asking the trigger above.
        "CREATE TRIGGER audit_replaces_nothing BEFORE INSERT ON kernel_auditevent WHEN NEW.number IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM kernel_auditevent WHERE id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM kernel_auditevent WHERE network_id = NEW.network_id"
        f" AND stream = NEW.stream AND count = NEW.count) {refuse}",
    ]


def postgresql():
    changed = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in FIXED)
    refuse = f"RAISE EXCEPTION '{MESSAGE}'"
    return [
        "CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP <> 'UPDATE' THEN {refuse}; END IF;"
        f" IF {changed} OR (NEW.payload IS NOT NULL AND NEW.payload IS DISTINCT FROM OLD.payload)"
        " OR (OLD.number IS NOT NULL AND (NEW.number IS DISTINCT FROM OLD.number"
        f" OR NEW.chain IS DISTINCT FROM OLD.chain)) THEN {refuse}; END IF;"
        " RETURN NEW; END $$",
        "CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON kernel_auditevent"
        " FOR EACH ROW EXECUTE FUNCTION audit_guard()",
        "CREATE TRIGGER audit_keeps_contents BEFORE UPDATE ON kernel_auditevent"
        " FOR EACH ROW EXECUTE FUNCTION audit_guard()",
        "CREATE TRIGGER audit_links_nothing_new BEFORE INSERT ON kernel_auditevent"
        " FOR EACH ROW WHEN (NEW.number IS NOT NULL) EXECUTE FUNCTION audit_guard()",
        "CREATE TRIGGER audit_keeps_table BEFORE TRUNCATE ON kernel_auditevent"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()",
    ]


NAMES = {
    "sqlite": ["audit_keeps_rows", "audit_keeps_contents", "audit_replaces_nothing"],
    "postgresql": ["audit_keeps_rows", "audit_keeps_contents", "audit_links_nothing_new", "audit_keeps_table"],
}


def put_up(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in sqlite() if vendor == "sqlite" else postgresql():
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name in NAMES[vendor]:
        where = " ON kernel_auditevent" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {name}{where}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_guard()")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
