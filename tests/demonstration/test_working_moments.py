"""Moments of the demonstration: on weekdays from nine to six, off the holidays of each country, and in the past."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from demonstration.working_moments import (
    is_working_moment,
    last_working_moment,
    next_working_day,
    working_moment,
)
from taxonomy.vocabulary import Country

KOREA, LUXEMBOURG = Country.KOREA, Country.LUXEMBOURG


@pytest.mark.parametrize(
    ("moment", "country", "is_working"),
    [
        (datetime(2026, 3, 4, 0, 0, tzinfo=UTC), KOREA, True),  # nine in Seoul
        (datetime(2026, 3, 4, 8, 59, tzinfo=UTC), KOREA, True),
        (datetime(2026, 3, 4, 9, 0, tzinfo=UTC), KOREA, False),  # six in Seoul
        (datetime(2026, 3, 4, 7, 59, tzinfo=UTC), LUXEMBOURG, False),
        (datetime(2026, 3, 4, 8, 0, tzinfo=UTC), LUXEMBOURG, True),  # nine in winter time
        (datetime(2026, 7, 1, 7, 0, tzinfo=UTC), LUXEMBOURG, True),  # nine in summer time
        (datetime(2026, 3, 7, 10, 0, tzinfo=UTC), LUXEMBOURG, False),  # a Saturday
        (datetime(2026, 2, 17, 3, 0, tzinfo=UTC), KOREA, False),  # Seollal
        (datetime(2026, 2, 17, 10, 0, tzinfo=UTC), LUXEMBOURG, True),
        (datetime(2026, 6, 23, 10, 0, tzinfo=UTC), LUXEMBOURG, False),  # the Grand Duke's birthday
        (datetime(2026, 6, 23, 3, 0, tzinfo=UTC), KOREA, True),
    ],
)
def test_people_work_on_weekdays_from_nine_to_six_off_their_holidays(
    moment: datetime, country: str, is_working: bool
) -> None:
    assert is_working_moment(moment, country) is is_working


@given(
    moment=st.datetimes(datetime(2024, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    country=st.sampled_from(list(Country)),
    seed=st.integers(0, 99),
)
def test_a_moment_is_moved_to_working_hours_no_further_than_over_a_holiday(
    moment: datetime, country: str, seed: int
) -> None:
    later = working_moment(moment, country, Random(seed))
    earlier = last_working_moment(moment, country, Random(seed))

    assert is_working_moment(later, country)
    assert is_working_moment(earlier, country)
    assert earlier <= moment <= later
    assert (later - earlier).days <= 12
    if is_working_moment(moment, country):
        assert earlier == moment == later


def test_what_would_be_to_come_is_set_before_now() -> None:
    now = timezone.now()

    for country in Country:
        assert working_moment(now, country, Random(1)) <= now


def test_actions_are_due_on_working_days() -> None:
    assert next_working_day(date(2026, 12, 25), LUXEMBOURG) == date(2026, 12, 28)
    assert next_working_day(date(2026, 3, 4), KOREA) == date(2026, 3, 4)
