import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=9)),
                ('language', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('opened_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('name', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('phone', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('email', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('address', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('reach', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('silent', models.BooleanField(default=False)),
                ('untaken', models.BooleanField(default=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'opened_at', 'id'], name='family_by_opening')],
                'constraints': [models.UniqueConstraint(fields=('network', 'reference'), name='family_reference_once')],
            },
        ),
        migrations.CreateModel(
            name='FamilyChild',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('known', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='care.family')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['position', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('network', 'family', 'position'), name='family_child_once')],
            },
        ),
    ]
