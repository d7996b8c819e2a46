"""Calendar files by RFC 5545, as little of it as suggesting a few times needs. All times are in UTC."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

OCTETS_PER_LINE = 75
PRODUCT = "-//Smart Green Business Centre//Portal//EN"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A time somebody might meet; `uid` stays the same when it is suggested again."""

    uid: str
    start: datetime
    length: timedelta
    summary: str
    description: str


def write_calendar(suggestions: Sequence[Suggestion], *, organizer: str, now: datetime) -> bytes:
    """A calendar of tentative events that block nobody's day. `organizer` is an e-mail address."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "METHOD:PUBLISH"]
    for suggestion in suggestions:
        lines += _event(suggestion, organizer=organizer, now=now)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _fold(line))


def _event(suggestion: Suggestion, *, organizer: str, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_escape(suggestion.uid)}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(suggestion.start)}",
        f"DTEND:{_moment(suggestion.start + suggestion.length)}",
        f"SUMMARY:{_escape(suggestion.summary)}",
        f"DESCRIPTION:{_escape(suggestion.description)}",
        f"ORGANIZER:mailto:{organizer}",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    """One value of type TEXT (RFC 5545, 3.3.11)."""
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return "\\n".join(text.splitlines())


def _fold(line: str) -> Iterator[bytes]:
    """At most 75 octets a line, continued with a space, no character torn apart (RFC 5545, 3.1)."""
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > OCTETS_PER_LINE:
            yield part
            part = b" "
        part += octets
    yield part
