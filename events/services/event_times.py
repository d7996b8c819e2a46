"""What the clock does with events: registration closes, and events that took place are over."""

from django.db.models import QuerySet
from django.db.models.functions import Now

from events.errors import EventMovedError
from events.models import COMING_STATUSES, Event, EventStatus
from events.services.event_states import move_event
from jobs.sweeps import for_each_row


def close_due_registrations() -> list[int]:
    """Close the registration of every event whose time for it is over; the ids of those this call closed."""
    return for_each_row("events.close_registrations", _to_close().order_by("pk"), _close)


def end_events() -> list[int]:
    """Every announced event whose end has passed is over; the ids of those this call ended."""
    return for_each_row("events.end_events", _to_end().order_by("pk"), _end)


def _to_close() -> "QuerySet[Event]":
    return Event.objects.filter(status=EventStatus.PUBLISHED, registration_closes_at__lte=Now(), ends_at__gt=Now())


def _to_end() -> "QuerySet[Event]":
    return Event.objects.filter(status__in=COMING_STATUSES, ends_at__lte=Now())


def _close(event_id: int) -> bool:
    return _move(_to_close().filter(pk=event_id), [EventStatus.PUBLISHED], EventStatus.CLOSED)


def _end(event_id: int) -> bool:
    return _move(_to_end().filter(pk=event_id), COMING_STATUSES, EventStatus.OVER)


def _move(events: "QuerySet[Event]", old: "list[EventStatus] | tuple[EventStatus, ...]", new: EventStatus) -> bool:
    """Whether this call, rather than one at the same time, did it."""
    event = events.first()
    try:
        return event is not None and bool(move_event(event, old, new, user=None))
    except EventMovedError:
        return False
