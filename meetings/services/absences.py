"""Somebody does not come to a meeting: the side that waits says so, and staff decide what it was."""

from django.utils.translation import gettext as _

from events.models import Meeting, MeetingStatus, Registration
from jobs.clock import database_now
from meetings.errors import FeedbackRefusedError
from values.errors import StateConflictError


def report_absence(meeting: Meeting, *, registration: Registration) -> Meeting:
    """This side waits for the other one; staff see it at once. Said twice it is said once.

    Raises FeedbackRefusedError before the meeting begins, and StateConflictError if the other side waits too or the
    meeting is no longer to take place.
    """
    now = database_now()
    if meeting.starts_at > now:
        raise FeedbackRefusedError(_("This meeting has not begun yet."))
    waiting = Meeting.objects.filter(
        pk=meeting.pk, status=MeetingStatus.CONFIRMED, absence_reported_by__isnull=True, starts_at__lte=now
    )
    waiting.update(absence_reported_by=registration, absence_reported_at=now)
    found = Meeting.objects.with_sides().get(pk=meeting.pk)
    if found.absence_reported_by_id is None:
        raise StateConflictError(_("This meeting was changed in the meantime. Check when and where it is."))
    if found.absence_reported_by_id != registration.pk:
        raise StateConflictError(
            _("The other company has told us that it is waiting for you. Please go to: %(place)s.")
            % {"place": found.place}
        )
    return found
