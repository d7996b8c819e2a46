"""Reading a programme that somebody pasted: a time, then a title, and perhaps a speaker and a room, on each line."""

import re
from datetime import time
from typing import NamedTuple

_MARKS = r"•◦▪■‣⁃·●○–—−*o\-"
_DASHES = r"\-‐‑‒–—―−~〜～"
_HOUR = r"(?P<{name}>[01]?\d|2[0-4])\s?(?:(?:[:.h]|Uhr|시)\s?(?P<{name}_minute>[0-5]\d)?\s?(?:분|Uhr|h)?)"
_LINE = re.compile(
    r"^(?:\d{1,2}[.)]\s+(?=\d))?"
    + _HOUR.format(name="start")
    + rf"(?:\s*(?:[{_DASHES}]|to|until|à|bis|부터|~)\s*"
    + _HOUR.format(name="end")
    + r"(?:까지)?)?"
    + rf"\s*[:|,;.{_DASHES}]?\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"\s*[\t|]\s*|\s+[{_DASHES}]+\s+")
_MEETINGS = re.compile(
    r"\b(?:one[- ]to[- ]one|1\s?:\s?1|b2b|meetings|rendez-vous|rencontres individuelles|einzelgespräche|gespräche)\b"
    r"|상담|일대일|1대1",
    re.IGNORECASE,
)
LONGEST_TITLE, LONGEST_SPEAKER, LONGEST_ROOM = 150, 200, 80


class PastedItem(NamedTuple):
    """An item as its line says it; `end` only where the line does."""

    start: time
    end: time | None
    title: str
    speaker: str
    room: str
    is_for_meetings: bool


class UnreadLine(NamedTuple):
    """A line that says no time and title, by its number among all lines, the first being 1."""

    number: int
    text: str


class PastedProgramme(NamedTuple):
    items: list[PastedItem]
    unread: list[UnreadLine]


def read_programme(text: str) -> PastedProgramme:
    """In the order of the lines; empty lines count for numbers and are left out otherwise."""
    items, unread = [], []
    for number, line in enumerate(text.splitlines(), 1):
        clean = _clean(line)
        if not clean:
            continue
        item = _read_line(clean)
        if item is None:
            unread.append(UnreadLine(number, clean.replace("\t", " ")))
        else:
            items.append(item)
    return PastedProgramme(items, unread)


def _clean(line: str) -> str:
    """Without bullets, with plain spaces; tabs stay, for they part columns."""
    plain = re.sub(r"[^\S\t]+", " ", re.sub(r"[\u200b\ufeff\u00ad]", "", line)).strip()
    without = re.sub(rf"^(?:[{_MARKS}]\s*)+(?=\d)", "", plain)
    return without.strip()


def _read_line(line: str) -> PastedItem | None:
    found = _LINE.match(line)
    if found is None:
        return None
    title, speaker, room = _split(found["rest"].strip())
    if not re.search(r"[^\W\d_]", title) or max(len(title) - LONGEST_TITLE, len(speaker) - LONGEST_SPEAKER) > 0:
        return None
    start, end = _time(found["start"], found["start_minute"]), _time(found["end"], found["end_minute"])
    return None if start is None else PastedItem(start, end, title, speaker, room, bool(_MEETINGS.search(title)))


def _time(hour: str | None, minute: str | None) -> time | None:
    return time(int(hour) % 24, int(minute or 0)) if hour else None


def _split(text: str) -> tuple[str, str, str]:
    """`Title – Speaker, Room`: the room is what stands behind the last comma, or in a column of its own."""
    title, *parts = (part.strip(" ,;") for part in _PARTS.split(text))
    parts = [part for part in parts if part]
    if not parts:
        return title, "", ""
    if len(parts) > 1:
        return title, ", ".join(parts[:-1]), parts[-1][:LONGEST_ROOM]
    speaker, comma, room = parts[0].rpartition(",")
    return (title, speaker.strip(), room.strip()[:LONGEST_ROOM]) if comma else (title, parts[0], "")
