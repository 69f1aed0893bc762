"""A clearance is granted by two people: what one alone had granted opens nothing any more."""

import django.db.models.deletion
import schutznetz.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0025_whose_answer"),
        ("networks", "0007_when_the_statistics_close"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="clearance", name="clearance_once_per_person"),
        migrations.RenameField(model_name="clearance", old_name="granted_by", new_name="proposed_by"),
        migrations.RenameField(model_name="clearance", old_name="granted_at", new_name="proposed_at"),
        migrations.AddField(
            model_name="clearance", name="state", field=schutznetz.kernel.fields.CodeField(default="voided", max_length=48)
        ),
        migrations.AlterField(
            model_name="clearance", name="state", field=schutznetz.kernel.fields.CodeField(default="proposed", max_length=48)
        ),
        migrations.AddField(
            model_name="clearance", name="proposed_session", field=models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddField(
            model_name="clearance", name="seal", field=models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddField(
            model_name="clearance",
            name="confirmed_by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(model_name="clearance", name="confirmed_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="clearance", name="confirmed_session", field=models.CharField(blank=True, max_length=64)
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('state', 'confirmed'), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), models.Q(('confirmed_session', models.F('proposed_session')), _negated=True)), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), _connector='OR'), name='clearance_confirmed_by_another_person_in_another_session'),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'confirmed'), ('withdrawn_at', None)), fields=('network', 'whereabouts', 'person'), name='clearance_once_per_person'),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('network', 'whereabouts', 'person'), name='clearance_proposed_once'),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(condition=models.Q(('state', 'voided'), models.Q(models.Q(('person', models.F('proposed_by')), _negated=True), models.Q(('confirmed_by__isnull', True), models.Q(('person', models.F('confirmed_by')), _negated=True), _connector='OR')), _connector='OR'), name='clearance_granted_by_two_others'),
        ),
    ]
