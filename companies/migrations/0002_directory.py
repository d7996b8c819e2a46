import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Rows also vanish by cascade, say when somebody's data are erased, and nobody is left to tell it: then no older state
# is remembered, and every process reads the directory afresh. The lock is companies.queries.catalogues.DIRECTORY_LOCK.
FORGET_STATES = """
    CREATE FUNCTION companies_forget_directory_states() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(7305811023);
        DELETE FROM companies_directoryversion;
        INSERT INTO companies_directoryversion DEFAULT VALUES;
        RETURN NULL;
    END $$;
    CREATE TRIGGER companies_forget_directory_states BEFORE DELETE ON companies_directoryentry
    FOR EACH STATEMENT EXECUTE FUNCTION companies_forget_directory_states();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("companies", "0001_companies"),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
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
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['key'], name='companies_word_key', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='DirectoryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='shelf and id of what is listed', max_length=28, unique=True)),
                ('shelf', models.CharField(choices=[('company', 'Companies'), ('project', 'Projects')], max_length=7)),
                ('version', models.BigIntegerField(help_text='of the refresh that wrote it')),
                ('is_listed', models.BooleanField()),
                ('newest', models.DateTimeField(help_text='when it became public; for a company with projects, when the last did')),
                ('facets', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), help_text='companies.search.facets', size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField(help_text='lexemes of companies.search.documents; empty when unlisted')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='directory_entries', to='companies.company')),
                ('project', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='directory_entry', to='companies.project')),
            ],
            options={
                'verbose_name': 'directory entry',
                'verbose_name_plural': 'directory entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('shelf', 'company')), fastupdate=False, fields=['document'], name='companies_entry_document_c'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('shelf', 'project')), fastupdate=False, fields=['document'], name='companies_entry_document_p'), models.Index(fields=['version'], name='companies_entry_version')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('project__isnull', True), ('shelf', 'company')), models.Q(('project__isnull', False), ('shelf', 'project')), _connector='OR'), name='companies_entry_shelf')],
            },
        ),
        # Without statistics every word is taken for a rare one: reading all documents instead of the index, which is
        # what the planner prefers for a common word, would unpack each of them.
        migrations.RunSQL(
            "ALTER TABLE companies_directoryentry ALTER COLUMN document SET STATISTICS 0",
            "ALTER TABLE companies_directoryentry ALTER COLUMN document SET STATISTICS -1",
        ),
        # Documents lie beside their rows, so that the ids of many entries stand on few pages.
        migrations.RunSQL(
            "ALTER TABLE companies_directoryentry ALTER COLUMN document SET STORAGE EXTERNAL,"
            " SET (toast_tuple_target = 128)",
            "ALTER TABLE companies_directoryentry ALTER COLUMN document SET STORAGE EXTENDED,"
            " RESET (toast_tuple_target)",
        ),
        migrations.RunSQL(FORGET_STATES, "DROP FUNCTION companies_forget_directory_states CASCADE"),
    ]
