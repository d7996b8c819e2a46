"""How many meeting requests wait, for pages of events."""

from django import template

from accounts.models import User
from events.models import Registration
from meetings.queries.meeting_requests import meeting_requests_to_answer

register = template.Library()


@register.simple_tag
def requests_waiting(registration: Registration) -> int:
    """How many meeting requests this registration has to answer."""
    return registration.requests_received.open().count()


@register.simple_tag
def meeting_requests_waiting(user: User) -> int:
    """How many meeting requests this person's companies have to answer, whatever the event."""
    return meeting_requests_to_answer(user).count()
