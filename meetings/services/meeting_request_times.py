"""What time does to meeting requests: one reminder half-way, and the end."""

from django.db.models import F, QuerySet
from django.db.models.functions import Now

from events.models import MeetingRequest, MeetingRequestStatus
from jobs.sweeps import for_each_row
from meetings.services.meeting_request_emails import email_request_reminder


def expire_meeting_requests() -> list[int]:
    """End those whose time is over; ids of those this call ended. Their senders see it, and may ask others."""
    return for_each_row("events.expire_requests", MeetingRequest.objects.overdue().order_by("pk"), _expire)


def _expire(request_id: int) -> bool:
    overdue = MeetingRequest.objects.overdue().filter(pk=request_id)
    return bool(overdue.update(status=MeetingRequestStatus.EXPIRED, ended_at=Now()))


def remind_of_meeting_requests() -> list[int]:
    """Remind the receiver of each request once, when half its time is over; ids of those reminded now."""
    return for_each_row("events.remind_of_requests", _half_way().order_by("pk"), _remind)


def _half_way() -> QuerySet[MeetingRequest]:
    return MeetingRequest.objects.open().filter(reminded_at=None, due_at__lte=Now() + (Now() - F("sent_at")))


def _remind(request_id: int) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    if not _half_way().filter(pk=request_id).update(reminded_at=Now()):
        return False
    email_request_reminder(MeetingRequest.objects.with_sides().get(pk=request_id))
    return True
