"""What is asked of registrations: whether one may be made, how many places are left, who is next."""

from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, When
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, CompanyStatus, Project
from events.models import (
    HOLDING_STATUSES,
    Event,
    EventIntention,
    EventStatus,
    Registration,
    RegistrationStatus,
)
from jobs.clock import database_now

DESK_ORDER = (
    RegistrationStatus.REQUESTED,
    RegistrationStatus.WAITING,
    RegistrationStatus.OFFERED,
    RegistrationStatus.CONFIRMED,
)


def places_left(event: Event) -> int | None:
    """None where there is no limit. Places offered to the waiting list count as taken."""
    if event.capacity is None:
        return None
    return max(0, event.capacity - event.registrations.holding().count())


def is_full(event: Event) -> bool:
    """Whether a company that registers now has to wait: no place is left, or somebody waits for the next one."""
    return event.capacity is not None and (
        places_left(event) == 0 or event.registrations.filter(status=RegistrationStatus.WAITING).exists()
    )


def next_in_line(event: Event) -> Registration | None:
    """Who gets the next free place: the first on the waiting list whose company may act with others now."""
    waiting = event.registrations.filter(status=RegistrationStatus.WAITING).acting()
    return waiting.order_by("waiting_since", "pk").first()


def place_in_line(registration: Registration) -> int:
    """Its number on the waiting list, from 1."""
    waiting = registration.event.registrations.filter(status=RegistrationStatus.WAITING)
    earlier = waiting.filter(waiting_since__lt=registration.waiting_since).count()
    same = waiting.filter(waiting_since=registration.waiting_since, pk__lt=registration.pk).count()
    return earlier + same + 1


def refusal_of_event(event: Event) -> str:
    """Why nobody can register for this event now; empty when one can."""
    now = database_now()
    if event.status == EventStatus.CANCELLED:
        return _("This event has been cancelled.")
    if event.status == EventStatus.OVER or event.ends_at <= now:
        return _("This event is over.")
    if event.status != EventStatus.PUBLISHED or event.registration_closes_at <= now:
        return _("Registration for this event is closed. Write to the organisers if you would still like to come.")
    if event.registration_opens_at is not None and event.registration_opens_at > now:
        return _("Registration for this event is not open yet.")
    return ""


def refusal_of_company(event: Event, company: Company) -> str:
    """Why this company cannot register; empty when it can. Asked again under the locks."""
    if refusal := refusal_of_standing(company):
        return refusal
    if event.registrations.live().filter(company=company).exists():
        return _("Your company is already registered for this event.")
    return ""


def refusal_of_standing(company: Company) -> str:
    """Why this company takes no place at any event; empty when it may."""
    if company.status == CompanyStatus.VERIFIED:
        return ""
    return _(
        "Companies must be verified before they can register for events, and yours is not verified at the moment. "
        "“My company” shows what is missing."
    )


def projects_to_bring(company: Company) -> QuerySet[Project]:
    return Project.objects.published().filter(company=company).order_by("pk")


def registrations_of(user: User) -> QuerySet[Registration]:
    """Those of the companies this person acts for: the next event first."""
    mine = user.memberships.values("company_id")
    registrations = Registration.objects.filter(company__in=mine).select_related("event", "company")
    return registrations.prefetch_related("event__texts").order_by("event__starts_at", "pk")


def registrations_to_show(event: Event, *, status: str = "", text: str = "") -> QuerySet[Registration]:
    """For staff: those of one state, or all; what needs a decision first, then who comes, as they registered."""
    found = event.registrations.filter(status=status) if status else event.registrations.all()
    for word in text.split():
        found = found.filter(company__name__icontains=word) | found.filter(company__name_local__icontains=word)
    rank = Case(*(When(status=status, then=place) for place, status in enumerate(DESK_ORDER)), default=len(DESK_ORDER))
    found = found.select_related("company").prefetch_related("attendees", "projects")
    return found.order_by(rank, "registered_at", "pk")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many registrations of an event there are in each state, and how many places are taken."""

    by_status: dict[str, int]
    capacity: int | None

    @property
    def holding(self) -> int:
        return sum(self.by_status.get(status, 0) for status in HOLDING_STATUSES)

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.holding)


def count_registrations(event: Event) -> Counts:
    rows = event.registrations.order_by().values_list("status").annotate(Count("pk"))
    return Counts(dict(rows), event.capacity)


def intentions_of(user: User) -> QuerySet[EventIntention]:
    """Events this person wanted to register for and still can, the next first."""
    still_open = EventIntention.objects.filter(user=user, event__status=EventStatus.PUBLISHED)
    still_open = still_open.filter(event__registration_closes_at__gt=database_now())
    return still_open.select_related("event").prefetch_related("event__texts").order_by("event__starts_at", "pk")
