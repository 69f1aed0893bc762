import django.db.models.deletion
import schutznetz.kernel.clock
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('network_id', models.UUIDField(editable=False)),
                ('stream', models.CharField(max_length=32)),
                ('count', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=96)),
                ('commitment', models.BinaryField()),
                ('payload', models.BinaryField(null=True)),
                ('number', models.PositiveBigIntegerField(null=True)),
                ('chain', models.BinaryField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('number', None)), fields=['network_id', 'id'], name='audit_tail')],
                'constraints': [models.UniqueConstraint(fields=('network_id', 'stream', 'count'), name='audit_counted_once'), models.UniqueConstraint(fields=('network_id', 'number'), name='audit_one_chain'), models.CheckConstraint(condition=models.Q(models.Q(('chain', None), ('number', None)), models.Q(('chain__isnull', False), ('number__isnull', False)), _connector='OR'), name='audit_linked_completely')],
            },
        ),
        migrations.CreateModel(
            name='NetworkKey',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('root_version', models.PositiveIntegerField()),
                ('wrapped', models.BinaryField()),
                ('created_at', models.DateTimeField(default=schutznetz.kernel.clock.now)),
                ('retired_at', models.DateTimeField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'version'), name='network_key_one_of_each_version')],
            },
        ),
        migrations.CreateModel(
            name='IntakeKey',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('public', models.BinaryField()),
                ('private', models.BinaryField()),
                ('created_at', models.DateTimeField(default=schutznetz.kernel.clock.now)),
                ('retired_at', models.DateTimeField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('wrapping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='kernel.networkkey')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'version'), name='intake_key_one_of_each_version')],
            },
        ),
        migrations.CreateModel(
            name='Envelope',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='kernel.intakekey')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='KeyRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('record', models.UUIDField()),
                ('compartment', models.CharField(max_length=16)),
                ('wrapped', models.BinaryField()),
                ('envelope', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='kernel.envelope')),
                ('network', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('wrapping', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='kernel.networkkey')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'record', 'compartment'), name='key_one_per_compartment'), models.CheckConstraint(condition=models.Q(('wrapping__isnull', True), ('envelope__isnull', True), _connector='XOR'), name='key_wrapped_once')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64)),
                ('kind', models.CharField(max_length=64)),
                ('body', models.BinaryField()),
                ('result_id', models.UUIDField(null=True)),
                ('received_at', models.DateTimeField(db_index=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'key'), name='submission_received_once')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=64)),
                ('value', models.PositiveBigIntegerField()),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'name'), name='counter_per_network')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('actor_id', models.UUIDField()),
                ('form', models.CharField(max_length=64)),
                ('about', models.CharField(blank=True, max_length=36)),
                ('text', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'actor_id', 'form', 'about'), name='draft_one_per_form')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=64)),
                ('key', models.CharField(blank=True, max_length=96)),
                ('payload', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('state', schutznetz.kernel.fields.CodeField(default='waiting', max_length=48)),
                ('due_at', models.DateTimeField()),
                ('every', models.PositiveIntegerField(null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('lease', models.UUIDField(null=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=96)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('text', models.CharField(blank=True, max_length=200)),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'indexes': [models.Index(fields=['network', 'state', 'due_at'], name='job_next')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('network', 'name', 'key'), name='job_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('lease__isnull', False), ('leased_until__isnull', False), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('lease', None), ('leased_until', None)), _connector='OR'), name='job_running_under_a_lease')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('way', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('to', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('notice', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('language', models.CharField(default='de', max_length=16)),
                ('link', models.CharField(blank=True, max_length=200)),
                ('token', models.CharField(blank=True, max_length=64)),
                ('state', schutznetz.kernel.fields.CodeField(default='waiting', max_length=48)),
                ('due_at', models.DateTimeField()),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=96)),
                ('asked_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'indexes': [models.Index(fields=['network', 'state', 'due_at'], name='letter_next')],
            },
        ),
    ]
