"""A worry is held until a day with which one can reckon: whoever typed the year 9999 lost it from sight."""

from datetime import date

from django.db import migrations, models

LAST = date(2200, 12, 31)


def within_reach(apps, schema_editor):
    """Bring impossible days within reach; the owner of the table sees all networks for that moment."""
    owner_is_bound = schema_editor.connection.vendor == "postgresql"
    if owner_is_bound:
        schema_editor.execute("ALTER TABLE concerns_concern NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute(
        "UPDATE concerns_concern SET held_until = %s WHERE held_until > %s", [LAST, LAST]
    )
    if owner_is_bound:
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("ALTER TABLE concerns_concern FORCE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("concerns", "0003_keeping_and_taking_over")]

    operations = [
        migrations.RunPython(within_reach, migrations.RunPython.noop),
        migrations.AddConstraint(
            "concern",
            models.CheckConstraint(
                condition=models.Q(("held_until__isnull", True))
                | models.Q(("held_until__range", (date(1900, 1, 1), LAST))),
                name="concern_held_until_a_day_one_can_reckon_with",
            ),
        ),
    ]
