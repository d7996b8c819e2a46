"""Who may see and change which registration: the company's own people; staff look after all."""

from django.db.models import QuerySet

from accounts.models import User
from companies.models import Company
from companies.permissions import own_companies
from events.models import Event, Registration
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


def registrations_taking_part(user: User) -> QuerySet[Registration]:
    """The confirmed registrations of the companies this person acts for."""
    mine = Registration.objects.confirmed().filter(company__in=own_companies(user).values("pk"))
    return mine.select_related("event", "company").prefetch_related("event__texts")
