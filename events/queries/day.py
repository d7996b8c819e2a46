"""An event on its day, for staff: who is expected and who has arrived, and what happens now and next at each table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from events.models import Attendee, Event, Meeting, MeetingPlace, MeetingStatus, Registration, RegistrationStatus

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


@dataclass(frozen=True, slots=True)
class MeetingSide:
    """One side of a meeting as the door knows it; who takes part online is not expected at the door."""

    registration: Registration
    has_arrived: bool
    has_reported: bool

    @property
    def is_missed(self) -> bool:
        return not self.has_arrived and self.registration.attendance == "on_site"


@dataclass(frozen=True, slots=True)
class TableMeeting:
    meeting: Meeting
    sides: tuple[MeetingSide, MeetingSide]


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A table or video room: the meeting that takes place there, and the one after it."""

    place: MeetingPlace
    now: TableMeeting | None
    next: TableMeeting | None

    @property
    def needs_attention(self) -> bool:
        """Whether somebody waits there for somebody."""
        return self.now is not None and any(side.has_reported or side.is_missed for side in self.now.sides)


def places_now(event: Event, *, now: datetime) -> list[PlaceNow]:
    """Every place of the event in its order."""
    meetings = _meetings_from(event, now)
    arrived = arrived_registrations(event)
    return [
        _place_now(place, [meeting for meeting in meetings if meeting.place_id == place.pk], arrived, now)
        for place in event.places.all()
    ]


def _meetings_from(event: Event, now: datetime) -> list[Meeting]:
    """Those that have not ended, in the order in which they begin."""
    coming = event.meetings.filter(status__in=(MeetingStatus.CONFIRMED, MeetingStatus.HELD), ends_at__gt=now)
    return list(coming.select_related("korean__company", "luxembourg__company").order_by("starts_at", "pk"))


def arrived_registrations(event: Event) -> set[int]:
    """Those of whom somebody has arrived."""
    people = Attendee.objects.filter(registration__event=event, checked_in_at__isnull=False)
    return set(people.order_by().values_list("registration_id", flat=True))


def _place_now(place: MeetingPlace, meetings: Sequence[Meeting], arrived: set[int], now: datetime) -> PlaceNow:
    running = [meeting for meeting in meetings if meeting.starts_at <= now]
    waiting = [meeting for meeting in meetings if meeting.starts_at > now]
    return PlaceNow(place, _first(running, arrived), _first(waiting, arrived))


def _first(meetings: Iterable[Meeting], arrived: set[int]) -> TableMeeting | None:
    meeting = next(iter(meetings), None)
    return None if meeting is None else TableMeeting(meeting, _sides(meeting, arrived))


def _sides(meeting: Meeting, arrived: set[int]) -> tuple[MeetingSide, MeetingSide]:
    korean, luxembourger = (
        MeetingSide(side, side.pk in arrived, meeting.absence_reported_by_id == side.pk) for side in meeting.sides
    )
    return korean, luxembourger
