import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models


# What was said is never changed: refused by the database itself, on both engines.
FINAL = ["id", "network_id", "consultation_id", "kind", "at", "author_id", "text", "confirmed"]
TABLE = "advice_consultationentry"
FUNCTION = """
CREATE FUNCTION advice_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'what was said is final'; END $$
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FINAL)
        schema_editor.execute(FUNCTION)
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_is_final BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed}) "
            "EXECUTE FUNCTION advice_entry_is_final()"
        )
    else:
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FINAL)
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_is_final BEFORE UPDATE ON {TABLE} WHEN {changed} "
            "BEGIN SELECT RAISE(ABORT, 'what was said is final'); END"
        )


def backwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(f"DROP TRIGGER {TABLE}_is_final" + (f" ON {TABLE}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION advice_entry_is_final()")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=9)),
                ('state', schutznetz.kernel.fields.CodeField(default='asked', max_length=48)),
                ('topic', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('age', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('urgency', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('disability', models.BooleanField(default=False)),
                ('languages', models.JSONField(default=list)),
                ('receipt_tag', models.CharField(blank=True, max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('last_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'last_at', 'id'], name='consultation_by_last')],
                'constraints': [models.UniqueConstraint(fields=('network', 'reference'), name='consultation_reference_once'), models.UniqueConstraint(condition=models.Q(('receipt_tag', ''), _negated=True), fields=('network', 'receipt_tag'), name='consultation_receipt_once'), models.CheckConstraint(condition=models.Q(models.Q(('asked_by__isnull', False), ('receipt_tag', '')), models.Q(('asked_by__isnull', True), models.Q(('receipt_tag', ''), _negated=True)), _connector='OR'), name='consultation_asked_with_an_account_or_a_code'), models.CheckConstraint(condition=models.Q(models.Q(('consultant', None), models.Q(('consultant', models.F('asked_by')), _negated=True), _connector='OR'), models.Q(('deputy', None), models.Q(('deputy', models.F('asked_by')), _negated=True), _connector='OR')), name='consultation_nobody_advises_herself'), models.CheckConstraint(condition=models.Q(('deputy', None), models.Q(('consultant__isnull', False), models.Q(('deputy', models.F('consultant')), _negated=True)), _connector='OR'), name='consultation_deputy_is_somebody_else'), models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('due_at', None)), _connector='OR'), name='consultation_waits_until_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('signed_by__isnull', False), ('state', 'signed')), models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_at', None), ('signed_by', None)), _connector='OR'), name='consultation_signed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ConsultationCount',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('topic', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('age', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('urgency', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('asked', models.PositiveIntegerField(default=0)),
                ('answered', models.PositiveIntegerField(default=0)),
                ('in_time', models.PositiveIntegerField(default=0)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'year', 'topic', 'age', 'urgency'), name='consultation_count_one_row'), models.CheckConstraint(condition=models.Q(('in_time__lte', models.F('answered')), ('answered__lte', models.F('asked'))), name='consultation_count_adds_up')],
            },
        ),
        migrations.CreateModel(
            name='ConsultationEntry',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('at', models.DateTimeField()),
                ('text', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('confirmed', models.PositiveSmallIntegerField(default=0)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='advice.consultation')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['at', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'result')), fields=('network', 'consultation'), name='consultation_has_one_result'), models.CheckConstraint(condition=models.Q(('author__isnull', False), ('kind__in', ['question', 'dissent']), _connector='OR'), name='consultation_answered_under_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Consultant',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('topics', models.JSONField(default=list)),
                ('languages', models.JSONField(default=list)),
                ('disability', models.BooleanField(default=False)),
                ('hours', models.CharField(blank=True, max_length=200)),
                ('accepting', models.BooleanField(default=True)),
                ('deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deputy_for', to='advice.consultant')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='networks.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('network', 'user'), name='consultant_once'), models.CheckConstraint(condition=models.Q(('deputy', models.F('id')), _negated=True), name='consultant_deputy_is_somebody_else')],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
