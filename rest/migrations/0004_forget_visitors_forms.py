"""On the way back nothing of visitors is left to which the older table would object."""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("rest", "IdempotencyRecord").objects.filter(user=None).delete()


class Migration(migrations.Migration):
    dependencies = [("rest", "0003_visitors_forms")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget)]
