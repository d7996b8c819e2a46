"""Cutting the time for meetings into slots."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple


class Slot(NamedTuple):
    start: datetime
    end: datetime


def slots_within(spans: Iterable[Slot], *, length: timedelta, pause: timedelta) -> list[Slot]:
    """Slots of this length, a pause between two, as many as each span has room for; none overlaps an earlier one."""
    slots: list[Slot] = []
    for span in sorted(spans):
        start = max(span.start, slots[-1].end + pause) if slots and slots[-1].end > span.start else span.start
        slots += _fill(Slot(start, span.end), length, pause)
    return slots


def _fill(span: Slot, length: timedelta, pause: timedelta) -> Iterator[Slot]:
    start = span.start
    while start + length <= span.end:
        yield Slot(start, start + length)
        start += length + pause
