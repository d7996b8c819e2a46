"""Reminders of an event: one a day before, one an hour before, each once, to those who are confirmed."""

from datetime import timedelta
from functools import partial

from django.db.models import F, QuerySet
from django.db.models.functions import Now

from events.models import COMING_STATUSES, Meeting, Registration
from events.services.registration_emails import DAY_BEFORE, HOUR_BEFORE, email_event_reminder
from jobs.sweeps import for_each_row

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def remind_a_day_before() -> list[int]:
    """Ids of the registrations reminded now; not those made on the last day, nor whom only the last hour finds."""
    due = _due("day_reminded_at", DAY).filter(event__starts_at__gt=Now() + HOUR)
    return for_each_row("events.remind_a_day_before", due, partial(_remind, due, "day_reminded_at", DAY_BEFORE))


def remind_an_hour_before() -> list[int]:
    due = _due("hour_reminded_at", HOUR)
    return for_each_row("events.remind_an_hour_before", due, partial(_remind, due, "hour_reminded_at", HOUR_BEFORE))


def _due(column: str, ahead: timedelta) -> QuerySet[Registration]:
    """Confirmed before that time, and not reminded; of events that begin within it."""
    standing = Registration.objects.confirmed().acting().filter(event__status__in=COMING_STATUSES, **{column: None})
    return standing.filter(
        event__starts_at__gt=Now(),
        event__starts_at__lte=Now() + ahead,
        confirmed_at__lte=F("event__starts_at") - ahead,
    ).order_by("pk")


def _remind(due: QuerySet[Registration], column: str, topic: str, registration_id: int) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    mine = Registration.objects.filter(pk=registration_id, pk__in=due.values("pk"))
    if not mine.update(**{column: Now()}):
        return False
    registration = Registration.objects.select_related("event", "company").get(pk=registration_id)
    meetings = Meeting.objects.told().of(registration).with_sides().order_by("starts_at", "pk")
    email_event_reminder(registration, topic=topic, meetings=list(meetings))
    return True
