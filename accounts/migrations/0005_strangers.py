from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_plainer_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptform",
            name="is_of_stranger",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name='sent by someone who was not signed in'
            ),
        ),
    ]
