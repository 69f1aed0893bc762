import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('care', '0001_initial'),
        ('networks', '0002_decided_in_another_session'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FamilyMidwife',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('profession', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('contract', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('qualified_on', models.DateField()),
                ('qualified_in', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('recognised_on', models.DateField(null=True)),
                ('until_months', models.PositiveSmallIntegerField()),
                ('weekly_minutes', models.PositiveIntegerField()),
                ('postcode', models.CharField(max_length=5)),
                ('reach', models.PositiveSmallIntegerField()),
                ('languages', models.JSONField(default=list)),
                ('topics', models.JSONField(default=list)),
                ('accepting', models.BooleanField(default=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='PlacingPlan',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('job_id', models.UUIDField(null=True)),
                ('trial', models.BooleanField(default=False)),
                ('leaving', models.JSONField(default=list)),
                ('more', models.PositiveSmallIntegerField(default=0)),
                ('before', models.JSONField(default=dict)),
                ('question', schutznetz.kernel.fields.SealedJSONField(editable=True, null=True)),
                ('proposals', models.JSONField(default=dict)),
                ('adopted', models.CharField(blank=True, max_length=20)),
                ('adopted_at', models.DateTimeField(null=True)),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitRequest',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', schutznetz.kernel.fields.CodeField(default='waiting', max_length=48)),
                ('urgency', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('asked_at', models.DateTimeField()),
                ('weekly_minutes', models.PositiveIntegerField()),
                ('languages', models.JSONField(default=list)),
                ('language_needed', models.BooleanField(default=False)),
                ('postcode', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('topics', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('not_with', models.JSONField(default=list)),
                ('placed_at', models.DateTimeField(null=True)),
                ('jumped', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('planned_end', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('end', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='care.family')),
                ('midwife', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='visiting.familymidwife')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='familymidwife',
            constraint=models.UniqueConstraint(fields=('network', 'user'), name='family_midwife_once'),
        ),
        migrations.AddConstraint(
            model_name='placingplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adopted', ''), ('adopted_at', None), ('adopted_by', None)), models.Q(models.Q(('adopted', ''), _negated=True), ('adopted_at__isnull', False), ('adopted_by__isnull', False)), _connector='OR'), name='plan_adopted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='placingplan',
            constraint=models.CheckConstraint(condition=models.Q(('trial', False), ('adopted', ''), _connector='OR'), name='plan_tried_out_is_never_adopted'),
        ),
        migrations.AddIndex(
            model_name='visitrequest',
            index=models.Index(fields=['network', 'state', 'asked_at', 'id'], name='visit_request_by_state'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('network', 'family'), name='family_asks_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('midwife', None), ('placed_at', None), ('placed_by', None), ('state', 'waiting')), models.Q(('midwife__isnull', False), ('placed_at__isnull', False), ('placed_by__isnull', False), ('planned_end__isnull', False), ('state', 'placed')), ('state', 'ended'), _connector='OR'), name='visit_placed_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'ended'), models.Q(('end', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('end', ''), ('ended_at', None)), _connector='OR'), name='visit_ended_for_a_reason'),
        ),
    ]
