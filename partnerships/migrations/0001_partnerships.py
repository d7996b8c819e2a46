import companies.models.companies
import datetime
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import partnerships.models.requests
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_companies'),
        ('matching', '0001_matching'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Collaboration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('stage', models.CharField(choices=[('introduced', 'introduced'), ('in_contact', 'in contact'), ('nda', 'confidentiality agreed'), ('negotiating', 'negotiating'), ('agreed', 'agreement reached'), ('completed', 'completed'), ('ended', 'ended')], default='introduced', max_length=11, verbose_name='stage')),
                ('agreement_type', models.CharField(blank=True, choices=[('commercial', 'Commercial agreement'), ('technical_assistance', 'Commercial agreement with technical assistance'), ('licence', 'Licence agreement'), ('research', 'Research and development cooperation'), ('investment', 'Joint venture or investment agreement'), ('outsourcing', 'Outsourcing agreement'), ('supplier', 'Supplier agreement')], max_length=20, verbose_name='type of agreement')),
                ('end_reason', models.CharField(blank=True, choices=[('no_contact', 'The other side did not answer any more'), ('no_fit', 'It turned out not to fit'), ('terms', 'We did not agree on the terms'), ('money', 'The money was not found'), ('priorities', 'Priorities changed'), ('other', 'Another reason')], max_length=10, verbose_name='reason')),
                ('stage_changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('agreed_at', models.DateTimeField(help_text='the day from which follow-up questions count', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('case_manager', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='managed_collaborations', to=settings.AUTH_USER_MODEL, verbose_name='case manager')),
            ],
            options={
                'verbose_name': 'collaboration',
                'verbose_name_plural': 'collaborations',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='CaseStudy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language')),
                ('title', models.CharField(max_length=140, verbose_name='title')),
                ('story', models.TextField(max_length=3000, verbose_name='what they did')),
                ('outcome', models.TextField(max_length=3000, verbose_name='what it brought')),
                ('green_objectives', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('climate_mitigation', 'Climate change mitigation'), ('climate_adaptation', 'Climate change adaptation'), ('water', 'Water and marine resources'), ('circular_economy', 'Circular economy'), ('pollution_prevention', 'Pollution prevention'), ('biodiversity', 'Biodiversity')], max_length=30), size=None, verbose_name='green objectives')),
                ('version', models.PositiveIntegerField(default=1)),
                ('edited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collaboration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='case_study', to='partnerships.collaboration')),
            ],
            options={
                'verbose_name': 'case study',
                'verbose_name_plural': 'case studies',
                'ordering': ['-published_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField(verbose_name='months after the agreement')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('asked_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('is_lasting', models.BooleanField(null=True, verbose_name='the cooperation goes on')),
                ('turnover_eur', models.PositiveBigIntegerField(null=True, verbose_name='turnover it brought, in euros')),
                ('jobs', models.PositiveIntegerField(null=True, verbose_name='jobs created or kept')),
                ('tonnes_co2', models.DecimalField(decimal_places=1, help_text='as the company states it', max_digits=12, null=True, verbose_name='tonnes of CO2 avoided')),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='comment')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='partnerships.collaboration')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='companies.company')),
            ],
            options={
                'verbose_name': 'follow-up question',
                'verbose_name_plural': 'follow-up questions',
                'ordering': ['months', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='introduced')),
                ('meeting_times', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), default=list, editable=False, help_text='suggested when both had given their consent', size=None)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('korean_company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('korean_project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.project')),
                ('luxembourg_company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('luxembourg_project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.project')),
                ('match', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='introductions', to='matching.match')),
            ],
            options={
                'verbose_name': 'introduction',
                'verbose_name_plural': 'introductions',
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ContactReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='viewed')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_readings', to='partnerships.introduction')),
            ],
            options={
                'verbose_name': 'reading of contacts by staff',
                'verbose_name_plural': 'readings of contacts by staff',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ContactConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='given')),
                ('text_version', models.CharField(max_length=20, verbose_name='version of the text')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language of the text')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('name', 'name'), ('email', 'e-mail address'), ('phone', 'telephone')], max_length=5), size=None, verbose_name='items')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn')),
                ('ended_at', models.DateTimeField(editable=False, help_text='its time was over, and this was written down', null=True)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='partnerships.introduction')),
            ],
            options={
                'verbose_name': 'consent to reveal a contact',
                'verbose_name_plural': 'consents to reveal a contact',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='collaboration',
            name='introduction',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='collaboration', to='partnerships.introduction'),
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language')),
                ('text', models.TextField(max_length=5000, verbose_name='message')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='partnerships.collaboration')),
                ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('name', models.CharField(max_length=150, verbose_name='file name')),
                ('kind', models.CharField(max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('data', models.BinaryField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='partnerships.message')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NextAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='next action')),
                ('due_on', models.DateField(verbose_name='due')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('closed_at', models.DateTimeField(null=True)),
                ('is_done', models.BooleanField(default=False, help_text='closed as done, not because another took its place')),
                ('reminded_at', models.DateTimeField(help_text='the day before it was due', null=True)),
                ('overdue_reminded_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='next_actions', to='partnerships.collaboration')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
            ],
            options={
                'verbose_name': 'next action',
                'verbose_name_plural': 'next actions',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PartnershipRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('cooperation', models.CharField(choices=[('joint_research', 'Joint research'), ('technology_transfer', 'Technology transfer'), ('marketing_cooperation', 'Marketing cooperation'), ('joint_venture', 'Joint venture')], max_length=21, verbose_name='type of cooperation')),
                ('pitch', models.TextField(max_length=600, validators=[django.core.validators.MinLengthValidator(150)], verbose_name='your pitch')),
                ('question', models.TextField(blank=True, max_length=500, verbose_name='a question to them')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language of your texts')),
                ('status', models.CharField(choices=[('sent', 'waiting for an answer'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn'), ('expired', 'expired')], default='sent', editable=False, max_length=9, verbose_name='status')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='sent at')),
                ('due_at', models.DateTimeField(default=partnerships.models.requests.request_due_at, editable=False, verbose_name='answer until')),
                ('reminders_sent', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('nudged_at', models.DateTimeField(editable=False, null=True)),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
                ('decline_reason', models.CharField(blank=True, choices=[('not_now', 'Not the right time for us'), ('no_fit', 'It does not fit what we seek'), ('competitor', 'They are a competitor'), ('known', 'We know each other already'), ('capacity', 'We have no capacity for another partner'), ('other', 'Another reason')], max_length=10, verbose_name='reason')),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='comment')),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('answered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_received', to='companies.company')),
                ('receiver_project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='requests_received', to='companies.project')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_sent', to='companies.company')),
                ('sender_project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_sent', to='companies.project')),
                ('sent_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'partnership request',
                'verbose_name_plural': 'partnership requests',
                'ordering': ['-sent_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='introduction',
            name='request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='introductions', to='partnerships.partnershiprequest'),
        ),
        migrations.CreateModel(
            name='RequestEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'The request was sent.'), ('reminded', 'The receiver was reminded.'), ('nudged', 'The receiver was reminded by a case manager.'), ('accepted', 'The request was accepted.'), ('declined', 'The request was declined.'), ('withdrawn', 'The request was withdrawn.'), ('expired', 'The time to answer ran out.')], max_length=9)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='partnerships.partnershiprequest')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'event of a partnership request',
                'verbose_name_plural': 'events of partnership requests',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RoomVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(null=True)),
                ('noticed_at', models.DateTimeField(help_text='a notice was written that the person has not followed yet', null=True)),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='partnerships.collaboration')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='room_visits', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'visit to a room',
                'verbose_name_plural': 'visits to rooms',
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_stage', models.CharField(choices=[('introduced', 'introduced'), ('in_contact', 'in contact'), ('nda', 'confidentiality agreed'), ('negotiating', 'negotiating'), ('agreed', 'agreement reached'), ('completed', 'completed'), ('ended', 'ended')], max_length=11)),
                ('to_stage', models.CharField(choices=[('introduced', 'introduced'), ('in_contact', 'in contact'), ('nda', 'confidentiality agreed'), ('negotiating', 'negotiating'), ('agreed', 'agreement reached'), ('completed', 'completed'), ('ended', 'ended')], max_length=11)),
                ('agreement_type', models.CharField(blank=True, choices=[('commercial', 'Commercial agreement'), ('technical_assistance', 'Commercial agreement with technical assistance'), ('licence', 'Licence agreement'), ('research', 'Research and development cooperation'), ('investment', 'Joint venture or investment agreement'), ('outsourcing', 'Outsourcing agreement'), ('supplier', 'Supplier agreement')], max_length=20)),
                ('end_reason', models.CharField(blank=True, choices=[('no_contact', 'The other side did not answer any more'), ('no_fit', 'It turned out not to fit'), ('terms', 'We did not agree on the terms'), ('money', 'The money was not found'), ('priorities', 'Priorities changed'), ('other', 'Another reason')], max_length=10)),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='comment')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='partnerships.collaboration')),
                ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'stage change',
                'verbose_name_plural': 'stage changes',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CaseApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='partnerships.casestudy')),
            ],
            options={
                'verbose_name': 'approval of a case study',
                'verbose_name_plural': 'approvals of case studies',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('case', 'version', 'company'), name='partnerships_approval_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='CaseTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language')),
                ('title', models.CharField(max_length=140, verbose_name='title')),
                ('story', models.TextField(max_length=3000, verbose_name='what they did')),
                ('outcome', models.TextField(max_length=3000, verbose_name='what it brought')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='partnerships.casestudy')),
            ],
            options={
                'verbose_name': 'translation of a case study',
                'verbose_name_plural': 'translations of case studies',
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('case', 'language'), name='partnerships_case_language')],
            },
        ),
        migrations.AddIndex(
            model_name='casestudy',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['-published_at'], name='partnerships_case_public'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(('green_objectives', []), _negated=True), name='partnerships_case_objectives'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('story', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), name='partnerships_case_texts'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('asked_at', None)), fields=['due_at'], name='partnerships_follow_up_due'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(fields=('collaboration', 'company', 'months'), name='partnerships_follow_up_once'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('months__in', (6, 12))), name='partnerships_follow_up_months'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at', None), models.Q(('asked_at__isnull', False), ('is_lasting__isnull', False)), _connector='OR'), name='partnerships_follow_up_answer'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('tonnes_co2', None), ('tonnes_co2__gte', 0), _connector='OR'), name='partnerships_follow_up_tonnes'),
        ),
        migrations.AddConstraint(
            model_name='contactconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('introduction', 'company'), name='partnerships_consent_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='contactconsent',
            constraint=models.CheckConstraint(condition=models.Q(('items__contained_by', ['name', 'email', 'phone']), models.Q(('items', []), _negated=True)), name='partnerships_consent_items'),
        ),
        migrations.AddConstraint(
            model_name='contactconsent',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['en', 'fr', 'de', 'ko'])), name='partnerships_consent_language'),
        ),
        migrations.AddConstraint(
            model_name='contactconsent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='partnerships_consent_withdrawn_later'),
        ),
        migrations.AddConstraint(
            model_name='contactconsent',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('ended_at__gte', django.db.models.expressions.CombinedExpression(models.F('given_at'), '+', models.Value(datetime.timedelta(days=730)))), ('withdrawn_at__isnull', True)), _connector='OR'), name='partnerships_consent_ended_in_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactconsent',
            trigger=pgtrigger.compiler.Trigger(name='keep_consent', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (NEW.id, NEW.introduction_id, NEW.company_id, NEW.given_at, NEW.text_version, NEW.language, NEW.items)\n                IS DISTINCT FROM\n               (OLD.id, OLD.introduction_id, OLD.company_id, OLD.given_at, OLD.text_version, OLD.language, OLD.items)\n            OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)\n            OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)\n            OR (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)\n            THEN\n                RAISE EXCEPTION 'a consent is never changed, only withdrawn'\n                    USING ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='48651ecd6415aa61b7b09fcf66fa6cc5bca5a475', operation='UPDATE', pgid='pgtrigger_keep_consent_bc846', table='partnerships_contactconsent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactconsent',
            trigger=pgtrigger.compiler.Trigger(name='note_added', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE partnerships_introduction SET updated_at = clock_timestamp() WHERE id = NEW.introduction_id; RETURN NULL;', hash='ed6d0f54d1fc2c10cd8da15e5912ad3c761baee7', operation='INSERT', pgid='pgtrigger_note_added_a2057', table='partnerships_contactconsent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactconsent',
            trigger=pgtrigger.compiler.Trigger(name='note_ended', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE partnerships_introduction SET updated_at = clock_timestamp() WHERE id = NEW.introduction_id; RETURN NULL;', hash='4924718c4438a777a8017dcc1b8c964b2a01309e', operation='UPDATE OF "withdrawn_at"', pgid='pgtrigger_note_ended_a0232', table='partnerships_contactconsent', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='collaboration',
            index=models.Index(fields=['stage', 'stage_changed_at'], name='partnerships_room_board'),
        ),
        migrations.AddIndex(
            model_name='collaboration',
            index=models.Index(fields=['updated_at', 'public_id'], name='partnerships_room_sync'),
        ),
        migrations.AddConstraint(
            model_name='collaboration',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['introduced', 'in_contact', 'nda', 'negotiating', 'agreed', 'completed', 'ended'])), name='partnerships_room_stage'),
        ),
        migrations.AddConstraint(
            model_name='collaboration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ('agreed', 'completed')), _negated=True), models.Q(('agreed_at__isnull', False), ('agreement_type__in', ['commercial', 'technical_assistance', 'licence', 'research', 'investment', 'outsourcing', 'supplier'])), _connector='OR'), name='partnerships_room_agreement'),
        ),
        migrations.AddConstraint(
            model_name='collaboration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason__in', ['no_contact', 'no_fit', 'terms', 'money', 'priorities', 'other']), ('stage', 'ended')), models.Q(models.Q(('stage', 'ended'), _negated=True), ('end_reason', '')), _connector='OR'), name='partnerships_room_end_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaboration',
            trigger=pgtrigger.compiler.Trigger(name='note_change', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='987a1c867a9637070a08e53f5e647e24a7d2af81', operation='UPDATE', pgid='pgtrigger_note_change_aa02d', table='partnerships_collaboration', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaboration',
            trigger=pgtrigger.compiler.Trigger(name='note_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)\n            VALUES ('collaboration', OLD.public_id, clock_timestamp());\n            RETURN NULL;\n        ", hash='b22ccd36ee8af1d4ba2f5724fbbf1bfaaa6ee157', operation='DELETE', pgid='pgtrigger_note_deletion_9dfa9', table='partnerships_collaboration', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='partnerships_message_text'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 10485760)), name='partnerships_file_size'),
        ),
        migrations.AddIndex(
            model_name='nextaction',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['due_on'], name='partnerships_action_due'),
        ),
        migrations.AddConstraint(
            model_name='nextaction',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('collaboration',), name='partnerships_action_one_open'),
        ),
        migrations.AddConstraint(
            model_name='nextaction',
            constraint=models.CheckConstraint(condition=models.Q(('is_done', False), ('closed_at__isnull', False), _connector='OR'), name='partnerships_action_done'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nextaction',
            trigger=pgtrigger.compiler.Trigger(name='note_added', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE partnerships_collaboration SET updated_at = clock_timestamp() WHERE id = NEW.collaboration_id; RETURN NULL;', hash='8439a8053bddb015b3d8c10bf153f17175537293', operation='INSERT', pgid='pgtrigger_note_added_10639', table='partnerships_nextaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nextaction',
            trigger=pgtrigger.compiler.Trigger(name='note_ended', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE partnerships_collaboration SET updated_at = clock_timestamp() WHERE id = NEW.collaboration_id; RETURN NULL;', hash='546e4f89d524eaceef636ff1f6717e193880ba21', operation='UPDATE OF "closed_at"', pgid='pgtrigger_note_ended_32328', table='partnerships_nextaction', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='partnershiprequest',
            index=models.Index(condition=models.Q(('status', 'sent')), fields=['due_at'], name='partnerships_request_due'),
        ),
        migrations.AddIndex(
            model_name='partnershiprequest',
            index=models.Index(fields=['receiver', 'status'], name='partnerships_request_inbox'),
        ),
        migrations.AddIndex(
            model_name='partnershiprequest',
            index=models.Index(fields=['updated_at', 'public_id'], name='partnerships_request_sync'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'sent')), fields=('sender', 'receiver'), name='partnerships_request_one_open'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['sent', 'accepted', 'declined', 'withdrawn', 'expired'])), name='partnerships_request_status'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['en', 'fr', 'de', 'ko'])), name='partnerships_request_language'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(('cooperation__in', ['joint_research', 'technology_transfer', 'marketing_cooperation', 'joint_venture'])), name='partnerships_request_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(('sender', models.F('receiver')), _negated=True), name='partnerships_request_two_companies'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('status__in', ('accepted', 'declined'))), models.Q(models.Q(('status__in', ('accepted', 'declined')), _negated=True), ('answered_at__isnull', True)), _connector='OR'), name='partnerships_request_answered'),
        ),
        migrations.AddConstraint(
            model_name='partnershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decline_reason__in', ['not_now', 'no_fit', 'competitor', 'known', 'capacity', 'other']), ('status', 'declined')), models.Q(models.Q(('status', 'declined'), _negated=True), ('decline_reason', '')), _connector='OR'), name='partnerships_request_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiprequest',
            trigger=pgtrigger.compiler.Trigger(name='note_change', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='06b4ad7017bea603d5dd210359991f4d7ed7a7e5', operation='UPDATE', pgid='pgtrigger_note_change_78ef9', table='partnerships_partnershiprequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiprequest',
            trigger=pgtrigger.compiler.Trigger(name='note_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)\n            VALUES ('request', OLD.public_id, clock_timestamp());\n            RETURN NULL;\n        ", hash='2b8ff607ed3a78d9108f64ec22fc1d9f1db7df71', operation='DELETE', pgid='pgtrigger_note_deletion_5bd62', table='partnerships_partnershiprequest', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(fields=['updated_at', 'public_id'], name='partnerships_intro_sync'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(fields=('korean_company', 'luxembourg_company', 'korean_project', 'luxembourg_project'), name='partnerships_introduction_pair_unique', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('korean_company', models.F('luxembourg_company')), _negated=True), name='partnerships_introduction_two_sides'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='introduction',
            trigger=pgtrigger.compiler.Trigger(name='note_change', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='0ea9bd47f662a929318fa7e1127eafb355b625f8', operation='UPDATE', pgid='pgtrigger_note_change_55ed0', table='partnerships_introduction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='introduction',
            trigger=pgtrigger.compiler.Trigger(name='note_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)\n            VALUES ('introduction', OLD.public_id, clock_timestamp());\n            RETURN NULL;\n        ", hash='9617ca2446a8ab04420bfb39041abd2da8664899', operation='DELETE', pgid='pgtrigger_note_deletion_f091e', table='partnerships_introduction', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='requestevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['sent', 'reminded', 'nudged', 'accepted', 'declined', 'withdrawn', 'expired'])), name='partnerships_request_event_kind'),
        ),
        migrations.AddConstraint(
            model_name='roomvisit',
            constraint=models.UniqueConstraint(fields=('collaboration', 'user'), name='partnerships_visit_once'),
        ),
        migrations.AddConstraint(
            model_name='stagechange',
            constraint=models.CheckConstraint(condition=models.Q(('from_stage__in', ['introduced', 'in_contact', 'nda', 'negotiating', 'agreed', 'completed', 'ended']), ('to_stage__in', ['introduced', 'in_contact', 'nda', 'negotiating', 'agreed', 'completed', 'ended'])), name='partnerships_change_stages'),
        ),
    ]
