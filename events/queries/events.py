"""Which events there are to read of, and how many take part."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from events.models import (
    HOLDING_STATUSES,
    Event,
    EventPicture,
    EventSession,
    EventStatus,
    Registration,
    RegistrationStatus,
)

MOST_SHOWN = 3
ONLINE = "online"
SUBSCRIPTION = timedelta(days=365)
_IS_PAST = Q(status__in=(EventStatus.OVER, EventStatus.CANCELLED))


def with_texts(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.prefetch_related("texts")


def coming_events(**choice: str) -> QuerySet[Event]:
    """Announced and not over, the next first."""
    return with_texts(_chosen(Event.objects.coming(), **choice))


def past_events(**choice: str) -> QuerySet[Event]:
    """Those that took place, the latest first."""
    return with_texts(_chosen(Event.objects.past(), **choice))


def _chosen(events: QuerySet[Event], *, place: str = "", format: str = "", green: str = "") -> QuerySet[Event]:  # noqa: A002
    if place == ONLINE:
        events = events.exclude(attendance="on_site")
    elif place:
        events = events.filter(country=place)
    if format:
        events = events.filter(format=format)
    return events.filter(green_objectives__contains=[green]) if green else events


def events_to_read() -> QuerySet[Event]:
    """Whatever was announced, with all that its page shows."""
    sessions = EventSession.objects.prefetch_related("texts").select_related("event")
    pictures = EventPicture.objects.defer("png")
    return with_texts(Event.objects.all()).prefetch_related(
        Prefetch("sessions", sessions), Prefetch("picture", pictures)
    )


def staff_events(tab: str) -> QuerySet[Event]:
    """Drafts, coming ones or past ones (those cancelled among them), with `taken`, the places that are."""
    taken = Count("registrations", filter=Q(registrations__status__in=HOLDING_STATUSES))
    return with_texts(_of_tab(tab).annotate(taken=taken))


def _of_tab(tab: str) -> QuerySet[Event]:
    if tab == "drafts":
        return Event.objects.filter(status=EventStatus.DRAFT).order_by("starts_at", "pk")
    if tab == "past":
        return Event.objects.filter(_IS_PAST).order_by("-starts_at", "-pk")
    return Event.objects.exclude(_IS_PAST).exclude(status=EventStatus.DRAFT).order_by("starts_at", "pk")


class StaffCounts(NamedTuple):
    drafts: int
    coming: int
    past: int


def count_staff_events() -> StaffCounts:
    counts = Event.objects.aggregate(
        drafts=Count("pk", filter=Q(status=EventStatus.DRAFT)),
        past=Count("pk", filter=_IS_PAST),
        all=Count("pk"),
    )
    return StaffCounts(counts["drafts"], counts["all"] - counts["drafts"] - counts["past"], counts["past"])


class Turnout(NamedTuple):
    """How many companies come, by country, and how many places are taken."""

    korean: int
    luxembourg: int
    holding: int
    waiting: int

    @property
    def total(self) -> int:
        return self.korean + self.luxembourg


def count_turnout(event: Event) -> Turnout:
    confirmed = Q(status=RegistrationStatus.CONFIRMED)
    counts = Registration.objects.filter(event=event).aggregate(
        korean=Count("pk", filter=confirmed & Q(company__country="KR")),
        luxembourg=Count("pk", filter=confirmed & Q(company__country="LU")),
        holding=Count("pk", filter=Q(status__in=HOLDING_STATUSES)),
        waiting=Count("pk", filter=Q(status=RegistrationStatus.WAITING)),
    )
    return Turnout(**counts)


def registrations_by_event(user: User, events: Sequence[Event]) -> dict[int, Registration]:
    """Of these events those for which a company of this person is registered, with its registration."""
    mine = Registration.objects.live().filter(event__in=events, company__in=user.memberships.values("company"))
    return {registration.event_id: registration for registration in mine.order_by("-pk")}


def subscribed_events() -> QuerySet[Event]:
    """What a calendar that subscribes to all events holds: the coming ones and those of the last year."""
    return with_texts(Event.objects.public().filter(ends_at__gte=timezone.now() - SUBSCRIPTION))
