"""When the next mail about a saved search is due."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from directory.models import AlertFrequency

MORNING = time(7)
MONDAY = 0


def next_alert(frequency: str, *, after: datetime, time_zone: str) -> datetime | None:
    """The first morning after `after` (aware) on the clocks of `time_zone`, a Monday for a weekly alert.

    None when no mail is wanted.
    """
    if frequency == AlertFrequency.NEVER:
        return None
    zone = ZoneInfo(time_zone)
    local = after.astimezone(zone)
    day = local.date()
    while _morning(day, zone) <= local or (frequency == AlertFrequency.WEEKLY and day.weekday() != MONDAY):
        day += timedelta(days=1)
    return _morning(day, zone)


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, MORNING, zone)
