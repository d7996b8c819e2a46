import companies.models.companies
import companies.models.joining
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CompanyReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_number_checked', models.BooleanField(verbose_name='registration number checked')),
                ('is_sme_checked', models.BooleanField(verbose_name='SME declaration checked')),
                ('is_duplicate_checked', models.BooleanField(verbose_name='looked for duplicates')),
                ('verdict', models.CharField(choices=[('verified', 'verified'), ('returned', 'returned')], max_length=8, verbose_name='outcome')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'company review',
                'verbose_name_plural': 'company reviews',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='contact person')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None, verbose_name='telephone')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
            },
        ),
        migrations.CreateModel(
            name='ContactLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('verification', 'while the company was being verified'), ('desk', 'on the company’s page at the desk'), ('introduction', 'in an introduction'), ('email', 'in an introduction mail'), ('export', 'in a file that was taken out')], max_length=12, verbose_name='where')),
                ('looked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='looked')),
            ],
            options={
                'verbose_name': 'look of staff at a contact',
                'verbose_name_plural': 'looks of staff at contacts',
                'ordering': ['-looked_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Cooperation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('joint_research', 'Joint research'), ('technology_transfer', 'Technology transfer'), ('marketing_cooperation', 'Marketing cooperation'), ('joint_venture', 'Joint venture')], max_length=21, verbose_name='type of cooperation')),
                ('role', models.CharField(choices=[('provider', 'provider'), ('seeker', 'seeker'), ('peer', 'peer')], max_length=8, verbose_name='role')),
            ],
            options={
                'verbose_name': 'cooperation',
                'verbose_name_plural': 'types of cooperation',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DeletedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('public_id', models.CharField(max_length=10)),
                ('deleted_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FieldRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=30, verbose_name='field')),
                ('text', models.TextField(max_length=500, verbose_name='remark')),
            ],
            options={
                'verbose_name': 'remark on a field',
                'verbose_name_plural': 'remarks on fields',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('editor', 'editor')], default='editor', max_length=6, verbose_name='role')),
                ('token_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField(default=companies.models.joining.invitation_expiry, verbose_name='valid until')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.TextField(blank=True, max_length=500, verbose_name='message')),
                ('status', models.CharField(choices=[('asked', 'asked'), ('accepted', 'accepted'), ('declined', 'declined')], default='asked', editable=False, max_length=8, verbose_name='status')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('proposed_at', models.DateTimeField(editable=False, null=True, verbose_name='proposed')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
            ],
            options={
                'verbose_name': 'request to join a company',
                'verbose_name_plural': 'requests to join a company',
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Logo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('png', models.BinaryField()),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'logo',
                'verbose_name_plural': 'logos',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('editor', 'editor')], default='editor', max_length=6, verbose_name='role')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
            },
        ),
        migrations.CreateModel(
            name='ProfileChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
                ('field', models.CharField(max_length=40, verbose_name='field')),
                ('old_text', models.TextField(blank=True, verbose_name='before')),
                ('new_text', models.TextField(blank=True, verbose_name='after')),
            ],
            options={
                'verbose_name': 'change of a profile',
                'verbose_name_plural': 'changes of profiles',
                'ordering': ['-changed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ProfileDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='step')),
                ('fields', models.JSONField(default=dict, verbose_name='fields')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved')),
            ],
            options={
                'verbose_name': 'draft of a form',
                'verbose_name_plural': 'drafts of forms',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('source_id', models.CharField(blank=True, max_length=80, verbose_name='id in the source')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language of the texts')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('summary', models.TextField(max_length=500, verbose_name='summary')),
                ('offer', models.TextField(max_length=700, verbose_name='what we offer')),
                ('seek', models.TextField(max_length=700, verbose_name='what we seek')),
                ('green_objectives', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('climate_mitigation', 'Climate change mitigation'), ('climate_adaptation', 'Climate change adaptation'), ('water', 'Water and marine resources'), ('circular_economy', 'Circular economy'), ('pollution_prevention', 'Pollution prevention'), ('biodiversity', 'Biodiversity')], max_length=30), size=None, verbose_name='green objectives')),
                ('digital', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ai', 'Artificial intelligence'), ('iot', 'Internet of things'), ('data_platform', 'Data platform'), ('cloud', 'Cloud'), ('blockchain', 'Blockchain'), ('robotics', 'Robotics'), ('digital_twin', 'Digital twin'), ('earth_observation', 'Earth observation'), ('cybersecurity', 'Cybersecurity'), ('extended_reality', 'Extended reality'), ('mobile_app', 'Mobile app'), ('simulation', 'Simulation')], max_length=30), blank=True, default=list, size=None, verbose_name='digital technologies')),
                ('concepts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='themes confirmed by the company')),
                ('trl', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(9)], verbose_name='technology readiness level')),
                ('partner_trl_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="partner's lowest level")),
                ('partner_trl_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="partner's highest level")),
                ('status', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('published', 'published'), ('returned', 'returned'), ('expired', 'expired'), ('archived', 'archived'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=9, verbose_name='status')),
                ('return_reason', models.TextField(blank=True, editable=False, max_length=2000, verbose_name='reason for the return')),
                ('is_open_for_requests', models.BooleanField(default=True, verbose_name='open to partnership requests')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('submitted_at', models.DateTimeField(editable=False, null=True)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('expires_at', models.DateTimeField(editable=False, null=True)),
                ('reminded_for', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ['-published_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ProjectReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advantages', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(5)], verbose_name='advantages and innovation')),
                ('clarity', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(5)], verbose_name='clarity and coherence')),
                ('cooperation', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(5)], verbose_name='cooperation expectations')),
                ('guidelines', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(5)], verbose_name='guidelines and language')),
                ('verdict', models.CharField(choices=[('publish', 'published'), ('hold', 'on hold'), ('return', 'returned')], max_length=7, verbose_name='outcome')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'project review',
                'verbose_name_plural': 'project reviews',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('summary', models.TextField(max_length=500, verbose_name='summary')),
                ('offer', models.TextField(max_length=700, verbose_name='what we offer')),
                ('seek', models.TextField(max_length=700, verbose_name='what we seek')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'translation of a project',
                'verbose_name_plural': 'translations of projects',
                'ordering': ['language'],
            },
        ),
        migrations.CreateModel(
            name='StandingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('suspended', 'suspended'), ('reinstated', 'reinstated')], max_length=10, verbose_name='step')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
            ],
            options={
                'verbose_name': 'suspension or reinstatement',
                'verbose_name_plural': 'suspensions and reinstatements',
                'ordering': ['-changed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PersonOfCompany',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('accounts.user',),
        ),
        migrations.CreateModel(
            name='ChangeCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='checked')),
                ('remark', models.TextField(blank=True, max_length=500, verbose_name='remark')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'check of a change',
                'verbose_name_plural': 'checks of changes',
                'ordering': ['-checked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('source', models.CharField(blank=True, help_text='Where an imported profile came from.', max_length=40, verbose_name='source')),
                ('source_id', models.CharField(blank=True, max_length=80, verbose_name='id in the source')),
                ('source_digest', models.CharField(blank=True, editable=False, help_text='what the source said last', max_length=64)),
                ('name', models.CharField(max_length=200, verbose_name='name in Latin script')),
                ('name_local', models.CharField(blank=True, max_length=200, verbose_name='name in its own script')),
                ('name_keys', companies.models.companies.NameKeysField(base_field=models.CharField(max_length=81), blank=True, default=list, editable=False, size=None)),
                ('country', models.CharField(choices=[('KR', 'Korea'), ('LU', 'Luxembourg')], max_length=2, verbose_name='country')),
                ('city', models.CharField(max_length=100, verbose_name='city')),
                ('founded', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='founded in')),
                ('employees', models.PositiveIntegerField(blank=True, null=True, verbose_name='employees')),
                ('turnover_eur', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='turnover last year, in euros')),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), size=None, verbose_name='working languages')),
                ('nace', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), blank=True, default=list, size=None, verbose_name='NACE Rev. 2 classes')),
                ('summary', models.TextField(max_length=1000, verbose_name='summary')),
                ('registration_number', models.CharField(blank=True, max_length=20, verbose_name='registration number')),
                ('is_sme_eu', models.BooleanField(blank=True, null=True, verbose_name='SME by the EU definition')),
                ('is_sme_korea', models.BooleanField(blank=True, null=True, verbose_name='SME by the Korean definition')),
                ('sme_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the SME declaration')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('verified', 'verified'), ('returned', 'returned'), ('suspended', 'suspended')], default='draft', editable=False, max_length=9, verbose_name='status')),
                ('return_reason', models.TextField(blank=True, editable=False, max_length=2000, verbose_name='reason for the return')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('submitted_at', models.DateTimeField(editable=False, null=True)),
                ('verified_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'company',
                'verbose_name_plural': 'companies',
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['status', 'country', 'name'], name='companies_company_listing'), models.Index(fields=['updated_at'], name='companies_company_updated'), django.contrib.postgres.indexes.GinIndex(fields=['name_keys'], name='companies_company_name_keys')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source_id', ''), _negated=True), fields=('source', 'source_id'), name='companies_company_source_unique'), models.UniqueConstraint(condition=models.Q(('registration_number', ''), _negated=True), fields=('country', 'registration_number'), name='companies_company_registration_unique'), models.CheckConstraint(condition=models.Q(('country__in', ['KR', 'LU'])), name='companies_company_country'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'verified', 'returned', 'suspended'])), name='companies_company_status'), models.CheckConstraint(condition=models.Q(('languages', []), _negated=True), name='companies_company_languages')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='note_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)\n            VALUES ('company', OLD.public_id, clock_timestamp());\n            RETURN NULL;\n        ", hash='9a5fe88ee9015034d17face73e34d81683a6af2f', operation='DELETE', pgid='pgtrigger_note_deletion_59afc', table='companies_company', when='AFTER')),
        ),
        migrations.AddField(
            model_name='companyreview',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companyreview',
            name='reviewer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contact',
            name='company',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contact', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactlook',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_looks', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactlook',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='deletedrecord',
            index=models.Index(fields=['kind', 'deleted_at'], name='companies_deletedrecord_sync'),
        ),
        migrations.AddField(
            model_name='fieldremark',
            name='company_review',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='companies.companyreview'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='companies.company'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='answered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='companies.company'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='proposed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='logo',
            name='company',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='logo', to='companies.company'),
        ),
        migrations.AddField(
            model_name='membership',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='companies.company'),
        ),
        migrations.AddField(
            model_name='membership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='profilechange',
            name='changed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='profilechange',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='companies.company'),
        ),
        migrations.AddField(
            model_name='changecheck',
            name='change',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='check_by_staff', to='companies.profilechange'),
        ),
        migrations.AddField(
            model_name='profiledraft',
            name='company',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='companies.company'),
        ),
        migrations.AddField(
            model_name='profiledraft',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profile_drafts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='project',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='companies.company'),
        ),
        migrations.AddField(
            model_name='profiledraft',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='companies.project'),
        ),
        migrations.AddField(
            model_name='profilechange',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='companies.project'),
        ),
        migrations.AddField(
            model_name='cooperation',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cooperations', to='companies.project'),
        ),
        migrations.AddField(
            model_name='projectreview',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='companies.project'),
        ),
        migrations.AddField(
            model_name='projectreview',
            name='reviewer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fieldremark',
            name='project_review',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='companies.projectreview'),
        ),
        migrations.AddField(
            model_name='projecttranslation',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='companies.project'),
        ),
        migrations.AddField(
            model_name='standingchange',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standingchange',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_changes', to='companies.company'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personofcompany',
            trigger=pgtrigger.compiler.Trigger(name='keep_members_out_of_staff', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."staff_role" > \'\')', func="\n                    IF EXISTS (SELECT FROM companies_membership WHERE user_id = NEW.id) THEN\n                        RAISE EXCEPTION 'staff do not act for companies' USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='3a8859453418039170212c367f25f98bc1549647', operation='UPDATE OF "staff_role"', pgid='pgtrigger_keep_members_out_of_staff_3aa5b', table='accounts_user', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='companyreview',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['verified', 'returned'])), name='companies_companyreview_verdict'),
        ),
        migrations.AddConstraint(
            model_name='companyreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='companies_companyreview_reason'),
        ),
        migrations.AddConstraint(
            model_name='companyreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'verified'), _negated=True), models.Q(('is_duplicate_checked', True), ('is_number_checked', True), ('is_sme_checked', True)), _connector='OR'), name='companies_companyreview_checks'),
        ),
        migrations.AddIndex(
            model_name='contactlook',
            index=models.Index(fields=['company', '-looked_at'], name='companies_look_company'),
        ),
        migrations.AddConstraint(
            model_name='contactlook',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', ['verification', 'desk', 'introduction', 'email', 'export'])), name='companies_look_place'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('company', 'email'), name='companies_invitation_open'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor'])), name='companies_invitation_role'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='companies_invitation_lower'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('company', 'user'), name='companies_join_request_open'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'accepted', 'declined'])), name='companies_join_request_status'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_by', models.F('user')), _negated=True), models.Q(('answered_by', models.F('user')), _negated=True)), name='companies_join_request_not_own'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by', models.F('proposed_by')), ('status', 'accepted'), _negated=True), name='companies_join_request_two_people'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'company'), name='companies_membership_unique'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor'])), name='companies_membership_role'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='keep_staff_out', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE role text;', func="\n            SELECT staff_role INTO role FROM accounts_user WHERE id = NEW.user_id FOR SHARE;\n            IF role <> '' THEN\n                RAISE EXCEPTION 'staff do not act for companies' USING ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='5709a54cc76ca9a499f9cf1203109708561b544d', operation='INSERT OR UPDATE OF "user_id"', pgid='pgtrigger_keep_staff_out_88fdf', table='companies_membership', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['status', '-published_at'], name='companies_project_listing'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['updated_at'], name='companies_project_updated'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['expires_at'], name='companies_project_expiry'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(condition=models.Q(('source_id', ''), _negated=True), fields=('company', 'source_id'), name='companies_project_source_unique'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'published', 'returned', 'expired', 'archived', 'withdrawn'])), name='companies_project_status'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['en', 'fr', 'de', 'ko'])), name='companies_project_language'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('trl__range', (1, 9))), name='companies_project_trl'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('partner_trl_max__isnull', True), ('partner_trl_min__isnull', True)), models.Q(('partner_trl_max__lte', 9), ('partner_trl_min__gte', 1), ('partner_trl_min__lte', models.F('partner_trl_max'))), _connector='OR'), name='companies_project_partner_trl'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('green_objectives__contained_by', ['climate_mitigation', 'climate_adaptation', 'water', 'circular_economy', 'pollution_prevention', 'biodiversity']), models.Q(('green_objectives', []), _negated=True)), name='companies_project_green'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('digital__contained_by', ['ai', 'iot', 'data_platform', 'cloud', 'blockchain', 'robotics', 'digital_twin', 'earth_observation', 'cybersecurity', 'extended_reality', 'mobile_app', 'simulation'])), name='companies_project_digital'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('expires_at__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='companies_project_published_dates'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='note_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)\n            VALUES ('project', OLD.public_id, clock_timestamp());\n            RETURN NULL;\n        ", hash='8d195045329d5420c523a6453401c122cbecb579', operation='DELETE', pgid='pgtrigger_note_deletion_257ba', table='companies_project', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='profiledraft',
            constraint=models.UniqueConstraint(fields=('user', 'company', 'project', 'step'), name='companies_draft_unique', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='profilechange',
            index=models.Index(fields=['company', '-changed_at'], name='companies_change_company'),
        ),
        migrations.AddIndex(
            model_name='profilechange',
            index=models.Index(fields=['project', '-changed_at'], name='companies_change_project'),
        ),
        migrations.AddConstraint(
            model_name='cooperation',
            constraint=models.UniqueConstraint(fields=('project', 'type', 'role'), name='companies_cooperation_unique'),
        ),
        migrations.AddConstraint(
            model_name='cooperation',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['joint_research', 'technology_transfer', 'marketing_cooperation', 'joint_venture'])), name='companies_cooperation_type'),
        ),
        migrations.AddConstraint(
            model_name='cooperation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['provider', 'seeker', 'peer'])), name='companies_cooperation_role'),
        ),
        migrations.AddConstraint(
            model_name='cooperation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'peer'), _negated=True), ('type__in', ('joint_research', 'joint_venture')), _connector='OR'), name='companies_cooperation_peer'),
        ),
        migrations.AddConstraint(
            model_name='projectreview',
            constraint=models.CheckConstraint(condition=models.Q(('advantages__lte', 5), ('clarity__lte', 5), ('cooperation__lte', 5), ('guidelines__lte', 5)), name='companies_projectreview_scores'),
        ),
        migrations.AddConstraint(
            model_name='projectreview',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['publish', 'hold', 'return'])), name='companies_projectreview_verdict'),
        ),
        migrations.AddConstraint(
            model_name='projectreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'return'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='companies_projectreview_reason'),
        ),
        migrations.AddConstraint(
            model_name='fieldremark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('company_review__isnull', False), ('project_review__isnull', True)), models.Q(('company_review__isnull', True), ('project_review__isnull', False)), _connector='OR'), name='companies_fieldremark_one_review'),
        ),
        migrations.AddConstraint(
            model_name='projecttranslation',
            constraint=models.UniqueConstraint(fields=('project', 'language'), name='companies_translation_unique'),
        ),
        migrations.AddConstraint(
            model_name='projecttranslation',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['en', 'fr', 'de', 'ko'])), name='companies_translation_language'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['suspended', 'reinstated'])), name='companies_standing_step'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='companies_standing_reason'),
        ),
    ]
