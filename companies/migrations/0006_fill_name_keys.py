from django.db import migrations

from companies.names import name_keys

BATCH_SIZE = 1000


def fill(apps, _schema_editor):
    Company = apps.get_model("companies", "Company")
    batch = []
    for company in Company.objects.only("pk", "name", "name_local").order_by("pk").iterator(chunk_size=BATCH_SIZE):
        company.name_keys = name_keys(company.name, company.name_local)
        batch.append(company)
        if len(batch) == BATCH_SIZE:
            Company.objects.bulk_update(batch, ["name_keys"])
            batch = []
    Company.objects.bulk_update(batch, ["name_keys"])


class Migration(migrations.Migration):
    dependencies = [("companies", "0005_members_room")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
