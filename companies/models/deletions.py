"""What is there no more, for those who keep a copy."""

import pgtrigger
from django.db import models


class DeletedRecord(models.Model):
    """Written by a trigger of the database when a row that webhook_publishers copy is deleted, whoever deletes it."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=10)
    deleted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "deleted_at"], name="companies_deletedrecord_sync")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


def note_deletion(kind: str) -> pgtrigger.Trigger:
    """A trigger for a model with a `public_id` that webhook_publishers copy: it writes the `DeletedRecord`."""
    return pgtrigger.Trigger(
        name="note_deletion",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=f"""
            INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)
            VALUES ('{kind}', OLD.public_id, clock_timestamp());
            RETURN NULL;
        """,  # noqa: S608 - a name from the code
    )
