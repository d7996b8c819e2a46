"""Who wants to register and cannot yet is reminded of it until they can."""

from django.contrib.sessions.backends.base import SessionBase

from accounts.models import User
from events.models import Event, EventIntention

WANTED = "event wanted"
"""Of a visitor's session: the event from which they went to sign in or sign up."""


def note_wish_of_visitor(session: SessionBase, event: Event) -> None:
    session[WANTED] = event.public_id


def keep_intention_of_visit(session: SessionBase, user: User) -> None:
    """Once the visitor has an account, write down what they came for."""
    event = Event.objects.public().filter(public_id=session.pop(WANTED, "")).first()
    if event is not None and not user.is_reviewer:
        note_intention(event, user)


def note_intention(event: Event, user: User) -> EventIntention:
    intention, _is_new = EventIntention.objects.get_or_create(event=event, user=user)
    return intention


def drop_intention(event: Event, user: User) -> None:
    EventIntention.objects.filter(event=event, user=user).delete()
