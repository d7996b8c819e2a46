"""The mails of events, each written by what writes it."""

from datetime import timedelta

from events.models import Event, Meeting
from events.services.event_emails import email_event_cancelled, email_event_changed
from tests.events.factories import MeetingFactory
from tests.mails.readers import MailWriter, all_read, people_of


def _event_with_guests(language: str) -> Event:
    meeting: Meeting = MeetingFactory(status="confirmed")
    people_of(meeting.korean.company, meeting.luxembourg.company, language=language)
    all_read(language)
    return meeting.event


def changed(*names: str) -> MailWriter:
    def change(language: str) -> None:
        event = _event_with_guests(language)
        earlier = {"starts_at": event.starts_at - timedelta(days=1), "venue": "Hôtel de Ville"}
        email_event_changed(event, changed=names, earlier=earlier)

    return change


def cancelled(language: str) -> None:
    event = _event_with_guests(language)
    event.cancel_reason = "Too few companies can come."
    email_event_cancelled(event, meeting_ids=list(event.meetings.values_list("pk", flat=True)))
