from django.db import migrations

import schutznetz.kernel.fields


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0024_disputes_and_restrictions'),
    ]

    operations = [
        migrations.AddField(
            model_name='guardiananswer',
            name='whose',
            field=schutznetz.kernel.fields.CodeField(default='all', max_length=48),
        ),
    ]
