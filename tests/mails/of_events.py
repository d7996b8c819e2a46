"""The mails of events, each written by what writes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from events.models import Event, EventInvitation, Meeting
from events.services.event_emails import email_event_cancelled, email_event_changed
from events.services.invitations import email_invitation
from events.services.registration_emails import (
    DAY_BEFORE,
    HOUR_BEFORE,
    email_cancellation,
    email_confirmation,
    email_event_reminder,
    email_lapsed_offer,
    email_offer,
    email_receipt,
    email_refusal,
    email_waiting,
)
from meetings.services.meeting_request_emails import (
    email_accepted,
    email_called_off,
    email_declined,
    email_meeting_request,
    email_request_reminder,
)
from notifications.models import EmailKind
from notifications.services import set_preferences
from tests.events.factories import (
    EventFactory,
    MeetingFactory,
    MeetingRequestFactory,
    RegistrationFactory,
    in_three_weeks,
)
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


def registered(write: Callable[[Any], None], **fields: Any) -> MailWriter:
    """A registration in some state; staff gave a reason where one is told."""

    def tell(language: str) -> None:
        made = RegistrationFactory(end_reason="Too late.", **fields)
        people_of(made.company, language=language)
        all_read(language)
        write(made)

    return tell


def reminded(topic: str) -> MailWriter:
    def remind(language: str) -> None:
        meeting = _event_with_guests(language).meetings.get()
        email_event_reminder(meeting.korean, topic=topic, meetings=[meeting])

    return remind


def meeting_asked(write: Callable[[Any], None], **fields: Any) -> MailWriter:
    def tell(language: str) -> None:
        asked = MeetingRequestFactory(**fields)
        people_of(asked.sender.company, asked.receiver.company, language=language)
        all_read(language)
        write(asked)

    return tell


def invited(language: str) -> None:
    event, company = EventFactory(), RegistrationFactory().company
    (person,) = people_of(company, language=language)
    set_preferences(person, choices={EmailKind.ANNOUNCEMENT: True})
    email_invitation(EventInvitation.objects.create(event=event, company=company, score=0.7))


REGISTRATION_MAILS: dict[str, list[MailWriter]] = {
    "event_registered": [registered(email_receipt, status="requested")],
    "event_confirmed": [registered(email_confirmation), registered(email_confirmation, wants_meetings=False)],
    "event_waiting": [registered(email_waiting, status="waiting", waiting_since=in_three_weeks())],
    "event_offered": [registered(email_offer, status="offered", offer_due_at=in_three_weeks())],
    "event_offer_lapsed": [registered(email_lapsed_offer, status="cancelled")],
    "event_declined": [registered(email_refusal, status="declined")],
    "event_registration_cancelled": [registered(email_cancellation, status="cancelled")],
    "event_invitation": [invited],
    "event_reminder_day": [reminded(DAY_BEFORE)],
    "event_reminder_hour": [reminded(HOUR_BEFORE)],
    "meeting_request": [meeting_asked(email_meeting_request)],
    "meeting_request_reminder": [meeting_asked(email_request_reminder)],
    "meeting_accepted": [meeting_asked(email_accepted, status="accepted")],
    "meeting_declined": [meeting_asked(email_declined, status="declined", decline_reason="full")],
    "meeting_called_off": [
        meeting_asked(lambda asked: email_called_off(asked, by=asked.sender), status="withdrawn"),
    ],
}
