import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schutznetz.kernel.fields
import schutznetz.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_doubts_about_colleagues"),
        ("networks", "0002_decided_in_another_session"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KindCorrection",
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
                ("reporter_kind", schutznetz.kernel.fields.CodeField(max_length=48)),
                ("reasons", schutznetz.kernel.fields.SealedTextField(editable=True)),
                ("corrected_at", models.DateTimeField()),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, to="networks.network"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kind_corrections",
                        to="cases.report",
                    ),
                ),
            ],
            options={
                "ordering": ["corrected_at", "id"],
                "base_manager_name": "objects",
            },
        ),
    ]
