"""What pages show of registrations besides what their views say."""

from django import template
from django.template import Context

from accounts.models import User
from events.models import EventIntention, Registration
from events.queries.registrations import intentions_of

register = template.Library()


@register.simple_tag
def ticket(registration: Registration) -> str:
    """What a form names that decides on it: which one, and in which state it was seen."""
    return f"{registration.public_id}:{registration.status}"


@register.simple_tag(takes_context=True)
def event_intentions(context: Context) -> list[EventIntention]:
    """The events the reader wanted to register for and still can, for pages of other apps."""
    user = context["request"].user
    return list(intentions_of(user)) if isinstance(user, User) else []
