import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('care', '0002_consents_referrals_and_calls'),
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('reference', models.CharField(max_length=9)),
                ('state', schutznetz.kernel.fields.CodeField(default='preparing', max_length=48)),
                ('name', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('contact', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('profile', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('training', schutznetz.kernel.fields.CodeField(default='none', max_length=48)),
                ('insured', models.BooleanField(default=False)),
                ('confidential_on', models.DateField(null=True)),
                ('declared_on', models.DateField(null=True)),
                ('added_at', models.DateTimeField()),
                ('last_active_on', models.DateField(null=True)),
                ('reminded_of', models.DateField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('left_on', models.DateField(null=True)),
                ('left_why', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('network', 'reference'), name='volunteer_reference_once'), models.CheckConstraint(condition=models.Q(models.Q(('left_on__isnull', False), ('state', 'left'), models.Q(('left_why', ''), _negated=True)), models.Q(models.Q(('state', 'left'), _negated=True), ('left_on', None), ('left_why', '')), _connector='OR'), name='volunteer_left_has_day_and_reason'), models.CheckConstraint(condition=models.Q(models.Q(('last_active_on', None), ('state', 'preparing')), models.Q(models.Q(('state', 'preparing'), _negated=True), ('last_active_on__isnull', False)), _connector='OR'), name='volunteer_active_since_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('volunteer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='certificate', to='volunteers.volunteer')),
                ('seen_on', models.DateField()),
                ('issued_on', models.DateField()),
                ('relevant_entry', models.BooleanField()),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('seen_on__gte', models.F('issued_on'))), name='certificate_seen_after_it_was_issued')],
            },
        ),
        migrations.CreateModel(
            name='GroupMeeting',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('on', models.DateField()),
                ('topic', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('network', 'on'), name='group_meets_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='volunteers.groupmeeting')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='volunteers.volunteer')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('network', 'meeting', 'volunteer'), name='attendance_once')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='volunteer_wishes', to='care.family')),
                ('state', schutznetz.kernel.fields.CodeField(default='waiting', max_length=48)),
                ('details', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('words', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='care.familyconsent')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'state', 'asked_at', 'id'], name='wish_by_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'matched'])), fields=('network', 'family'), name='wish_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='volunteers.wish')),
                ('volunteer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='matches', to='volunteers.volunteer')),
                ('state', schutznetz.kernel.fields.CodeField(default='proposed', max_length=48)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_at', models.DateTimeField()),
                ('talk_volunteer_on', models.DateField(null=True)),
                ('talk_volunteer', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('talk_family_on', models.DateField(null=True)),
                ('talk_family', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reasons', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('agreement', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('allowance', models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                ('starts_on', models.DateField(null=True)),
                ('planned_until', models.DateField(null=True)),
                ('end_asked_of', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
                ('end_note', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'running'])), fields=('network', 'wish'), name='match_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['running', 'ended']), _negated=True), models.Q(('talk_family__isnull', False), ('talk_family_on__isnull', False), ('talk_volunteer__isnull', False), ('talk_volunteer_on__isnull', False)), _connector='OR'), name='match_talked_over_with_both'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['proposed', 'called_off']), ('decided_at', None), ('decided_by', None), ('reasons__isnull', True)), models.Q(models.Q(('state__in', ['proposed', 'called_off']), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False), ('reasons__isnull', False)), _connector='OR'), name='match_decided_by_somebody_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['running', 'ended']), _negated=True), ('agreement__isnull', True), ('planned_until', None), ('starts_on', None)), models.Q(('state__in', ['running', 'ended']), ('agreement__isnull', False), ('starts_on__isnull', False), ('planned_until__gte', models.F('starts_on')), ('planned_until__isnull', False)), _connector='OR'), name='match_agreed_from_when_until_when'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__gte', models.F('starts_on')), ('ended_on__isnull', False), ('state', 'ended'), models.Q(('end_reason', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('end_note__isnull', True), ('end_reason', ''), ('ended_on', None)), _connector='OR'), name='match_ended_has_day_and_reason'), models.CheckConstraint(condition=models.Q(('allowance__gte', 0)), name='match_allowance_is_no_debt')],
            },
        ),
        migrations.CreateModel(
            name='GivenTime',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='volunteers.match')),
                ('on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('expense', models.DecimalField(decimal_places=2, max_digits=7)),
                ('note', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
            ],
            options={
                'ordering': ['on', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__range', (1, 1440))), name='given_time_within_a_day'), models.CheckConstraint(condition=models.Q(('expense__gte', 0)), name='given_time_costs_are_no_debt')],
            },
        ),
    ]
