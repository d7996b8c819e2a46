from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partnerships.calendars.holidays import easter, is_holiday_in_korea, is_holiday_in_luxembourg
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
    ("year", "expected"),
    [(2026, (4, 5)), (2027, (3, 28)), (2028, (4, 16)), (2030, (4, 21)), (2038, (4, 25)), (2285, (3, 22))],
)
def test_easter_falls_where_the_church_says(year: int, expected: tuple[int, int]) -> None:
    day = easter(year)

    assert (day.month, day.day) == expected


def test_each_country_has_its_own_holidays() -> None:
    ascension, seollal, substitute = date(2027, 5, 6), date(2027, 2, 8), date(2026, 8, 17)

    assert [is_holiday_in_luxembourg(day) for day in (ascension, seollal, substitute)] == [True, False, False]
    assert [is_holiday_in_korea(day) for day in (ascension, seollal, substitute)] == [False, True, True]
    assert not any(is_working_day(day) for day in (ascension, seollal, substitute, date(2027, 1, 16)))
