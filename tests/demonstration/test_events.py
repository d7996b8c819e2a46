"""The demonstration's events: one past with its outcomes, one coming with its schedule, one webinar, and only once."""

import pytest
from django.utils import timezone

from accounts.models import Language
from demonstration.companies import load_demonstration
from demonstration.events import load_event_demonstration
from events.models import (
    Event,
    EventStatus,
    EventText,
    GoingOn,
    Meeting,
    MeetingFeedback,
    MeetingRequest,
    MeetingStatus,
    Registration,
    RegistrationStatus,
)
from partnerships.models import Introduction

pytestmark = pytest.mark.django_db


@pytest.mark.processes
def test_events_of_the_demonstration_are_past_and_to_come_and_are_loaded_once() -> None:
    load_demonstration()

    assert load_event_demonstration()
    assert not load_event_demonstration()

    past, webinar, coming = Event.objects.order_by("starts_at")
    assert [event.status for event in (past, webinar, coming)] == [
        EventStatus.OVER,
        EventStatus.PUBLISHED,
        EventStatus.PUBLISHED,
    ]
    assert past.ends_at < timezone.now() < webinar.starts_at
    check_the_texts()
    check_what_came_of(past)
    check_the_schedule_of(coming)


def check_the_texts() -> None:
    """Everybody reads of every event in their own language."""
    for event in Event.objects.all():
        assert set(event.texts.values_list("language", flat=True)) == set(Language.values)
        assert not event.sessions.exclude(texts__language="ko").exists()
    assert EventText.objects.filter(title="").count() == 0


def check_what_came_of(event: Event) -> None:
    meetings = Meeting.objects.filter(event=event)
    assert set(meetings.values_list("status", flat=True)) == {MeetingStatus.HELD, MeetingStatus.MISSED}
    assert MeetingFeedback.objects.filter(meeting__event=event).count() == 10
    assert Introduction.objects.filter(meetings__event=event).count() == 3
    one_yes = MeetingFeedback.objects.filter(going_on=GoingOn.YES, meeting__introduction=None)
    assert one_yes.count() == 2  # which the case manager sees
    assert not Registration.objects.filter(event=event, registered_at__gt=event.starts_at).exists()


def check_the_schedule_of(event: Event) -> None:
    """Whoever agreed to meet meets, nobody without having said yes goes unasked, and most have a meeting."""
    assert event.schedule_published_at is not None
    meetings = Meeting.objects.filter(event=event, status=MeetingStatus.CONFIRMED)
    accepted = MeetingRequest.objects.filter(event=event, status="accepted")
    met = {frozenset(pair) for pair in meetings.values_list("korean", "luxembourg")}
    assert {frozenset(pair) for pair in accepted.values_list("sender", "receiver")} <= met
    confirmed = event.registrations.filter(status=RegistrationStatus.CONFIRMED).count()
    meeting = {side for pair in met for side in pair}
    assert len(meeting) >= 0.8 * confirmed
