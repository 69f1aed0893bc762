import django.db.models.deletion
import schutznetz.kernel.fields
import schutznetz.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('care', '0002_consents_referrals_and_calls'),
        ('networks', '0003_period_of_certificates'),
        ('offers', '0003_offers_that_stay_true'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FamilyMidwife',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('profession', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('contract', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('qualified_on', models.DateField()),
                ('qualified_in', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('recognised_on', models.DateField(null=True)),
                ('until_months', models.PositiveSmallIntegerField()),
                ('weekly_minutes', models.PositiveIntegerField()),
                ('postcode', models.CharField(max_length=5)),
                ('reach', models.PositiveSmallIntegerField()),
                ('languages', models.JSONField(default=list)),
                ('topics', models.JSONField(default=list)),
                ('accepting', models.BooleanField(default=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='MidwifeProof',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('seen_on', models.DateField()),
                ('counts_until', models.DateField(null=True)),
                ('reminded_of', models.DateField(null=True)),
                ('midwife', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='visiting.familymidwife')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('seen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='PlacingPlan',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('job_id', models.UUIDField(null=True)),
                ('trial', models.BooleanField(default=False)),
                ('leaving', models.JSONField(default=list)),
                ('more', models.PositiveSmallIntegerField(default=0)),
                ('pins', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('question', schutznetz.kernel.fields.SealedJSONField(editable=True, null=True)),
                ('proposals', models.JSONField(default=dict)),
                ('adopted', models.CharField(blank=True, max_length=20)),
                ('adopted_at', models.DateTimeField(null=True)),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitRequest',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', schutznetz.kernel.fields.CodeField(default='waiting', max_length=48)),
                ('urgency', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('asked_at', models.DateTimeField()),
                ('weekly_minutes', models.PositiveIntegerField()),
                ('languages', models.JSONField(default=list)),
                ('language_needed', models.BooleanField(default=False)),
                ('postcode', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('topics', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('not_with', models.JSONField(default=list)),
                ('placed_at', models.DateTimeField(null=True)),
                ('jumped', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('planned_end', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('end', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
                ('review_on', models.DateField(null=True)),
                ('review_asked', models.DateField(null=True)),
                ('end_asked', models.DateField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='care.family')),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='visiting.visitrequest')),
                ('midwife', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='visiting.familymidwife')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitHandOver',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('handed_at', models.DateTimeField()),
                ('words', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('handed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('passing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='care.passing')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='visiting.visitrequest')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='visiting.visitrequest')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitGoal',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('agreed_on', models.DateField()),
                ('words', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('state', schutznetz.kernel.fields.CodeField(default='open', max_length=48)),
                ('settled_on', models.DateField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='visiting.visitrequest')),
            ],
            options={
                'ordering': ['agreed_on', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitContact',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('travel_minutes', models.PositiveSmallIntegerField(default=0)),
                ('kilometres', models.PositiveSmallIntegerField(default=0)),
                ('noted_at', models.DateTimeField()),
                ('topics', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('note', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('next_step', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('void', models.BooleanField(default=False)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='visiting.visitcontact')),
                ('midwife', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='visiting.familymidwife')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='visiting.visitrequest')),
            ],
            options={
                'ordering': ['on', 'noted_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Meanwhile',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('words', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('offered_at', models.DateTimeField()),
                ('answer', schutznetz.kernel.fields.CodeField(default='open', max_length=48)),
                ('answered_at', models.DateTimeField(null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.offer')),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meanwhile', to='visiting.visitrequest')),
            ],
            options={
                'ordering': ['offered_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitReview',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('next_on', models.DateField()),
                ('noted_at', models.DateTimeField()),
                ('words', schutznetz.kernel.fields.SealedTextField(editable=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='visiting.visitrequest')),
            ],
            options={
                'ordering': ['held_on', 'noted_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitSheet',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('moment', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('noted_at', models.DateTimeField()),
                ('counted', models.BooleanField(default=False)),
                ('burdens', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('strengths', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('need', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('content', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('outlook', schutznetz.kernel.fields.SealedTextField(editable=True, null=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='visiting.visitrequest')),
            ],
            options={
                'ordering': ['noted_at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='VisitTally',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('measure', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('value', models.CharField(blank=True, max_length=20)),
                ('count', models.PositiveIntegerField(default=0)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='familymidwife',
            constraint=models.UniqueConstraint(fields=('network', 'user'), name='family_midwife_once'),
        ),
        migrations.AddConstraint(
            model_name='midwifeproof',
            constraint=models.UniqueConstraint(fields=('network', 'midwife', 'kind'), name='proof_once_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='midwifeproof',
            constraint=models.CheckConstraint(condition=models.Q(('counts_until', None), ('counts_until__gte', models.F('seen_on')), _connector='OR'), name='proof_counts_after_it_was_seen'),
        ),
        migrations.AddConstraint(
            model_name='placingplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adopted', ''), ('adopted_at', None), ('adopted_by', None)), models.Q(models.Q(('adopted', ''), _negated=True), ('adopted_at__isnull', False), ('adopted_by__isnull', False)), _connector='OR'), name='plan_adopted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='placingplan',
            constraint=models.CheckConstraint(condition=models.Q(('trial', False), ('adopted', ''), _connector='OR'), name='plan_tried_out_is_never_adopted'),
        ),
        migrations.AddIndex(
            model_name='visitrequest',
            index=models.Index(fields=['network', 'state', 'asked_at', 'id'], name='visit_request_by_state'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('follows', None)), fields=('network', 'family'), name='family_asks_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.UniqueConstraint(fields=('network', 'follows'), name='visits_followed_once'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('midwife', None), ('placed_at', None), ('placed_by', None), ('state', 'waiting')), models.Q(('midwife__isnull', False), ('placed_at__isnull', False), ('placed_by__isnull', False), ('planned_end__isnull', False), ('state', 'placed')), ('state', 'ended'), _connector='OR'), name='visit_placed_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='visitrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'ended'), models.Q(('end', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('end', ''), ('ended_at', None)), _connector='OR'), name='visit_ended_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='visithandover',
            constraint=models.UniqueConstraint(fields=('network', 'request'), name='handed_over_once'),
        ),
        migrations.AddConstraint(
            model_name='visithandover',
            constraint=models.CheckConstraint(condition=models.Q(('successor', models.F('request')), _negated=True), name='handed_over_to_another_request'),
        ),
        migrations.AddConstraint(
            model_name='visitgoal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='goal_settled_on_a_day'),
        ),
        migrations.AddIndex(
            model_name='visitcontact',
            index=models.Index(fields=['network', 'on', 'id'], name='contact_by_day'),
        ),
        migrations.AddConstraint(
            model_name='visitcontact',
            constraint=models.UniqueConstraint(fields=('network', 'corrects'), name='contact_corrected_once'),
        ),
        migrations.AddConstraint(
            model_name='visitcontact',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gt', 0), ('kind', 'no_show'), ('void', True), _connector='OR'), name='contact_takes_its_time'),
        ),
        migrations.AddConstraint(
            model_name='visitcontact',
            constraint=models.CheckConstraint(condition=models.Q(('void', False), ('corrects__isnull', False), _connector='OR'), name='contact_is_void_by_correction'),
        ),
        migrations.AddConstraint(
            model_name='meanwhile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'open'), ('answered_at', None)), models.Q(models.Q(('answer', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='meanwhile_answered_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='visitreview',
            constraint=models.CheckConstraint(condition=models.Q(('next_on__gt', models.F('held_on'))), name='review_is_followed_by_a_later_one'),
        ),
        migrations.AddConstraint(
            model_name='visitsheet',
            constraint=models.UniqueConstraint(fields=('network', 'request', 'moment'), name='sheet_once_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='visittally',
            constraint=models.UniqueConstraint(fields=('network', 'year', 'measure', 'value'), name='visit_tally_one_row'),
        ),
    ]
