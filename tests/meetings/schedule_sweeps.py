"""Rows of the schedule that the timetable finds."""

from datetime import timedelta

from events.models import Meeting, MeetingStatus
from jobs.clock import database_now
from meetings.services.meeting_outcomes import SETTLED_AFTER
from tests.events.factories import MeetingFactory


def past_meeting(ago: timedelta) -> Meeting:
    """Nobody said that somebody was missing."""
    end = database_now() - SETTLED_AFTER - ago
    meeting: Meeting = MeetingFactory(
        status=MeetingStatus.CONFIRMED, starts_at=end - timedelta(minutes=20), ends_at=end
    )
    return meeting
