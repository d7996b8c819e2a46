"""Which times are at night where somebody works. Pure."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

MORNING, EVENING = time(8), time(20)


def is_at_night(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Whether any of it lies before 08:00 or after 20:00 by the clocks of this zone."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    return first.date() != last.date() or first.time() < MORNING or last.time() > EVENING
