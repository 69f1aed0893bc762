"""A question may come without an account; then only the code on its receipt leads back to it.

SQLite rebuilds the table of what was said and loses its trigger: it goes before and comes back after.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

final = import_module("schutznetz.advice.migrations.0001_initial")


class Migration(migrations.Migration):

    dependencies = [
        ('advice', '0001_initial'),
        ('networks', '0006_own_periods'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(final.backwards, final.forwards),
        migrations.AddField(
            model_name='consultation',
            name='receipt_tag',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='consultation',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='consultationentry',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(condition=models.Q(('receipt_tag', ''), _negated=True), fields=('network', 'receipt_tag'), name='consultation_receipt_once'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_by__isnull', False), ('receipt_tag', '')), models.Q(('asked_by__isnull', True), models.Q(('receipt_tag', ''), _negated=True)), _connector='OR'), name='consultation_asked_with_an_account_or_a_code'),
        ),
        migrations.AddConstraint(
            model_name='consultationentry',
            constraint=models.CheckConstraint(condition=models.Q(('author__isnull', False), ('kind__in', ['question', 'dissent']), _connector='OR'), name='consultation_answered_under_a_name'),
        ),
        migrations.RunPython(final.forwards, final.backwards),
    ]
