"""The calendar entry of an event for somebody who takes part: confirmed, and taken back when they cancel."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from events.models import Event
from events.queries.texts import text_in
from notifications.services import EmailAttachment
from values.calendar_files import CalendarEntry, Method, write_calendar

FILE_NAME = "event.ics"


def calendar_of(event: Event, *, person: User, path: str, method: Method) -> EmailAttachment:
    """An invitation to this person in their language: a later one with the same UID replaces or cancels it."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    text = text_in(event, person.language)
    entry = CalendarEntry(
        uid=uid_of(event),
        start=event.starts_at,
        end=event.ends_at,
        summary=text.title,
        description=text.summary,
        location=", ".join(part for part in (event.venue, event.address) if part),
        url=f"{settings.SITE_URL}{path}",
        sequence=event.sequence,  # the later stamp decides between a cancellation and a new registration
        is_cancelled=method is Method.CANCEL,
    )
    content = write_calendar([entry], organizer=address, now=timezone.now(), method=method, attendee=person.email)
    return EmailAttachment(FILE_NAME, f"text/calendar; method={method.value}", content)


def uid_of(event: Event) -> str:
    """One entry for an event, whoever writes it and however it came to a calendar."""
    return f"{event.public_id}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}"


def page_of_event(event: Event) -> str:
    return reverse("events:event_detail", args=[event.public_id])
