import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('about_type', models.CharField(max_length=64)),
                ('about_id', models.UUIDField()),
                ('about_label', models.CharField(max_length=80)),
                ('line', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
                ('protective', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('ladder', models.JSONField(default=list)),
                ('steps_climbed', models.PositiveIntegerField(default=0)),
                ('next_step_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('late_cause', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
                ('late_note', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('substitute', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['network', 'owner', 'due_at', 'id'], name='task_of_owner'), models.Index(condition=models.Q(('settled_at', None)), fields=['network', 'line', 'due_at', 'id'], name='task_of_line'), models.Index(fields=['network', 'about_type', 'about_id'], name='task_about'), models.Index(condition=models.Q(('settled_at', None)), fields=['network', 'next_step_at'], name='task_to_climb')],
                'constraints': [models.CheckConstraint(condition=models.Q(('owner__isnull', False), models.Q(('line', ''), _negated=True), _connector='OR'), name='task_has_an_owner'), models.CheckConstraint(condition=models.Q(('protective', False), ('owner__isnull', True), ('substitute__isnull', False), _connector='OR'), name='task_in_protection_has_a_substitute'), models.CheckConstraint(condition=models.Q(('substitute__isnull', True), ('owner__isnull', True), models.Q(('substitute', models.F('owner')), _negated=True), _connector='OR'), name='task_substitute_is_somebody_else'), models.CheckConstraint(condition=models.Q(models.Q(('late', True), ('settled_at__gt', models.F('due_at'))), models.Q(('late', False), ('late_cause', ''), models.Q(('settled_at', None), ('settled_at__lte', models.F('due_at')), _connector='OR')), _connector='OR'), name='task_late_means_settled_after_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.PositiveIntegerField()),
                ('rung', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('called_at', models.DateTimeField()),
                ('letter_id', models.UUIDField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='work.task')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('task', 'step', 'person'), name='escalation_calls_a_person_once')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('substitute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['network', 'starts_at', 'ends_at'], name='shift_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('substitute', models.F('person')), _negated=True), name='shift_substitute_is_somebody_else')],
            },
        ),
    ]
