import django.core.validators
import django.db.models.deletion
import schutznetz.kernel.clock
import schutznetz.kernel.fields
import schutznetz.kernel.ids
import schutznetz.networks.models.people
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=200)),
                ('owner_name', models.CharField(blank=True, max_length=200)),
                ('land', schutznetz.kernel.fields.CodeField(blank=True, max_length=48)),
                ('founded_on', models.DateField(null=True)),
                ('suspended', models.BooleanField(default=False)),
                ('office_name', models.CharField(blank=True, max_length=200)),
                ('office_address', models.CharField(blank=True, max_length=300)),
                ('office_hours', models.CharField(blank=True, max_length=300)),
                ('office_phone', models.CharField(blank=True, max_length=40)),
                ('office_email', models.EmailField(blank=True, max_length=254)),
                ('intake_number', models.CharField(blank=True, max_length=40)),
                ('intake_hours', models.CharField(blank=True, max_length=300)),
                ('on_call_number', models.CharField(blank=True, max_length=40)),
                ('on_call_audience', schutznetz.kernel.fields.CodeField(default='public', max_length=48)),
                ('statistics_by', schutznetz.kernel.fields.CodeField(default='here', max_length=48)),
                ('disputed_answers', schutznetz.kernel.fields.CodeField(default='withheld', max_length=48)),
                ('licensing_name', models.CharField(blank=True, max_length=200)),
                ('licensing_phone', models.CharField(blank=True, max_length=40)),
                ('licensing_address', models.CharField(blank=True, max_length=300)),
                ('colour', models.CharField(default='#2f5d50', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$')])),
                ('colour_dark', models.CharField(default='#8fd0bd', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$')])),
                ('ends_after', schutznetz.kernel.fields.CodeField(default='closing', max_length=48)),
                ('case_software', models.CharField(blank=True, max_length=100)),
                ('case_software_folder', models.CharField(blank=True, max_length=300)),
                ('people', models.ManyToManyField(related_name='networks', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('discreet', models.BooleanField(default=False)),
                ('state', schutznetz.kernel.fields.CodeField(default='planned', max_length=48)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('called_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Lock',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('locked_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('locked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locks', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('network', 'person'), name='lock_one_per_person')],
            },
        ),
        migrations.CreateModel(
            name='LetterVersion',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('number', models.PositiveIntegerField()),
                ('texts', models.JSONField()),
                ('is_standard', models.BooleanField(default=False)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('network', 'kind', 'number'), name='letter_version_once'), models.CheckConstraint(condition=models.Q(('is_standard', True), ('written_by__isnull', False), _connector='OR'), name='letter_of_an_office_has_a_writer')],
            },
        ),
        migrations.CreateModel(
            name='Jurisdiction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ags', models.CharField(max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jurisdictions', to='networks.network')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ags__length', 5), ('ags__length', 8), _connector='OR'), name='jurisdiction_has_kreis_or_municipality_key'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='jurisdiction_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('ags',), name='jurisdiction_one_open_end_per_key'), models.UniqueConstraint(fields=('ags', 'valid_from'), name='jurisdiction_one_begin_per_day')],
            },
        ),
        migrations.CreateModel(
            name='AdviceCount',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('topic', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('number', models.PositiveIntegerField(default=0)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'day', 'topic'), name='advice_one_row_a_day_and_topic')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('category', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('membership', schutznetz.kernel.fields.CodeField(default='member', max_length=48)),
                ('reference', models.CharField(blank=True, max_length=64)),
                ('street', models.CharField(blank=True, max_length=200)),
                ('postcode', models.CharField(blank=True, max_length=5)),
                ('town', models.CharField(blank=True, max_length=100)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('website', models.URLField(blank=True)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='networks.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('network', 'reference'), name='organisation_reference_per_network'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='organisation_is_not_its_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('function', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_persons', to='networks.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Invitee',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=26)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.contactperson')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitees', to='networks.meeting')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'meeting', 'person'), name='invitee_invited_once'), models.UniqueConstraint(fields=('network', 'key'), name='invitee_one_key')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('stand_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='networks.contactperson')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', True), ('contact_person__isnull', True), _connector='XOR'), name='absence_of_one_person'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='absence_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('stand_in__isnull', True), ('person__isnull', True), models.Q(('stand_in', models.F('person')), _negated=True), _connector='OR'), name='absence_stand_in_is_another_person')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('topic', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('valid_from', models.DateField(default=schutznetz.kernel.clock.today)),
                ('valid_to', models.DateField(null=True)),
                ('deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deputy_for', to='networks.contactperson')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='networks.contactperson')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='networks.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='contact_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('deputy__isnull', True), models.Q(('deputy', models.F('person')), _negated=True), _connector='OR'), name='contact_deputy_is_another_person')],
            },
        ),
        migrations.CreateModel(
            name='PartnerList',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('content', schutznetz.kernel.fields.SealedBytesField(editable=True, null=True)),
                ('state', schutznetz.kernel.fields.CodeField(default='checking', max_length=48)),
                ('report', schutznetz.kernel.fields.SealedJSONField(default=dict, editable=True)),
                ('job_id', models.UUIDField(null=True)),
                ('uploaded_at', models.DateTimeField()),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='PeriodSetting',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('days', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(max_length=500)),
                ('set_at', models.DateTimeField()),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'name', 'set_at'], name='period_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('days__gte', 1), ('days__lte', 7), ('name', 'child_seen_acute')), models.Q(('days__gte', 1), ('days__lte', 28), ('name', 'child_seen_latent')), models.Q(('days__gte', 1), ('days__lte', 56), ('name', 'assessed')), models.Q(('days__gte', 1), ('days__lte', 28), ('name', 'review_acute')), models.Q(('days__gte', 1), ('days__lte', 28), ('name', 'review_latent')), models.Q(('days__gte', 1), ('days__lte', 28), ('name', 'plan_review')), models.Q(('days__gte', 1), ('days__lte', 28), ('name', 'check')), models.Q(('days__gte', 1), ('days__lte', 28), ('name', 'help_answer')), models.Q(('days__gte', 1), ('days__lte', 14), ('name', 'closing_decided')), models.Q(('days__gte', 1), ('days__lte', 181), ('name', 'statistics_closed')), _connector='OR'), name='period_within_what_the_house_allows'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='period_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='PrintedLetter',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('about_type', models.CharField(max_length=64)),
                ('about_id', models.UUIDField()),
                ('printed_at', models.DateTimeField()),
                ('letterhead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.letterversion')),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('printed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.letterversion')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['network', 'about_type', 'about_id'], name='printed_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(('version', models.F('letterhead')), _negated=True), name='printed_with_a_letterhead_of_its_own')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('state', schutznetz.kernel.fields.CodeField(default='open', max_length=48)),
                ('content', schutznetz.kernel.fields.SealedJSONField(editable=True)),
                ('proposed_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='proposal_decided_by_another_person'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='proposal_decided_or_open')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='networks.proposal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'digest'), name='invitation_one_secret')],
            },
        ),
        migrations.CreateModel(
            name='StagedRows',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('upload_id', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('packed', models.BinaryField()),
                ('staged_at', models.DateTimeField(default=schutznetz.kernel.clock.now)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('upload_id', 'number'), name='staged_once')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('name', models.CharField(max_length=200)),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='networks.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=schutznetz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', schutznetz.kernel.fields.CodeField(max_length=48)),
                ('starts_on', models.DateField(default=schutznetz.kernel.clock.today)),
                ('ends_on', models.DateField(default=schutznetz.networks.models.people.in_a_year)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='networks.network')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='networks.organisation')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='networks.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='assignment_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('granted_by')), _negated=True), _connector='OR'), name='assignment_needs_two_different_people')],
            },
        ),
    ]
