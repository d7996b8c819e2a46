"""The mail of registrations: to everybody of the company, in the transaction of the step it tells of."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from accounts.models import User
from events.models import Event, Meeting, Registration
from events.services.calendar_entries import event_entry, write_attachment
from matching.queries import people_of
from notifications.models import About, EmailKind
from notifications.services import EmailAttachment, queue_email
from values.calendar_files import Method

RECEIVED, CONFIRMED, WAITING, OFFERED, LAPSED = "received", "confirmed", "waiting", "offered", "lapsed"
REFUSED, CANCELLED = "declined", "cancelled"
DAY_BEFORE, HOUR_BEFORE = "day before", "hour before"


def email_receipt(registration: Registration) -> None:
    """Staff will look at it."""
    _email(registration, topic=RECEIVED, template="event_registered")


def email_confirmation(registration: Registration) -> None:
    """With the calendar entry."""
    _email(registration, topic=CONFIRMED, template="event_confirmed", method=Method.REQUEST)


def email_waiting(registration: Registration) -> None:
    _email(registration, topic=WAITING, template="event_waiting")


def email_offer(registration: Registration) -> None:
    """A place is kept for them until `offer_due_at`."""
    _email(registration, topic=OFFERED, template="event_offered")


def email_lapsed_offer(registration: Registration) -> None:
    _email(registration, topic=LAPSED, template="event_offer_lapsed")


def email_refusal(registration: Registration) -> None:
    _email(registration, topic=REFUSED, template="event_declined")


def email_cancellation(registration: Registration) -> None:
    """To the company itself, whoever cancelled; takes the entry out of calendars that have it."""
    method = Method.CANCEL if registration.confirmed_at is not None else None
    _email(registration, topic=CANCELLED, template="event_registration_cancelled", method=method)


def email_event_reminder(registration: Registration, *, topic: str, meetings: Sequence[Meeting]) -> None:
    """A day or an hour before, with the meetings that are theirs."""
    template = "event_reminder_day" if topic == DAY_BEFORE else "event_reminder_hour"
    rows = [{"meeting": meeting, "other": meeting.other_side(registration).company} for meeting in meetings]
    _email(registration, topic=topic, template=template, meetings=rows)


def path_of(registration: Registration) -> str:
    return reverse("events:registration_detail", args=[registration.public_id])


def _email(
    registration: Registration, *, topic: str, template: str, method: Method | None = None, **said: object
) -> None:
    path, event = path_of(registration), registration.event
    context = {"registration": registration, "event": event, "company": registration.company, "path": path}
    for person in people_of(registration.company):
        files = [_calendar(event, person, method)] if method else []
        queue_email(
            person,
            kind=EmailKind.EVENT,
            about=About(registration),
            topic=topic,
            template=template,
            context=context | said,
            attachments=files,
        )


def _calendar(event: Event, person: User, method: Method) -> EmailAttachment:
    """The event in this person's calendar; later ones with the same UID replace it or take it out."""
    entry = event_entry(event, language=person.language)
    entry = replace(entry, is_cancelled=entry.is_cancelled or method is Method.CANCEL)
    return write_attachment([entry], attendee=person.email, method=method)
