"""Whoever keeps a worry is told a month before it is erased."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0004_held_until_a_possible_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='concern',
            name='warned_at',
            field=models.DateTimeField(null=True),
        ),
    ]
