"""Work out, for the companies there are, where each stands in a list by name."""

from django.db import migrations

from companies.models.names import name_for
from values.alphabet import alphabet_key

BATCH = 2000


def fill(apps, schema_editor):
    Company = apps.get_model("companies", "Company")
    batch = []
    for company in Company.objects.filter(name_order="").only("pk", "name", "name_local").iterator(BATCH):
        company.name_order = alphabet_key(name_for(company, "en"))
        company.name_order_ko = alphabet_key(name_for(company, "ko"))
        batch.append(company)
        if len(batch) == BATCH:
            _write(Company, batch)
            batch = []
    _write(Company, batch)


def _write(Company, batch):
    if batch:
        Company.objects.bulk_update(batch, ["name_order", "name_order_ko"])


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_name_order")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
