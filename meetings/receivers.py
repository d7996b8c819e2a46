"""What meetings do when something happens to an event or a registration, or in another part of them."""

from django.dispatch import receiver
from django.utils.translation import gettext_noop

from accounts.models import User
from events.models import Meeting, MeetingRequest, Registration
from events.signals import meetings_no_longer_wanted, registration_ended, registrations_changed
from jobs.enqueueing import enqueue_on_commit
from meetings.services.meeting_checks import reason_against_meeting, reason_against_schedule
from meetings.services.meeting_request_emails import ASKS_FOR_ANSWER
from meetings.services.meeting_requests import withdraw_requests_of, withdraw_unanswered
from meetings.services.meetings import cancel_meetings_of
from meetings.signals import schedule_requested
from meetings.tasks import compute_fits, compute_schedule
from notifications.models import OutboxEmail
from notifications.signals import email_about_to_leave


@receiver(registrations_changed)
def compare_those_who_come(event_id: int, **_kwargs: object) -> None:
    enqueue_on_commit(compute_fits, event_id)


@receiver(email_about_to_leave)
def keep_back_closed_meeting_request(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A mail that asks for an answer leaves only while one may be given."""
    if not email.is_about(MeetingRequest) or email.topic not in ASKS_FOR_ANSWER:
        return None
    is_open = email.among(MeetingRequest.objects.open()).exists()
    return None if is_open else gettext_noop("the request is no longer open")


@receiver(schedule_requested)
def compute_requested_schedule(run_id: int, **_kwargs: object) -> None:
    enqueue_on_commit(compute_schedule, run_id)


@receiver(registration_ended)
def end_requests_and_meetings_of_who_left(registration_id: int, user_id: int | None, **_kwargs: object) -> None:
    """The other sides are told; time and places are free again."""
    registration = Registration.objects.select_related("company", "event").get(pk=registration_id)
    withdraw_requests_of(registration)
    cancel_meetings_of(registration, by=User.objects.filter(pk=user_id).first() if user_id else None)


@receiver(meetings_no_longer_wanted)
def withdraw_unanswered_requests(registration_id: int, **_kwargs: object) -> None:
    withdraw_unanswered(registration_id)


@receiver(email_about_to_leave)
def keep_back_outdated_meeting(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A mail about a meeting leaves only while it is as the mail says."""
    if email.is_about(Meeting):
        return reason_against_meeting(email) or None
    return (reason_against_schedule(email) or None) if email.is_about(Registration) else None
