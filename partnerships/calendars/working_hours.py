"""Times inside the working day of both places. Seoul has no summer time: 60 minutes a day in winter, 120 in summer."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from partnerships.calendars.holidays import is_holiday_in_korea, is_holiday_in_luxembourg

SEOUL, LUXEMBOURG = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Luxembourg")
OPENING, CLOSING = time(9), time(18)
MEETING_LENGTH = timedelta(minutes=45)
NOTICE = timedelta(days=3)  # nobody should have to answer overnight
SATURDAY = 5


class Span(NamedTuple):
    """From `start` to `end`, both in UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def common_hours(day: date) -> Span:
    """When people in both places are at work on this calendar day, were it a working day."""
    starts = [_in_utc(day, OPENING, zone) for zone in (SEOUL, LUXEMBOURG)]
    ends = [_in_utc(day, CLOSING, zone) for zone in (SEOUL, LUXEMBOURG)]
    return Span(max(starts), min(ends))


def _in_utc(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(ZoneInfo("UTC"))


def is_working_day(day: date) -> bool:
    """Whether neither place has a weekend or a public holiday."""
    return day.weekday() < SATURDAY and not is_holiday_in_korea(day) and not is_holiday_in_luxembourg(day)


def suggest_times(*, after: datetime, count: int = 3) -> list[datetime]:
    """Starts in UTC of `count` meetings of MEETING_LENGTH, inside both working days and NOTICE away at the earliest.

    Every other common working day, so that they fall on different days of the week; where the common hours have room
    for two meetings, the later one is suggested every second time.
    """
    days = _working_days((after + NOTICE).astimezone(LUXEMBOURG).date() + timedelta(days=1))
    times = []
    for position in range(count):
        hours = common_hours(next(days))
        is_later = position % 2 == 1 and hours.length >= 2 * timedelta(hours=1)
        times.append(hours.start + timedelta(hours=1) if is_later else hours.start)
        next(days)
    return times


def _working_days(first: date) -> Iterator[date]:
    day = first
    while True:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)
