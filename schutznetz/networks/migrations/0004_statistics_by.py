
import schutznetz.kernel.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0003_licensing_authority'),
    ]

    operations = [
        migrations.AddField(
            model_name='network',
            name='statistics_by',
            field=schutznetz.kernel.fields.CodeField(default='here', max_length=48),
        ),
    ]
