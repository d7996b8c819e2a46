"""What is asked of meeting requests: whether one may be sent, who waits for whom."""

from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from companies.models import Company
from events.models import (
    COMING_STATUSES,
    REQUESTS_END,
    Event,
    Meeting,
    MeetingRequest,
    MeetingRequestStatus,
    Registration,
)
from jobs.clock import database_now
from matching.queries import are_kept_apart


def requests_close_at(event: Event) -> datetime:
    """From then on the organiser plans with what was answered."""
    return event.starts_at - REQUESTS_END


def are_requests_open(event: Event) -> bool:
    return event.status in COMING_STATUSES and database_now() < requests_close_at(event)


def refusal_of_asking(sender: Registration, receiver: Registration) -> str:
    """Why this company cannot ask that one, told to the one who asks; empty when it can."""
    if sender.event_id != receiver.event_id or sender.company_id == receiver.company_id:
        return _("Choose another company that is taking part in this event.")
    if not are_requests_open(sender.event):
        return _("It is too late to ask for meetings: this was possible until 48 hours before the event.")
    return (
        _refusal_of_sides(sender, receiver)
        or refusal_between(sender.company, receiver.company)
        or _refusal_of_pair(sender, receiver)
    )


def _refusal_of_sides(sender: Registration, receiver: Registration) -> str:
    if not sender.is_confirmed:
        return _("You can ask for meetings once your registration is confirmed.")
    if not sender.wants_meetings:
        return _("Your registration says that you want no one-to-one meetings. Change it first.")
    if not (receiver.is_confirmed and receiver.wants_meetings):
        return _("This company does not want one-to-one meetings at this event.")
    if not receiver.is_listed:
        return _("This company is not on the list of participants.")
    return ""


def refusal_between(one: Company, other: Company) -> str:
    """Never says who keeps whom apart."""
    if one.country == other.country:
        return _("Meetings are between Korean and Luxembourg companies, but both companies are in the same country.")
    if Company.objects.acting().filter(pk__in=(one.pk, other.pk)).count() < 2:
        return _("One of the two companies cannot work with other companies on the portal at the moment.")
    if are_kept_apart(one, other):
        return _("A meeting between these two companies is not possible. Other companies may suit you just as well.")
    return ""


def _refusal_of_pair(sender: Registration, receiver: Registration) -> str:
    if Meeting.objects.told().between(sender, receiver).exists():
        return _("You have a meeting with this company already.")
    standing = MeetingRequest.objects.between(sender, receiver)
    if standing.filter(status=MeetingRequestStatus.ACCEPTED).exists():
        return _("You and this company have already agreed to meet.")
    if standing.open().filter(sender=sender).exists():
        return _("Your company has already asked this company and has not had an answer yet.")
    if standing.filter(sender=sender, status=MeetingRequestStatus.DECLINED).exists():
        return _("This company has declined your request. Ask another company.")
    return ""


def refusal_of_quota(sender: Registration) -> str:
    """Why this company may ask nobody at the moment; empty when it may."""
    most = sender.event.open_requests
    if open_requests_of(sender) < most:
        return ""
    return ngettext(
        "Your company has %(count)d unanswered request, which is the maximum. Wait for an answer or withdraw it.",
        "Your company has %(count)d unanswered requests, which is the maximum. Wait for an answer or withdraw one.",
        most,
    ) % {"count": most}


def open_requests_of(sender: Registration) -> int:
    return MeetingRequest.objects.open().filter(sender=sender).count()


def requests_of(registration: Registration) -> QuerySet[MeetingRequest]:
    """All it sent and received: what needs its answer first, then what waits for others, then what is over."""
    requests = MeetingRequest.objects.filter(Q(sender=registration) | Q(receiver=registration))
    is_open = Q(status=MeetingRequestStatus.SENT, due_at__gt=Now())
    urgency = Case(When(is_open & Q(receiver=registration), then=0), When(is_open, then=1), default=2)
    return requests.with_sides().order_by(urgency, Case(When(is_open, then=F("due_at"))), "-sent_at", "-pk")


def meeting_requests_to_answer(user: User) -> QuerySet[MeetingRequest]:
    return MeetingRequest.objects.open().filter(receiver__company__memberships__user=user)


def states_with(registration: Registration) -> dict[int, MeetingRequest]:
    """The request that counts with each other registration: an agreement before one that waits, then the newest."""
    requests = MeetingRequest.objects.filter(Q(sender=registration) | Q(receiver=registration))
    rank = Case(
        When(status=MeetingRequestStatus.ACCEPTED, then=0), When(status=MeetingRequestStatus.SENT, then=1), default=2
    )
    states: dict[int, MeetingRequest] = {}
    for request in requests.order_by(rank, "-sent_at", "-pk"):
        other = request.receiver_id if request.sender_id == registration.pk else request.sender_id
        states.setdefault(other, request)
    return states
