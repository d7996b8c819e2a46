"""What companies translated before goes where readers look for it."""

import hashlib

from django.db import migrations

TEXTS = ("title", "summary", "offer", "seek")


def fill(apps, schema_editor):
    translation = apps.get_model("translation", "Translation")
    rows = []
    for written in apps.get_model("companies", "ProjectTranslation").objects.select_related("project").iterator():
        project = written.project
        if written.updated_at < project.updated_at:  # of a text that may have been another one
            continue
        for name in TEXTS:
            original, text = getattr(project, name), getattr(written, name)
            if original.strip() and text.strip() and written.language != project.language:
                rows.append(
                    translation(
                        digest=hashlib.sha256(f"{project.language}\n{original}".encode()).hexdigest(),
                        owner=f"company:{project.company_id}",
                        source=project.language,
                        target=written.language,
                        original=original,
                        text=text,
                        origin="company",
                        status="ready",
                        made_at=written.updated_at,
                    )
                )
    translation.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("companies", "0008_languages_of_texts"), ("translation", "0001_translations")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
