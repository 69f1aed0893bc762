"""Every case has a responsible person and a substitute, two different people (INV-2)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = ("cases_case", "cases_report", "cases_teammember")
FILL = """
UPDATE cases_case SET
  lead_id = COALESCE(
    (SELECT r.responsible_id FROM cases_report r WHERE r.id = cases_case.origin_id),
    (SELECT t.user_id FROM cases_teammember t WHERE t.case_id = cases_case.id ORDER BY t.id LIMIT 1)),
  substitute_id = COALESCE(
    (SELECT r.second_id FROM cases_report r WHERE r.id = cases_case.origin_id),
    (SELECT t.user_id FROM cases_teammember t WHERE t.case_id = cases_case.id ORDER BY t.id LIMIT 1 OFFSET 1)),
  outcome = CASE outcome WHEN 'endangerment' THEN 'acute' ELSE outcome END
"""


def fill(apps, schema_editor):
    """Take both from the report; the owner of the tables sees all networks for that moment."""
    owner_is_bound = schema_editor.connection.vendor == "postgresql"
    for table in TABLES if owner_is_bound else ():
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute(FILL)
    if owner_is_bound:
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in TABLES if owner_is_bound else ():
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=django.db.models.deletion.PROTECT, related_name="+", **options
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_received_is_final"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.RemoveConstraint("case", "case_closed_with_outcome"),
        migrations.AddField("case", "child_seen_at", models.DateTimeField(null=True)),
        migrations.AddField("case", "lead", person(null=True)),
        migrations.AddField("case", "substitute", person(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("case", "lead", person()),
        migrations.AlterField("case", "substitute", person()),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=~models.Q(lead=models.F("substitute")),
                name="case_has_a_substitute_who_is_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(state__in=["reported", "assessment"], outcome="")
                | ~models.Q(state__in=["reported", "assessment"]) & ~models.Q(outcome=""),
                name="case_has_an_outcome_from_the_result_on",
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | ~models.Q(state="closed") & models.Q(closed_at__isnull=True),
                name="case_closed_at_a_time",
            ),
        ),
    ]
