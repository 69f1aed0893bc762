import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schutznetz.kernel.ids


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_cache_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='JoinedAccount',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField(db_index=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
