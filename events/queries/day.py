"""Who is expected at an event on its day, and who has arrived."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from events.models import Attendee, Event, RegistrationStatus

ARRIVED, MISSING = "arrived", "missing"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """People of confirmed registrations."""

    expected: int
    arrived: int

    @property
    def missing(self) -> int:
        return self.expected - self.arrived


def expected_attendees(event: Event, *, text: str = "", show: str = "") -> "QuerySet[Attendee]":
    """People of confirmed registrations, by company; every word of `text` begins a word of the name or the company."""
    people = Attendee.objects.filter(registration__event=event, registration__status=RegistrationStatus.CONFIRMED)
    if show in (ARRIVED, MISSING):
        people = people.filter(checked_in_at__isnull=show == MISSING)
    for word in text.split():
        people = people.filter(_has(word, "name", "registration__company__name", "registration__company__name_local"))
    order = ("registration__company__name_order", "registration_id", "pk")
    return people.select_related("registration__event", "registration__company", "checked_in_by").order_by(*order)


def _has(word: str, *fields: str) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


def count_arrivals(event: Event) -> Arrivals:
    return Arrivals(
        **expected_attendees(event).aggregate(
            expected=Count("pk"), arrived=Count("pk", filter=Q(checked_in_at__isnull=False))
        )
    )


def arrived_registrations(event: Event) -> set[int]:
    """Those of whom somebody has arrived."""
    people = Attendee.objects.filter(registration__event=event, checked_in_at__isnull=False)
    return set(people.order_by().values_list("registration_id", flat=True))
