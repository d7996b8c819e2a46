"""Calendar files (RFC 5545) that every calendar reads; all times in them are UTC, so that no zone is mistaken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Smart Green Business Centre//Portal//EN"


class Method(Enum):
    """What a receiver does with the file (RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry. `uid` stays the same for its whole life, and `sequence` grows with each change of it.

    A tentative entry blocks nobody's day.
    """

    uid: str
    start: datetime
    end: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    sequence: int = 0
    is_tentative: bool = False
    is_cancelled: bool = False


def write_calendar(
    entries: Sequence[CalendarEntry],
    *,
    organizer: str,
    now: datetime,
    method: Method = Method.PUBLISH,
    attendee: str = "",
    name: str = "",
) -> bytes:
    """A file with these entries. `organizer` and `attendee` are addresses; `name` is what a subscription is called."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, organizer=organizer, attendee=attendee, now=now))
    content: bytes = calendar.to_ical(sorted=False)
    return content


def _event(entry: CalendarEntry, *, organizer: str, attendee: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("summary", entry.summary)
    for key in ("description", "location", "url"):
        if value := getattr(entry, key):
            event.add(key, value)
    event.add("organizer", vCalAddress(f"mailto:{organizer}"))
    if attendee:
        person = vCalAddress(f"mailto:{attendee}")
        person.params["PARTSTAT"] = vText("ACCEPTED")
        event.add("attendee", person)
    event.add("status", _status(entry))
    event.add("transp", "TRANSPARENT" if entry.is_tentative or entry.is_cancelled else "OPAQUE")
    return event


def _status(entry: CalendarEntry) -> str:
    if entry.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.is_tentative else "CONFIRMED"
