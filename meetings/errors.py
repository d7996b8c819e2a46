"""What meetings at an event refuse, by name. Every message is for the person who asked: why not, and what to do."""

from events.errors import EventError
from values.errors import StateConflictError


class FeedbackRefusedError(EventError):
    """This meeting takes no answer of this company, or not now. Nothing was changed."""


class MeetingRequestRefusedError(EventError):
    """These two cannot ask each other for a meeting, or not now. Nothing was written."""


class MeetingRefusedError(EventError):
    """A meeting cannot take place so: the message says who is where then, or what else stands against it."""


class MeetingChangedError(EventError, StateConflictError):
    """Somebody changed the meeting, or the schedule, after it was read. Nothing was changed."""


class ScheduleRefusedError(EventError):
    """There is nothing to compute or to publish, or a conflict stands in its way. Nothing was changed."""
