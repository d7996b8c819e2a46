"""Who may see and answer which partnership request."""

from django.db.models import QuerySet

from accounts.models import User
from partnerships.models import PartnershipRequest
from partnerships.queries.requests import requests_of


def requests_visible_to(user: User) -> QuerySet[PartnershipRequest]:
    """The two companies' own people see it, and reviewers see all."""
    return PartnershipRequest.objects.with_sides() if user.is_reviewer else requests_of(user)


def requests_received_by(user: User) -> QuerySet[PartnershipRequest]:
    """Those this person may answer while they are open: of companies they act for."""
    mine = user.memberships.values("company_id")
    return PartnershipRequest.objects.with_sides().filter(receiver__in=mine)


def requests_sent_by(user: User) -> QuerySet[PartnershipRequest]:
    """Those this person may take back while they are open: of companies they act for."""
    mine = user.memberships.values("company_id")
    return PartnershipRequest.objects.with_sides().filter(sender__in=mine)
