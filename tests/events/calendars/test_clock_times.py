"""From what a clock shows to a moment: hours that are not, and hours that come twice."""

from datetime import UTC, datetime

import pytest

from events.calendars.clock_times import moment_of, shown_at
from events.calendars.zones import LUXEMBOURG, SEOUL
from events.errors import EventRefusedError


def shown(*parts: int) -> datetime:
    """What a clock shows: a time without a zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]


def test_a_clock_in_luxembourg_is_one_hour_ahead_in_winter_and_two_in_summer() -> None:
    assert moment_of(shown(2027, 1, 21, 9, 30), LUXEMBOURG) == datetime(2027, 1, 21, 8, 30, tzinfo=UTC)
    assert moment_of(shown(2027, 7, 21, 9, 30), LUXEMBOURG) == datetime(2027, 7, 21, 7, 30, tzinfo=UTC)


def test_an_hour_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(EventRefusedError, match="02:30 does not exist") as refusal:
        moment_of(shown(2027, 3, 28, 2, 30), LUXEMBOURG, field="starts_at")

    assert refusal.value.field == "starts_at"


def test_an_hour_that_comes_twice_is_refused() -> None:
    with pytest.raises(EventRefusedError, match="02:30 occurs twice"):
        moment_of(shown(2027, 10, 31, 2, 30), LUXEMBOURG)


def test_in_seoul_every_hour_comes_once() -> None:
    for day in (shown(2027, 3, 28, 2, 30), shown(2027, 10, 31, 2, 30)):
        assert shown_at(moment_of(day, SEOUL), SEOUL) == day
