import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_companies'),
        ('directory', '0001_trigrams'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DirectoryVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'state of the directory',
                'verbose_name_plural': 'states of the directory',
            },
        ),
        migrations.CreateModel(
            name='DirectoryChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
            ],
            options={
                'verbose_name': 'change for the directory',
                'verbose_name_plural': 'changes for the directory',
            },
        ),
        migrations.CreateModel(
            name='DirectoryWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60, unique=True)),
                ('key', models.CharField(max_length=240)),
            ],
            options={
                'verbose_name': 'word of the directory',
                'verbose_name_plural': 'words of the directory',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['key'], name='directory_word_key', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('document_type', models.CharField(choices=[('company', 'Companies'), ('project', 'Projects')], max_length=7)),
                ('query', models.CharField(blank=True, help_text="the directory's query string, in canonical order", max_length=2000)),
                ('frequency', models.CharField(choices=[('daily', 'every day'), ('weekly', 'every week'), ('never', 'never')], max_length=6, verbose_name='mail about new results')),
                ('is_paused', models.BooleanField(default=False)),
                ('next_alert_at', models.DateTimeField(null=True)),
                ('seen_until', models.DateTimeField(default=django.utils.timezone.now, help_text='older results are no news')),
                ('told_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='entries told lately', size=None)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DirectoryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='document type and id of what is listed', max_length=28, unique=True)),
                ('document_type', models.CharField(choices=[('company', 'Companies'), ('project', 'Projects')], max_length=7)),
                ('version', models.BigIntegerField(help_text='of the refresh that wrote it')),
                ('is_listed', models.BooleanField()),
                ('newest', models.DateTimeField(help_text='when it became public; for a company with projects, when the last did')),
                ('facets', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), help_text='directory.search.facets', size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField(help_text='lexemes of directory.search.documents; empty when unlisted')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='directory_entries', to='companies.company')),
                ('project', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='directory_entry', to='companies.project')),
            ],
            options={
                'verbose_name': 'directory entry',
                'verbose_name_plural': 'directory entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('document_type', 'company')), fastupdate=False, fields=['document'], name='directory_entry_document_c'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('document_type', 'project')), fastupdate=False, fields=['document'], name='directory_entry_document_p'), models.Index(fields=['version'], name='directory_entry_version')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document_type', 'company'), ('project__isnull', True)), models.Q(('document_type', 'project'), ('project__isnull', False)), _connector='OR'), name='directory_entry_document_type')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='directoryentry',
            trigger=pgtrigger.compiler.Trigger(name='purge_versions', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    PERFORM pg_advisory_xact_lock(7305811023);\n    DELETE FROM directory_directoryversion;\n    INSERT INTO directory_directoryversion DEFAULT VALUES;\n    RETURN NULL;\n', hash='aaa4ac9974f950dc087654df0b7a8ca31257a4b7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_purge_versions_427d3', table='directory_directoryentry', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='savedsearch',
            index=models.Index(condition=models.Q(('next_alert_at__isnull', False)), fields=['next_alert_at'], name='directory_search_waiting'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('user', 'name'), name='directory_search_name_unique'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('user', 'document_type', 'query'), name='directory_search_query_unique'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('document_type__in', ['company', 'project'])), name='directory_search_document_type'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('frequency__in', ['daily', 'weekly', 'never'])), name='directory_search_frequency'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('next_alert_at__isnull', True), models.Q(('is_paused', False), models.Q(('frequency', 'never'), _negated=True)), _connector='OR'), name='directory_search_due'),
        ),
    ]
