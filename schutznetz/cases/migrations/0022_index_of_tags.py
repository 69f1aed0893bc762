"""One index for the tags, not three: no tag was ever empty, and all of one network lie under its key."""

import django.db.models.deletion
from django.db import migrations, models

import schutznetz.kernel.blind


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_marks_once_per_case"), ("networks", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="knownperson",
            name="same",
            field=schutznetz.kernel.blind.BlindTagField(db_index=False, null=True),
        ),
        migrations.AlterField(
            model_name="knowntag",
            name="network",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="networks.network",
            ),
        ),
        migrations.AlterField(
            model_name="knowntag",
            name="tag",
            field=schutznetz.kernel.blind.BlindTagField(db_index=False, null=False),
        ),
    ]
