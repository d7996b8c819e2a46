"""Published, closed, opened again, cancelled, over: each once, and told to those concerned."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from events.errors import EventMovedError, EventRefusedError
from events.models import Event, RecordKind
from events.services.event_emails import email_event_changed
from events.services.event_states import cancel_event, close_registration, publish_event, reopen_registration
from events.services.event_times import close_due_registrations, end_events
from notifications.models import OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from tests.clocks import travel
from tests.events.factories import EventFactory, MeetingFactory, MeetingRequestFactory
from tests.factories import MembershipFactory, ReviewerFactory
from values.errors import ReasonMissingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> User:
    return ReviewerFactory()


def draft(**fields: Any) -> Event:
    event = EventFactory(status="draft", **fields)
    event.refresh_from_db()
    return event


def test_a_draft_is_published_once(staff: User) -> None:
    event = draft()

    published = publish_event(event, user=staff, seen=event.updated_at)

    assert (published.status, published.published_at is not None) == ("published", True)
    with pytest.raises(EventMovedError, match="someone else has changed"):
        publish_event(event, user=staff, seen=event.updated_at)
    assert event.records.get().kind == RecordKind.PUBLISHED


def test_a_draft_that_changed_after_it_was_read_is_not_published(staff: User) -> None:
    event = draft()
    seen = event.updated_at
    Event.objects.update(venue="Cercle Cité")

    with pytest.raises(EventMovedError, match="since you read it"):
        publish_event(event, user=staff, seen=seen)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"starts_at": timezone.now() - timedelta(hours=1)}, "in the past"),
        ({"registration_closes_at": timezone.now() - timedelta(hours=1)}, "registration period is already over"),
        ({"venue": ""}, "venue or its address is missing"),
    ],
)
def test_what_nobody_could_come_to_is_not_published(staff: User, fields: dict[str, object], reason: str) -> None:
    event = draft(**fields)

    with pytest.raises(EventRefusedError, match=reason):
        publish_event(event, user=staff, seen=event.updated_at)


def test_registration_closes_and_opens_again(staff: User) -> None:
    event = EventFactory()

    assert close_registration(event, user=staff).status == "closed"
    assert reopen_registration(event, user=staff).status == "published"
    assert [record.kind for record in event.records.all()] == [RecordKind.CLOSED, RecordKind.REOPENED]


def test_registration_does_not_open_again_after_its_time(staff: User) -> None:
    event = EventFactory(status="closed", registration_closes_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(EventRefusedError, match="registration period is over"):
        reopen_registration(event, user=staff)


def test_cancelling_tells_everybody_why_and_takes_entries_out_of_calendars(staff: User) -> None:
    event = EventFactory(published_at=timezone.now())
    meeting = MeetingFactory(event=event, status="confirmed")
    request = MeetingRequestFactory(event=event, sender=meeting.korean, receiver=meeting.luxembourg)
    person = MembershipFactory(company=meeting.korean.company).user

    cancelled = cancel_event(event, user=staff, reason="The hall is flooded.")

    email = OutboxEmail.objects.get(user=person)
    assert "The hall is flooded." in email.text
    calendar: Any = Calendar.from_ical(bytes(email.attachments.get().content))
    entries = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "CANCEL"
    assert {(str(entry["STATUS"]), entry["SEQUENCE"]) for entry in entries} == {("CANCELLED", 1)}
    assert len(entries) == 2
    meeting.refresh_from_db()
    request.refresh_from_db()
    assert (cancelled.status, meeting.status, request.status) == ("cancelled", "cancelled", "expired")


def test_a_change_that_still_waits_does_not_leave_once_the_event_is_cancelled(staff: User) -> None:
    event = EventFactory(published_at=timezone.now())
    person = MembershipFactory(company=MeetingFactory(event=event).korean.company).user
    email_event_changed(event, changed=["venue"], earlier={"venue": "Cercle Cité"})
    changed = OutboxEmail.objects.get(user=person)
    assert reason_to_cancel(changed) == ""

    cancel_event(event, user=staff, reason="The hall is flooded.")

    assert reason_to_cancel(changed) == "the event is over or has been cancelled"


def test_cancelling_needs_a_reason(staff: User) -> None:
    with pytest.raises(ReasonMissingError):
        cancel_event(EventFactory(), user=staff, reason="  ")


def test_a_draft_is_dropped_without_a_mail(staff: User) -> None:
    cancel_event(draft(), user=staff, reason="Never mind.")

    assert not OutboxEmail.objects.exists()


def test_registration_closes_by_its_time_and_events_end_by_theirs() -> None:
    event = EventFactory()

    with travel(event.registration_closes_at + timedelta(seconds=1), tick=False):
        assert close_due_registrations() == [event.pk]
        assert close_due_registrations() == []
        assert end_events() == []
    with travel(event.ends_at + timedelta(seconds=1), tick=False):
        assert end_events() == [event.pk]

    assert Event.objects.get().status == "over"
    assert [record.kind for record in event.records.all()] == [RecordKind.CLOSED, RecordKind.OVER]
