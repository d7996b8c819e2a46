import companies.models.companies
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_companies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectVectors',
            fields=[
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vectors', serialize=False, to='companies.project')),
                ('encoder', models.CharField(help_text='name and version of the encoder and of the taxonomy', max_length=120)),
                ('text_digest', models.CharField(max_length=64)),
                ('passage_count', models.PositiveSmallIntegerField()),
                ('data', models.BinaryField()),
                ('concepts_offered', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('concepts_needed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('summary_embedding', models.BinaryField(default=bytes, help_text='what it says about itself, one unit vector as signed bytes; empty: not made yet')),
                ('updated_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'project vectors',
                'verbose_name_plural': 'project vectors',
            },
        ),
        migrations.CreateModel(
            name='MatchRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='due')),
                ('lease_token', models.BigIntegerField(editable=False, null=True)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('kind', models.CharField(choices=[('full', 'all projects'), ('project', 'one project')], max_length=7, verbose_name='kind')),
                ('status', models.CharField(choices=[('queued', 'waiting'), ('running', 'under way'), ('done', 'done'), ('failed', 'failed')], default='queued', max_length=7, verbose_name='status')),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('weights_version', models.CharField(blank=True, max_length=60, verbose_name='weights')),
                ('centring', models.BinaryField(help_text='what all texts have in common, fitted by a full run', null=True)),
                ('pairs_scored', models.PositiveBigIntegerField(default=0, verbose_name='pairs scored')),
                ('proposed', models.PositiveIntegerField(default=0, verbose_name='newly proposed')),
                ('updated', models.PositiveIntegerField(default=0, verbose_name='updated')),
                ('staled', models.PositiveIntegerField(default=0, verbose_name='gone stale')),
                ('exposure', models.JSONField(default=dict, help_text='services.rounds.compare_exposure')),
                ('error', models.TextField(blank=True, verbose_name='what went wrong')),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='match_runs', to='companies.project')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'match run',
                'verbose_name_plural': 'match runs',
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=companies.models.companies.make_public_id, editable=False, max_length=10, unique=True)),
                ('round', models.PositiveSmallIntegerField(default=1, help_text='counts the times this pair was proposed afresh')),
                ('status', models.CharField(choices=[('proposed', 'proposed'), ('approved', 'approved'), ('rejected', 'rejected'), ('declined', 'declined'), ('introduced', 'both interested'), ('expired', 'expired'), ('stale', 'out of date')], default='proposed', max_length=10, verbose_name='status')),
                ('score', models.FloatField(help_text='0 to 1', verbose_name='score')),
                ('explanation', models.JSONField(help_text="matching.engine.explanations.Explanation, with the passages' texts")),
                ('weights_version', models.CharField(max_length=60)),
                ('korean_digest', models.CharField(help_text='what the Korean project said when it was scored', max_length=64)),
                ('luxembourg_digest', models.CharField(max_length=64)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('introduced_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('korean_project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='korean_matches', to='companies.project')),
                ('luxembourg_project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='luxembourg_matches', to='companies.project')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='matches', to='matching.matchrun')),
            ],
            options={
                'verbose_name': 'match',
                'verbose_name_plural': 'matches',
                'ordering': ['-score', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('answer', models.CharField(choices=[('interested', 'interested'), ('declined', 'declined')], max_length=10, verbose_name='answer')),
                ('reason', models.CharField(blank=True, choices=[('not_now', 'Not the right time for us'), ('no_fit', 'It does not fit what we seek'), ('competitor', 'They are a competitor'), ('known', 'We know each other already'), ('capacity', 'We have no capacity for another partner'), ('other', 'Another reason')], max_length=10, verbose_name='reason')),
                ('comment', models.TextField(blank=True, max_length=2000, verbose_name='comment')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='companies.company')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='matching.match')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('decision', models.CharField(choices=[('approve', 'approved'), ('reject', 'rejected')], max_length=7, verbose_name='decision')),
                ('reason', models.CharField(blank=True, choices=[('no_real_need', 'Neither side needs what the other offers'), ('one_sided', 'Only one side would gain'), ('competitors', 'They compete with each other'), ('maturity', 'The stages of development do not meet'), ('cooperation', 'The kinds of cooperation do not meet'), ('known', 'They know each other already'), ('quality', 'A profile is too thin to suggest'), ('conflict', 'Conflict of interest'), ('other', 'Another reason (see the comment)')], max_length=12, verbose_name='reason')),
                ('comment', models.TextField(blank=True, max_length=2000, verbose_name='comment')),
                ('evidence', models.JSONField(default=dict, help_text="the match's explanation as the reviewer saw it, to learn from")),
                ('score_seen', models.FloatField(help_text='0 to 1', verbose_name='score seen')),
                ('digest_seen', models.CharField(help_text='of matching.seen.Seen: what the reviewer decided on', max_length=64)),
                ('weights_version', models.CharField(max_length=60)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='matching.match')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RunChunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='due')),
                ('lease_token', models.BigIntegerField(editable=False, null=True)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('position', models.PositiveIntegerField(help_text='order of work; all ENCODE blocks come first')),
                ('kind', models.CharField(choices=[('encode', 'reading texts'), ('score', 'scoring pairs')], max_length=6)),
                ('project_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('done_at', models.DateTimeField(null=True)),
                ('pairs_scored', models.PositiveBigIntegerField(default=0)),
                ('candidates', models.BinaryField(help_text='candidate pairs as matching.features packs them', null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='matching.matchrun')),
            ],
            options={
                'verbose_name': 'run block',
                'verbose_name_plural': 'run blocks',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WeightsVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=60, unique=True, verbose_name='version')),
                ('weights', models.JSONField(help_text='criteria, conditions and penalties by name')),
                ('figures', models.JSONField(help_text='services.weights.Proposal: old and new figures on companies not seen')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed')),
                ('adopted_at', models.DateTimeField(editable=False, null=True, verbose_name='adopted')),
                ('adopted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of the weights',
                'verbose_name_plural': 'versions of the weights',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='CompanyBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='company_blocks', to='companies.company')),
                ('korean_company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                ('luxembourg_company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'block between companies',
                'verbose_name_plural': 'blocks between companies',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('korean_company', 'luxembourg_company', 'company'), name='matching_block_pair_unique', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='DeclinedPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('korean_digest', models.CharField(max_length=64)),
                ('luxembourg_digest', models.CharField(max_length=64)),
                ('reason', models.CharField(choices=[('not_now', 'Not the right time for us'), ('no_fit', 'It does not fit what we seek'), ('competitor', 'They are a competitor'), ('known', 'We know each other already'), ('capacity', 'We have no capacity for another partner'), ('other', 'Another reason')], max_length=10, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declined_pairs', to='companies.company')),
                ('korean_project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.project')),
                ('luxembourg_project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.project')),
            ],
            options={
                'verbose_name': 'declined pair of projects',
                'verbose_name_plural': 'declined pairs of projects',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('korean_project', 'luxembourg_project'), name='matching_declined_unique'), models.CheckConstraint(condition=models.Q(('reason__in', ['not_now', 'no_fit', 'competitor', 'known', 'capacity', 'other'])), name='matching_declined_reason')],
            },
        ),
        migrations.AddIndex(
            model_name='matchrun',
            index=models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['status'], name='matching_run_open'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.CheckConstraint(condition=models.Q(('lease_until__isnull', True), ('lease_token__isnull', False), _connector='OR'), name='matching_matchrun_lease_has_holder'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['queued', 'running', 'done', 'failed'])), name='matching_run_status'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'full'), ('project__isnull', True)), models.Q(('kind', 'project'), ('project__isnull', False)), _connector='OR'), name='matching_run_kind'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'project'), ('status', 'queued')), fields=('project',), name='matching_run_one_waiting_per_project'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'full'), ('status', 'queued')), fields=('kind',), name='matching_run_one_waiting_full'),
        ),
        migrations.AddConstraint(
            model_name='matchrun',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'full'), ('status', 'running')), fields=('kind',), name='matching_run_one_running_full'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['status', '-score', 'id'], name='matching_match_queue'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('korean_project', 'luxembourg_project'), name='matching_match_pair_unique'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'rejected', 'declined', 'introduced', 'expired', 'stale'])), name='matching_match_status'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (0, 1))), name='matching_match_score'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('expires_at__isnull', False)), _connector='OR'), name='matching_match_approved_dates'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'introduced'), _negated=True), ('introduced_at__isnull', False), _connector='OR'), name='matching_match_introduced_date'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='note_deletion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)\n            VALUES ('match', OLD.public_id, clock_timestamp());\n            RETURN NULL;\n        ", hash='528788ac9eb4fd5c79b5c63be8229783a5230840', operation='DELETE', pgid='pgtrigger_note_deletion_53376', table='matching_match', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(fields=('match', 'round', 'company'), name='matching_response_one_per_company'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'interested'), ('reason', '')), models.Q(('answer', 'declined'), ('reason__in', ['not_now', 'no_fit', 'competitor', 'known', 'capacity', 'other'])), _connector='OR'), name='matching_response_reason'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('match', 'round'), name='matching_review_one_per_round'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['approve', 'reject'])), name='matching_review_decision'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'approve'), ('reason', '')), models.Q(('decision', 'reject'), ('reason__in', ['no_real_need', 'one_sided', 'competitors', 'maturity', 'cooperation', 'known', 'quality', 'conflict', 'other'])), _connector='OR'), name='matching_review_reason'),
        ),
        migrations.AddConstraint(
            model_name='runchunk',
            constraint=models.CheckConstraint(condition=models.Q(('lease_until__isnull', True), ('lease_token__isnull', False), _connector='OR'), name='matching_runchunk_lease_has_holder'),
        ),
        migrations.AddConstraint(
            model_name='runchunk',
            constraint=models.UniqueConstraint(fields=('run', 'position'), name='matching_chunk_unique'),
        ),
    ]
