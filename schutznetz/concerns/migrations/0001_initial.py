import datetime
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
            name='Concern',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', schutznetz.kernel.fields.CodeField(default='open', max_length=48)),
                ('age_band', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('last_at', models.DateTimeField()),
                ('warned_at', models.DateTimeField(null=True)),
                ('held_until', models.DateField(null=True)),
                ('held_why', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('child', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('answers', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.organisation')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'last_at', 'id'], name='concern_by_last')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(('closed_at__isnull', True), ('state', 'open')), _connector='OR'), name='concern_closed_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('held_until__isnull', True), ('held_why__isnull', True)), models.Q(('held_until__isnull', False), ('held_why__isnull', False)), _connector='OR'), name='concern_held_has_its_reason'), models.CheckConstraint(condition=models.Q(('held_until__isnull', True), ('held_until__range', (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))), _connector='OR'), name='concern_held_until_a_day_one_can_reckon_with')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('written_at', models.DateTimeField()),
                ('content', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='concerns.concern')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['written_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('looked_at', models.DateTimeField()),
                ('signs', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='concerns.concern')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['-looked_at', '-id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('shared_at', models.DateTimeField()),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='concerns.concern')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('concern', 'person'), name='share_once_with_each_colleague')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sheet_type', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('size', models.PositiveIntegerField()),
                ('attached_at', models.DateTimeField()),
                ('name', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('body', schutznetz.kernel.fields.SealedBytesField(editable=True)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='concerns.concern')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['attached_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Takeover',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('taken_at', models.DateTimeField()),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='takeovers', to='concerns.concern')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['taken_at', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('before', models.F('taken_by')), _negated=True), name='takeover_by_somebody_else')],
            },
        ),
    ]
