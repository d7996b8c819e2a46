import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matching', '0002_weights_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='projectvectors',
            name='gist',
            field=models.BinaryField(default=bytes, help_text='what it says about itself, one unit vector as signed bytes; empty: not made yet'),
        ),
        migrations.AddField(
            model_name='projectvectors',
            name='updated_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
    ]
