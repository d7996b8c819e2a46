"""Registrations whose people are to be thanked."""

from datetime import timedelta

from events.models import Attendee, Registration
from jobs.clock import database_now
from meetings.queries.thanks import EVENING, PAUSE
from tests.events.day import today
from tests.events.factories import AttendeeFactory, RegistrationFactory


def registration_to_thank(ago: timedelta) -> Registration:
    """Somebody came, and the evening at the venue began so long ago: where it is six in the evening then."""
    due = database_now() - ago
    offset = round((EVENING - timedelta(hours=due.hour, minutes=due.minute)) / timedelta(hours=1)) % 24
    zone = f"Etc/GMT{-offset:+d}" if offset <= 14 else f"Etc/GMT{24 - offset:+d}"
    event = today(time_zone=zone, starts_at=due - timedelta(hours=4), ends_at=due - PAUSE)
    attendee = AttendeeFactory(registration=RegistrationFactory(event=event))
    Attendee.objects.filter(pk=attendee.pk).update(checked_in_at=event.starts_at)
    return attendee.registration
