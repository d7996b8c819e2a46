"""When things happen at an event, as its pages say it: by the reader's clock first, by the venue's beneath."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from events.calendars.zones import other_zones, write_hours, write_hours_beside, write_on_day, write_time
from events.models import REQUESTS_END, Event, EventSession


@dataclass(frozen=True, slots=True)
class EventTimes:
    """`day` and `hours` are the reader's; `beside` says the same by other clocks, the venue's first."""

    zone: ZoneInfo
    venue: ZoneInfo
    day: date
    hours: str
    beside: list[str]
    is_venue_time: bool


def times_of(event: Event, zone: ZoneInfo) -> EventTimes:
    venue = ZoneInfo(event.time_zone)
    start, end = event.starts_at, event.ends_at
    day = start.astimezone(zone).date()
    others = other_zones(start, shown=zone, venue=venue)
    return EventTimes(
        zone=zone,
        venue=venue,
        day=day,
        hours=write_hours(start, end, zone),
        beside=[write_hours_beside(start, end, other, day=day) for other in others],
        is_venue_time=_is_same_clock(start, zone, venue),
    )


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """`new_day` is the reader's, where it is another than that of the row before; `venue_time` where it differs."""

    session: EventSession
    new_day: date | None
    time: str
    venue_time: str
    slots: int


def programme_rows(event: Event, zone: ZoneInfo) -> list[ProgrammeRow]:
    """Reads `sessions` and the slots laid out in them."""
    starts = list(event.slots.values_list("starts_at", flat=True))
    return list(_rows(event, zone, starts))


def _rows(event: Event, zone: ZoneInfo, slots: list[datetime]) -> Iterator[ProgrammeRow]:
    venue = ZoneInfo(event.time_zone)
    day = event.starts_at.astimezone(zone).date()
    for session in event.sessions.all():
        own_day = session.starts_at.astimezone(zone).date()
        yield ProgrammeRow(
            session=session,
            new_day=own_day if own_day != day else None,
            time=write_time(session.starts_at, zone),
            venue_time="" if _is_same_clock(session.starts_at, zone, venue) else _venue_time(session, venue, own_day),
            slots=sum(session.starts_at <= start < session.ends_at for start in slots) * session.is_for_meetings,
        )
        day = own_day


def _venue_time(session: EventSession, venue: ZoneInfo, reader_day: date) -> str:
    """With its day where that is not the reader's."""
    time, day = write_time(session.starts_at, venue), session.starts_at.astimezone(venue).date()
    return time if day == reader_day else write_on_day(day, time)


def requests_until(event: Event) -> datetime:
    """Until when companies may choose whom they want to meet."""
    return event.starts_at - REQUESTS_END


def _is_same_clock(moment: datetime, zone: ZoneInfo, other: ZoneInfo) -> bool:
    return moment.astimezone(zone).utcoffset() == moment.astimezone(other).utcoffset()
