"""Who may see and answer which partnership request, and who sees which introduction."""

from django.db.models import QuerySet

from accounts.models import User
from companies.models import Company
from companies.permissions import own_companies
from partnerships.models import Introduction, PartnershipRequest
from partnerships.queries.introductions import all_introductions, introductions_of
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


def introductions_visible_to(user: User) -> QuerySet[Introduction]:
    """Those of the companies one acts for; all for reviewers, who see their state and not the contacts."""
    return all_introductions() if user.is_reviewer else introductions_of(own_companies(user))


def introductions_to_consent(user: User) -> QuerySet[Introduction]:
    """Those for which this person may give or withdraw a consent: of companies they act for."""
    return introductions_of(own_companies(user))


def company_of(user: User, introduction: Introduction) -> Company | None:
    """For which of the two companies this person acts; None for neither."""
    sides = (introduction.korean_company_id, introduction.luxembourg_company_id)
    return own_companies(user).filter(pk__in=sides).first()
