"""What events do when something happens in the apps below them, or in another part of them."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from accounts.models import User
from events.models import COMING_STATUSES, Event, Registration
from events.services.event_emails import CHANGED
from events.services.intentions import keep_intention_of_visit
from events.services.presend_checks import reason_against
from events.services.waiting_list import offer_free_places
from events.signals import event_capacity_changed
from notifications.models import OutboxEmail
from notifications.signals import email_about_to_leave


@receiver(event_capacity_changed)
def offer_new_places(event_id: int, **_kwargs: object) -> None:
    offer_free_places(event_id)


@receiver(email_about_to_leave)
def keep_back_mail_of_registration(email: OutboxEmail, **_kwargs: object) -> str | None:
    """What tells of a place leaves only while the registration is in that state."""
    if not email.is_about(Registration):
        return None
    return reason_against(email) or None


@receiver(user_logged_in)
def remember_event(request: HttpRequest, user: User, **_kwargs: object) -> None:
    """A visitor who wanted to register finds the event again once they have an account."""
    keep_intention_of_visit(request.session, user)


@receiver(email_about_to_leave)
def keep_back_change_of_cancelled_event(email: OutboxEmail, **_kwargs: object) -> str | None:
    """Another time or place is told only while the event takes place: a cancellation tells more."""
    if not email.is_about(Event) or email.topic != CHANGED:
        return None
    takes_place = email.among(Event.objects.filter(status__in=COMING_STATUSES)).exists()
    return None if takes_place else gettext_noop("the event is over or has been cancelled")
