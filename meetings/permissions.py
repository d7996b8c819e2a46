"""Who may see and change which request and meeting: the company's own people; staff look after all."""

from django.db.models import Q, QuerySet

from accounts.models import User
from companies.permissions import own_companies
from events.models import Meeting, MeetingRequest, Registration


def meeting_requests_received_by(user: User) -> QuerySet[MeetingRequest]:
    """Those this person may answer while they are open: of companies they act for."""
    mine = user.memberships.values("company_id")
    return MeetingRequest.objects.with_sides().filter(receiver__company__in=mine)


def meeting_requests_sent_by(user: User) -> QuerySet[MeetingRequest]:
    """Those this person may take back while they are open: of companies they act for."""
    mine = user.memberships.values("company_id")
    return MeetingRequest.objects.with_sides().filter(sender__company__in=mine)


def meetings_of(user: User) -> QuerySet[Meeting]:
    """The meetings this person's companies know of, as one of their two sides."""
    mine = Registration.objects.filter(company__in=own_companies(user).values("pk")).values("pk")
    return Meeting.objects.told().with_sides().filter(Q(korean__in=mine) | Q(luxembourg__in=mine))
