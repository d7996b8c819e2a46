"""Mail written before keys were sealed: those that ended lose them, those that wait keep them apart."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from values.secrets import mask_keys

ENDED = ("sent", "failed", "cancelled", "caught")


def seal_keys(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    emails = apps.get_model("notifications", "OutboxEmail").objects.filter(kind__in=("account", "invitation"))
    for email in emails.iterator(chunk_size=500):
        whole = {"text": email.text, "html": email.html}
        shown = {name: mask_keys(part) for name, part in whole.items()}
        if shown != whole:
            sealed = None if email.status in ENDED else whole
            emails.filter(pk=email.pk).update(sealed=sealed, **shown)


def unseal_keys(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    for email in apps.get_model("notifications", "OutboxEmail").objects.filter(sealed__isnull=False):
        email.text, email.html, email.sealed = email.sealed["text"], email.sealed["html"], None
        email.save(update_fields=["text", "html", "sealed"])


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_sealed_keys")]
    operations = [migrations.RunPython(seal_keys, unseal_keys)]
