from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partnerships.calendars.holidays import is_holiday_in_korea, is_holiday_in_luxembourg
from partnerships.calendars.working_hours import MEETING_LENGTH, common_hours, is_working_day, suggest_times

SEOUL, LUXEMBOURG = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Luxembourg")


@pytest.mark.parametrize(
    ("day", "start", "minutes"),
    [
        (date(2027, 1, 13), datetime(2027, 1, 13, 8, tzinfo=UTC), 60),
        (date(2027, 7, 14), datetime(2027, 7, 14, 7, tzinfo=UTC), 120),
        (date(2027, 3, 26), datetime(2027, 3, 26, 8, tzinfo=UTC), 60),  # the last Friday before summer time
        (date(2027, 3, 29), datetime(2027, 3, 29, 7, tzinfo=UTC), 120),
        (date(2027, 10, 29), datetime(2027, 10, 29, 7, tzinfo=UTC), 120),
        (date(2027, 11, 2), datetime(2027, 11, 2, 8, tzinfo=UTC), 60),
    ],
)
def test_both_are_at_work_for_one_hour_in_winter_and_two_in_summer(day: date, start: datetime, minutes: int) -> None:
    hours = common_hours(day)

    assert (hours.start, hours.length) == (start, timedelta(minutes=minutes))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_suggested_meeting_lies_inside_both_working_days(month: int) -> None:
    times = suggest_times(after=datetime(2027, month, 10, 20, 15, tzinfo=UTC))

    for zone in (SEOUL, LUXEMBOURG):
        begins = [time.astimezone(zone) for time in times]
        ends = [(time + MEETING_LENGTH).astimezone(zone) for time in times]
        assert all((begin.hour, begin.minute) >= (9, 0) for begin in begins)
        assert all((end.hour, end.minute) <= (18, 0) for end in ends)
        assert all(begin.weekday() < 5 for begin in begins)
    assert len({time.date() for time in times}) == 3


def test_times_in_winter_are_the_one_hour_there_is() -> None:
    times = suggest_times(after=datetime(2027, 1, 11, 9, 0, tzinfo=UTC))

    assert times == [datetime(2027, 1, day, 8, tzinfo=UTC) for day in (15, 19, 21)]


def test_times_in_summer_use_both_hours() -> None:
    times = suggest_times(after=datetime(2027, 6, 28, 9, 0, tzinfo=UTC))

    assert times == [datetime(2027, 7, day, hour, tzinfo=UTC) for day, hour in ((2, 7), (6, 8), (8, 7))]


def test_the_holidays_of_either_side_are_avoided() -> None:
    times = suggest_times(after=datetime(2026, 12, 21, 9, 0, tzinfo=UTC))

    assert [time.date() for time in times] == [date(2026, 12, 28), date(2026, 12, 30), date(2027, 1, 4)]


@pytest.mark.parametrize(
    ("month", "days"),
    [
        ((2026, 2), [16, 17, 18]),  # Seollal
        ((2026, 6), [3, 6]),  # local elections, Memorial Day (on a Saturday, without a substitute)
        ((2026, 8), [15, 17]),  # Liberation Day on a Saturday
        ((2026, 9), [24, 25, 26]),  # Chuseok
        ((2027, 2), [6, 7, 8, 9]),  # Seollal on Sunday the 7th
        ((2027, 5), [1, 3, 5, 13]),  # Labour Day on a Saturday, Children's Day, Buddha's Birthday
        ((2027, 9), [14, 15, 16]),
        ((2028, 10), [2, 3, 4, 5, 9]),  # Chuseok upon National Foundation Day
        ((2031, 1), [1, 22, 23, 24]),
    ],
)
def test_korean_holidays_are_those_of_the_public_holidays_act(month: tuple[int, int], days: list[int]) -> None:
    first = date(*month, 1)
    found = [first + timedelta(days=offset) for offset in range(31) if is_holiday_in_korea(first + timedelta(offset))]

    assert [day.day for day in found if day.month == first.month] == days


@pytest.mark.parametrize("year", [2026, 2027, 2035])
def test_luxembourg_has_its_eleven_holidays(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
    moving = {2026: ["04-06", "05-14", "05-25"], 2027: ["03-29", "05-06", "05-17"], 2035: ["03-26", "05-03", "05-14"]}
    fixed = ["01-01", "05-01", "05-09", "06-23", "08-15", "11-01", "12-25", "12-26"]

    assert [f"{day:%m-%d}" for day in days if is_holiday_in_luxembourg(day)] == sorted(fixed + moving[year])


def test_each_country_has_its_own_holidays() -> None:
    ascension, seollal, substitute = date(2027, 5, 6), date(2027, 2, 8), date(2026, 8, 17)

    assert [is_holiday_in_luxembourg(day) for day in (ascension, seollal, substitute)] == [True, False, False]
    assert [is_holiday_in_korea(day) for day in (ascension, seollal, substitute)] == [False, True, True]
    assert not any(is_working_day(day) for day in (ascension, seollal, substitute, date(2027, 1, 16)))
