"""Who may see what of an event: its participants their own day, and a meeting's two sides what is theirs alone."""

from django.db.models import Q, QuerySet

from accounts.models import User
from companies.permissions import own_companies
from events.models import Meeting, Registration


def registrations_taking_part(user: User) -> "QuerySet[Registration]":
    """The confirmed registrations of the companies this person acts for."""
    mine = Registration.objects.confirmed().filter(company__in=own_companies(user).values("pk"))
    return mine.select_related("event", "company").prefetch_related("event__texts")


def meetings_of(user: User) -> "QuerySet[Meeting]":
    """The meetings this person's companies know of, as one of their two sides."""
    mine = Registration.objects.filter(company__in=own_companies(user).values("pk")).values("pk")
    return Meeting.objects.told().with_sides().filter(Q(korean__in=mine) | Q(luxembourg__in=mine))
