"""The class of what was analysed, the own profession of who reports, and the court a letter is for.

SQLite rebuilds the table of reports and loses its trigger: it goes before, and comes back with the new column.
"""

from importlib import import_module

import schutznetz.kernel.fields
from django.conf import settings
from django.db import migrations, models


final = import_module("schutznetz.cases.migrations.0002_received_is_final")
TABLE = "cases_report"


def take_down(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {TABLE}_is_final{on}")


def _put_up(schema_editor, columns):
    trigger = final.postgresql if schema_editor.connection.vendor == "postgresql" else final.sqlite
    schema_editor.execute(trigger(TABLE, columns))


def put_up(apps, schema_editor):
    _put_up(schema_editor, [*final.FINAL[TABLE], "profession"])


def put_up_without(apps, schema_editor):
    _put_up(schema_editor, final.FINAL[TABLE])


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0026_clearances_by_two'),
        ('networks', '0009_disputed_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(take_down, put_up_without),
        migrations.RemoveConstraint(
            model_name='keepingperiod',
            name='keepingperiod_within_its_class',
        ),
        migrations.AddField(
            model_name='courtreferral',
            name='court',
            field=schutznetz.kernel.fields.SealedTextField(editable=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='profession',
            field=schutznetz.kernel.fields.CodeField(blank=True, max_length=48),
        ),
        migrations.AddConstraint(
            model_name='keepingperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retention', 'L2'), ('since', 'event'), ('months__gte', 1), ('months__lte', 12)), models.Q(('retention', 'L3'), ('since', 'event'), ('months__gte', 1), ('months__lte', 24)), models.Q(('retention', 'R1'), ('since', 'event'), ('months__gte', 12), ('months__lte', 24)), models.Q(('retention', 'R2'), ('since', 'event'), ('months__gte', 1), ('months__lte', 60)), models.Q(('retention', 'R3'), ('since', 'event'), ('months__gte', 1), ('months__lte', 360)), models.Q(('retention', 'R3'), ('since', 'majority'), ('months__gte', 0), ('months__lte', 120)), models.Q(('retention', 'R5'), ('since', 'event'), ('months__gte', 1), ('months__lte', 120)), _connector='OR'), name='keepingperiod_within_its_class'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('profession', ''), ('reporter_kind__in', ['benefit_body', 'shelter']), models.Q(('profession', 'social_work'), ('reporter_kind', 'provider')), _connector='OR'), name='report_profession_where_an_answer_turns_on_it'),
        ),
        migrations.RunPython(put_up, take_down),
    ]
