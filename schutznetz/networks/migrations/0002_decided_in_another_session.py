"""Who decides on an access or a setting does it in a session of her own: kept by the database as well."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="proposed_session",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposal",
            name="decided_session",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                name="proposal_decided_in_another_session",
                condition=Q(decided_session="") | ~Q(decided_session=F("proposed_session")),
            ),
        ),
    ]
