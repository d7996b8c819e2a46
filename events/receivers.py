"""What events do when something happens in the apps below them, or in another part of them."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from accounts.models import User
from events.models import COMING_STATUSES, Event, Meeting, MeetingRequest, Registration
from events.services.event_emails import CHANGED
from events.services.intentions import keep_intention_of_visit
from events.services.meeting_checks import reason_against_meeting, reason_against_schedule
from events.services.meeting_request_emails import ASKS_FOR_ANSWER
from events.services.meetings import cancel_meetings_of
from events.services.presend_checks import reason_against
from events.services.waiting_list import offer_free_places
from events.signals import event_capacity_changed, registration_ended, registrations_changed, schedule_requested
from events.tasks import compute_fits, compute_schedule
from jobs.enqueueing import enqueue_on_commit
from notifications.models import OutboxEmail
from notifications.signals import email_about_to_leave


@receiver(registrations_changed)
def compare_those_who_come(event_id: int, **_kwargs: object) -> None:
    enqueue_on_commit(compute_fits, event_id)


@receiver(event_capacity_changed)
def offer_new_places(event_id: int, **_kwargs: object) -> None:
    offer_free_places(event_id)


@receiver(email_about_to_leave)
def keep_back_mail_of_registration(email: OutboxEmail, **_kwargs: object) -> str | None:
    """What tells of a place leaves only while the registration is in that state."""
    if not email.is_about(Registration):
        return None
    return reason_against(email) or None


@receiver(email_about_to_leave)
def keep_back_closed_meeting_request(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A mail that asks for an answer leaves only while one may be given."""
    if not email.is_about(MeetingRequest) or email.topic not in ASKS_FOR_ANSWER:
        return None
    is_open = email.among(MeetingRequest.objects.open()).exists()
    return None if is_open else gettext_noop("the request is no longer open")


@receiver(user_logged_in)
def remember_event(request: HttpRequest, user: User, **_kwargs: object) -> None:
    """A visitor who wanted to register finds the event again once they have an account."""
    keep_intention_of_visit(request.session, user)


@receiver(schedule_requested)
def compute_requested_schedule(run_id: int, **_kwargs: object) -> None:
    enqueue_on_commit(compute_schedule, run_id)


@receiver(registration_ended)
def cancel_meetings_of_who_left(registration_id: int, user_id: int | None, **_kwargs: object) -> None:
    """The other sides are told; time and places are free again."""
    registration = Registration.objects.select_related("company", "event").get(pk=registration_id)
    cancel_meetings_of(registration, by=User.objects.filter(pk=user_id).first() if user_id else None)


@receiver(email_about_to_leave)
def keep_back_change_of_cancelled_event(email: OutboxEmail, **_kwargs: object) -> str | None:
    """Another time or place is told only while the event takes place: a cancellation tells more."""
    if not email.is_about(Event) or email.topic != CHANGED:
        return None
    takes_place = email.among(Event.objects.filter(status__in=COMING_STATUSES)).exists()
    return None if takes_place else gettext_noop("the event is over or has been cancelled")


@receiver(email_about_to_leave)
def keep_back_outdated_meeting(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A mail about a meeting leaves only while it is as the mail says."""
    if email.is_about(Meeting):
        return reason_against_meeting(email) or None
    return (reason_against_schedule(email) or None) if email.is_about(Registration) else None
