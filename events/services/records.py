"""The record of an event: what was done with it, by whom and when."""

from collections.abc import Mapping

from django.db.models.functions import Now

from accounts.models import User
from events.models import Event, EventRecord, RecordKind


def record_step(
    event: Event, kind: RecordKind, *, user: User | None, data: Mapping[str, object] | None = None
) -> EventRecord:
    """Write the step down, in the transaction of the step itself. `user` is None for what the clock did."""
    return EventRecord.objects.create(event=event, kind=kind, user=user, data=dict(data or {}))


def note_change(event: Event) -> None:
    """What belongs to the event changed beside its own row: whoever read it before is told, and copies hear of it."""
    Event.objects.filter(pk=event.pk).update(updated_at=Now())
    event.refresh_from_db(fields=["updated_at"])
