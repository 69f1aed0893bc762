"""Whose a worry is, from when it is kept, and who took it: what is there belongs to its author."""

import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models

FILL = """
UPDATE concerns_concern SET keeper_id = author_id, last_at = COALESCE(closed_at, (
    SELECT MAX(written_at) FROM concerns_entry WHERE concern_id = concerns_concern.id), opened_at)
"""
TABLES = ("concerns_concern", "concerns_entry")


def fill(apps, schema_editor):
    """Take both from what is there; the owner of the tables sees all networks for that moment."""
    owner_is_bound = schema_editor.connection.vendor == "postgresql"
    for table in TABLES if owner_is_bound else ():
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute(FILL)
    if owner_is_bound:
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the tables still wait to be checked
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def user(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0002_own_sheet"),
        ("networks", "0004_statistics_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("concern", "keeper", user(null=True)),
        migrations.AddField("concern", "last_at", models.DateTimeField(null=True)),
        migrations.AddField("concern", "held_until", models.DateField(null=True)),
        migrations.AddField(
            "concern", "held_why", schutznetz.kernel.fields.SealedTextField(editable=True, null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("concern", "keeper", user()),
        migrations.AlterField("concern", "last_at", models.DateTimeField()),
        migrations.AddIndex(
            "concern", models.Index(fields=["network", "last_at", "id"], name="concern_by_last")
        ),
        migrations.AddConstraint(
            "concern",
            models.CheckConstraint(
                condition=models.Q(("held_until__isnull", True), ("held_why__isnull", True))
                | models.Q(("held_until__isnull", False), ("held_why__isnull", False)),
                name="concern_held_has_its_reason",
            ),
        ),
        migrations.CreateModel(
            name="Takeover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schutznetz.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                ("before", user()),
                ("taken_by", user()),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takeovers",
                        to="concerns.concern",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "ordering": ["taken_at", "id"],
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("taken_by")), _negated=True),
                        name="takeover_by_somebody_else",
                    )
                ],
            },
        ),
    ]
