import django.db.models.deletion
import schutznetz.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_why_a_closing_was_returned'),
        ('networks', '0004_statistics_by'),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessmentRecord',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=20)),
                ('version', models.CharField(max_length=12)),
                ('completed_on', models.DateField()),
                ('answers', models.JSONField(default=dict)),
                ('complete', models.BooleanField(default=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'completed_on', 'key'], name='record_of_a_month')],
                'constraints': [models.UniqueConstraint(fields=('network', 'key'), name='record_once_per_assessment'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='record_has_a_key')],
            },
        ),
    ]
