"""Moves a demonstration event into the past, and lets it take place there: arrivals, meetings, answers."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from demonstration.texts import member_of
from events.models import (
    Attendee,
    Event,
    EventRecord,
    EventSession,
    GoingOn,
    Meeting,
    MeetingFeedback,
    MeetingRequest,
    MeetingSlot,
    MeetingStatus,
    Registration,
)
from events.services.event_times import close_due_registrations, end_events
from meetings.services.feedback import Answer, give_feedback
from meetings.services.meeting_outcomes import mark_missed, settle_past_meetings

PREPARED = timedelta(days=30)
"""Before the event: when it was announced; companies registered in the days after."""
SIDES = ("korean", "luxembourg")


def move_back_event(event: Event, *, days: int) -> None:
    """All its times, and everything that was done for it, by so many days."""
    back = timedelta(days=days)
    Event.objects.filter(pk=event.pk).update(
        starts_at=F("starts_at") - back,
        ends_at=F("ends_at") - back,
        registration_closes_at=F("registration_closes_at") - back,
    )
    for model in (EventSession, MeetingSlot, Meeting):
        model.objects.filter(event=event).update(starts_at=F("starts_at") - back, ends_at=F("ends_at") - back)
    event.refresh_from_db()
    announced = event.starts_at - PREPARED
    Event.objects.filter(pk=event.pk).update(
        created_at=announced, published_at=announced, schedule_published_at=event.starts_at - timedelta(days=8)
    )
    EventRecord.objects.filter(event=event).update(at=announced)
    _spread_registrations(event, announced)
    MeetingRequest.objects.filter(event=event).update(
        sent_at=event.starts_at - timedelta(days=14), due_at=event.starts_at - timedelta(days=9)
    )


def _spread_registrations(event: Event, announced: datetime) -> None:
    """A few each working week, in the order in which they were written."""
    for number, registration in enumerate(event.registrations.order_by("pk")):
        at = announced + timedelta(days=1 + number)
        Registration.objects.filter(pk=registration.pk).update(
            registered_at=at, confirmed_at=at, day_reminded_at=at, hour_reminded_at=at, thanked_at=event.ends_at
        )


def hold_event(event: Event, story: dict[str, Any], sides: dict[str, Registration | None], *, staff: User) -> None:
    """Everybody comes but those the story calls absent; the others meet, and say what they thought of it."""
    event.refresh_from_db()
    absent = [side for name in story.get("absent", ()) if (side := sides[name])]
    people = Attendee.objects.filter(registration__event=event).exclude(registration__in=absent)
    people.update(checked_in_at=event.starts_at - timedelta(minutes=12), checked_in_by=staff)
    for side in absent:
        for meeting in Meeting.objects.with_sides().of(side).filter(status=MeetingStatus.CONFIRMED):
            mark_missed(meeting, missed_by=side)
    settle_past_meetings()
    close_due_registrations()
    end_events()
    for entry in story.get("feedback", ()):
        _answer(event, entry, sides)
    MeetingFeedback.objects.filter(meeting__event=event).update(given_at=event.ends_at + timedelta(hours=3))


def _answer(event: Event, entry: dict[str, Any], sides: dict[str, Registration | None]) -> None:
    """Nothing where the schedule brought the two not together."""
    korean, luxembourger = (sides[entry[name]] for name in SIDES)
    meetings = Meeting.objects.filter(
        event=event, korean=korean, luxembourg=luxembourger, status=MeetingStatus.HELD, ends_at__lt=timezone.now()
    )
    meeting = meetings.with_sides().first()
    if meeting is None:
        return
    for number, side in enumerate(meeting.sides):
        answer = Answer(entry["worth"][number], GoingOn(entry["going_on"][number]), entry["notes"][number])
        give_feedback(meeting, registration=side, by=member_of(side.company), answer=answer)
