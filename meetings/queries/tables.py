"""What happens now and next at each table of an event, and who waits there for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.models import Event, Meeting, MeetingPlace, MeetingStatus, Registration
from events.queries.day import arrived_registrations


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
