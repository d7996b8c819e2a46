"""Who may see and change which registration, request and meeting: the company's own people; staff look after all."""

from django.db.models import Q, QuerySet

from accounts.models import User
from companies.models import Company
from companies.permissions import own_companies
from events.models import Event, Meeting, MeetingRequest, Registration
from events.queries.registrations import registrations_of


def own_registrations(user: User) -> QuerySet[Registration]:
    """Those this person may change: of companies they act for."""
    return registrations_of(user)


def registrations_visible_to(user: User) -> QuerySet[Registration]:
    """Their own for members, all for reviewers."""
    if user.is_reviewer:
        return Registration.objects.select_related("event", "company").prefetch_related("event__texts")
    return registrations_of(user)


def companies_to_register(user: User, event: Event) -> QuerySet[Company]:
    """The companies this person may register for this event: theirs, as far as they are not registered."""
    taken = event.registrations.live().values("company_id")
    return own_companies(user).exclude(pk__in=taken)


def meeting_requests_received_by(user: User) -> QuerySet[MeetingRequest]:
    """Those this person may answer while they are open: of companies they act for."""
    mine = user.memberships.values("company_id")
    return MeetingRequest.objects.with_sides().filter(receiver__company__in=mine)


def meeting_requests_sent_by(user: User) -> QuerySet[MeetingRequest]:
    """Those this person may take back while they are open: of companies they act for."""
    mine = user.memberships.values("company_id")
    return MeetingRequest.objects.with_sides().filter(sender__company__in=mine)


def registrations_taking_part(user: User) -> QuerySet[Registration]:
    """The confirmed registrations of the companies this person acts for."""
    mine = Registration.objects.confirmed().filter(company__in=own_companies(user).values("pk"))
    return mine.select_related("event", "company").prefetch_related("event__texts")


def meetings_of(user: User) -> QuerySet[Meeting]:
    """The meetings this person's companies know of, as one of their two sides."""
    mine = Registration.objects.filter(company__in=own_companies(user).values("pk")).values("pk")
    return Meeting.objects.told().with_sides().filter(Q(korean__in=mine) | Q(luxembourg__in=mine))
