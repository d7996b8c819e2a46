import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='RowFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sweep', models.CharField(editable=False, max_length=100, verbose_name='task')),
                ('subject', models.CharField(editable=False, help_text='model and id', max_length=200, verbose_name='what it is about')),
                ('error', models.CharField(editable=False, max_length=300, verbose_name='reason')),
                ('count', models.PositiveIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('first_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('last_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name': 'row that could not be done',
                'verbose_name_plural': 'rows that could not be done',
                'ordering': ['sweep', 'subject'],
                'constraints': [models.UniqueConstraint(fields=('sweep', 'subject'), name='jobs_rowfailure_unique')],
            },
        ),
    ]
