"""Who may see which partnership request and introduction, who may enter which room, for whom they speak there."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from companies.models import Company
from companies.permissions import own_companies
from partnerships.models import Collaboration, Introduction, PartnershipRequest
from partnerships.queries.introductions import all_introductions, introductions_of
from partnerships.queries.requests import requests_of
from values.formats.people import write_person


class Actor(NamedTuple):
    """A person in a room, and the company they speak for; None when they speak for staff."""

    user: User
    company: Company | None

    @property
    def is_staff(self) -> bool:
        return self.company is None

    def __str__(self) -> str:
        """As the reader of the active language names people: `Anne Weirig (SGBC)`, `Anne Weirig 님(SGBC)`."""
        return write_person(str(self.user), str(self.company or "SGBC"))


def rooms_open_to(user: User) -> QuerySet[Collaboration]:
    """Those of the companies one acts for; all for reviewers."""
    rooms = Collaboration.objects.with_sides()
    return rooms if user.is_reviewer else rooms.filter(_is_side_of(user))


def own_rooms(user: User) -> QuerySet[Collaboration]:
    """Those of the companies one acts for."""
    return Collaboration.objects.with_sides().filter(_is_side_of(user))


def _is_side_of(user: User) -> Q:
    mine = own_companies(user).values("pk")
    return Q(introduction__korean_company__in=mine) | Q(introduction__luxembourg_company__in=mine)


def actor_in(collaboration: Collaboration, user: User) -> Actor:
    """For whom this person speaks in a room open to them: their company first, otherwise staff.

    Raises LookupError for somebody the room is not open to.
    """
    mine = set(own_companies(user).values_list("pk", flat=True))
    for company in collaboration.companies:
        if company.pk in mine:
            return Actor(user, company)
    if not user.is_reviewer:
        raise LookupError("The room is not open to this person.")
    return Actor(user, None)


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
