"""What came of a meeting: held, or missed by one side. Said by staff, from its start on."""

from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from events.models import Meeting, MeetingStatus, Registration
from jobs.clock import database_now
from jobs.sweeps import for_each_row
from meetings.errors import MeetingChangedError, MeetingRefusedError
from meetings.services.meeting_webhooks import publish_meeting

BEGUN_STATUSES = (MeetingStatus.CONFIRMED, MeetingStatus.HELD, MeetingStatus.MISSED)
SETTLED_AFTER = timedelta(hours=12)
"""A confirmed meeting of which nobody reported otherwise so long after its end counts as held."""


def mark_held(meeting: Meeting) -> Meeting:
    """Raises MeetingRefusedError before it begins, MeetingChangedError if it is cancelled."""
    return _settle(meeting, status=MeetingStatus.HELD, missed_by=None)


def mark_missed(meeting: Meeting, *, missed_by: Registration | None) -> Meeting:
    """`missed_by` did not come; None where neither did. Raises MeetingRefusedError, MeetingChangedError."""
    if missed_by is not None and missed_by.pk not in {meeting.korean_id, meeting.luxembourg_id}:
        raise MeetingRefusedError(_("This company is not part of the meeting."))
    return _settle(meeting, status=MeetingStatus.MISSED, missed_by=missed_by)


def settle_past_meetings() -> list[int]:
    """The ids of those that count as held because their time is over and nobody said that somebody was missing."""
    return for_each_row("events.settle_past_meetings", _past_meetings(), _hold)


def _past_meetings() -> "QuerySet[Meeting]":
    past = Meeting.objects.filter(status=MeetingStatus.CONFIRMED, ends_at__lte=Now() - SETTLED_AFTER)
    return past.filter(absence_reported_by__isnull=True).order_by("pk")


def _hold(meeting_id: int) -> bool:
    return bool(_past_meetings().filter(pk=meeting_id).update(status=MeetingStatus.HELD))


def _settle(meeting: Meeting, *, status: MeetingStatus, missed_by: Registration | None) -> Meeting:
    if meeting.starts_at > database_now():
        raise MeetingRefusedError(_("This meeting has not begun yet."))
    begun = Meeting.objects.filter(pk=meeting.pk, status__in=BEGUN_STATUSES)
    if not begun.update(status=status, missed_by=missed_by):
        raise MeetingChangedError(_("This meeting was cancelled in the meantime. Nothing was changed."))
    settled = Meeting.objects.with_sides().get(pk=meeting.pk)
    publish_meeting(settled)
    return settled
