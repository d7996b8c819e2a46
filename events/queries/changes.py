"""What integrators keep a copy of, as `companies.queries.changes.changes_after` reads it.

Triggers of the database set `updated_at` on every update of the row, whoever writes.
"""

from django.db.models import F, QuerySet

from events.models import Event, Registration
from events.queries.events import events_to_read


def event_rows() -> QuerySet[Event]:
    return events_to_read().prefetch_related("slots").annotate(modified_at=F("updated_at"))


def registration_rows() -> QuerySet[Registration]:
    rows = Registration.objects.select_related("event", "company").prefetch_related("event__texts", "projects")
    return rows.annotate(modified_at=F("updated_at"))
