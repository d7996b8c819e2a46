import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exported_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='exported')),
                ('file_format', models.CharField(max_length=5, verbose_name='format')),
                ('company_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text='of the companies whose contact was in the file', size=None)),
                ('user', models.ForeignKey(help_text='Empty for a command on the server.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'export of contacts',
                'verbose_name_plural': 'exports of contacts',
                'ordering': ['-exported_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='due')),
                ('lease_token', models.BigIntegerField(editable=False, null=True)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('content', models.BinaryField()),
                ('source', models.CharField(max_length=40, verbose_name='source')),
                ('is_publishing', models.BooleanField(default=False, verbose_name='verify and publish')),
                ('notes', models.JSONField(default=list, verbose_name='notes')),
                ('status', models.CharField(choices=[('checked', 'waiting for your confirmation'), ('confirmed', 'being imported'), ('done', 'imported'), ('failed', 'stopped')], default='checked', max_length=9, verbose_name='status')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='uploaded')),
                ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
                ('error', models.CharField(blank=True, max_length=500, verbose_name='error')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of companies',
                'verbose_name_plural': 'imports of companies',
                'ordering': ['-uploaded_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='line')),
                ('source_id', models.CharField(blank=True, max_length=80, verbose_name='id in the source')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('record', models.JSONField(null=True)),
                ('outcome', models.CharField(choices=[('create', 'new company'), ('update', 'changed company'), ('unchanged', 'unchanged company'), ('refuse', 'refused row')], max_length=9, verbose_name='outcome')),
                ('changes', models.JSONField(default=dict, verbose_name='changes')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('done_at', models.DateTimeField(editable=False, null=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='exchange.importbatch')),
            ],
            options={
                'verbose_name': 'row of an import',
                'verbose_name_plural': 'rows of imports',
                'ordering': ['line'],
            },
        ),
        migrations.AddIndex(
            model_name='importbatch',
            index=models.Index(condition=models.Q(('status', 'confirmed')), fields=['confirmed_at'], name='exchange_import_open'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('lease_until__isnull', True), ('lease_token__isnull', False), _connector='OR'), name='exchange_importbatch_lease_has_holder'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['checked', 'confirmed', 'done', 'failed'])), name='exchange_import_status'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(condition=models.Q(('done_at__isnull', True), ('record__isnull', False)), fields=['batch', 'line'], name='exchange_importrow_todo'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='exchange_importrow_once'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['create', 'update', 'unchanged', 'refuse'])), name='exchange_importrow_outcome'),
        ),
    ]
