"""Companies that were public before there was a directory index: noted as changed, so that workers make their entries."""

from django.db import migrations


def note_companies(apps, _schema_editor):
    company, change = apps.get_model("companies", "Company"), apps.get_model("companies", "DirectoryChange")
    verified = company.objects.filter(status="verified").order_by("pk").values_list("pk", flat=True)
    change.objects.bulk_create((change(company_id=pk) for pk in verified.iterator()), batch_size=2_000)


class Migration(migrations.Migration):

    dependencies = [
        ("companies", "0002_directory"),
    ]

    operations = [
        migrations.RunPython(note_companies, migrations.RunPython.noop),
    ]
