"""Times as they are read in two countries: summer time, midnight, and tomorrow in Seoul."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from events.calendars.zones import (
    LUXEMBOURG,
    SEOUL,
    is_zone,
    other_zones,
    write_hours,
    write_hours_beside,
    write_moment,
    write_span_in_both,
    write_zone,
    zone_for,
)

LONDON, LOS_ANGELES = ZoneInfo("Europe/London"), ZoneInfo("America/Los_Angeles")
START = datetime(2027, 1, 21, 8, 30, tzinfo=UTC)
END = START + timedelta(hours=7)


def test_the_readers_hours_come_first_and_the_venues_beside_them() -> None:
    written = write_span_in_both(START, END, SEOUL, LUXEMBOURG)

    assert written == "Thursday 21 January 2027, 17:30–00:30 the next day (Seoul); 09:30–16:30 in Luxembourg"


def test_where_both_clocks_show_the_same_the_hours_are_written_once() -> None:
    written = write_span_in_both(START, END, ZoneInfo("Europe/Brussels"), LUXEMBOURG)

    assert written == "Thursday 21 January 2027, 09:30–16:30 (Brussels)"


def test_when_it_is_already_tomorrow_in_seoul_the_day_is_named() -> None:
    evening = datetime(2027, 1, 21, 17, 0, tzinfo=UTC)

    written = write_span_in_both(evening, evening + timedelta(hours=2), LUXEMBOURG, SEOUL)

    assert written == "Thursday 21 January 2027, 18:00–20:00 (Luxembourg); Fri 22 January, 02:00–04:00 in Seoul"


def test_when_it_is_still_yesterday_the_day_is_named_too() -> None:
    assert write_hours_beside(START, END, LOS_ANGELES, day=START.date()) == "00:30–07:30 in Los Angeles"
    early = START - timedelta(hours=2)
    assert write_hours_beside(early, END, LOS_ANGELES, day=START.date()) == (
        "Wed 20 January, 22:30–07:30 the next day in Los Angeles"
    )


def test_an_event_over_several_days_names_each() -> None:
    written = write_hours(START, START + timedelta(days=2, hours=8), LUXEMBOURG)

    assert written == "Thu 21 January, 09:30 – Sat 23 January, 17:30"


@pytest.mark.parametrize(
    ("start", "seoul", "luxembourg"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "09:30–11:30", "01:30–04:30"),  # clocks go forward at 01:00 UTC
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "09:30–11:30", "02:30–03:30"),  # and back again
        (datetime(2027, 3, 26, 8, 0, tzinfo=UTC), "17:00–19:00", "09:00–11:00"),
        (datetime(2027, 3, 29, 7, 0, tzinfo=UTC), "16:00–18:00", "09:00–11:00"),
    ],
)
def test_summer_time_begins_and_ends_in_luxembourg_alone(start: datetime, seoul: str, luxembourg: str) -> None:
    end = start + timedelta(hours=2)

    assert (write_hours(start, end, SEOUL), write_hours(start, end, LUXEMBOURG)) == (seoul, luxembourg)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Thursday 21 January 2027, 17:30 (Seoul)"),
        ("fr", "jeudi 21 janvier 2027, 17:30 (Séoul)"),
        ("de", "Donnerstag, 21. Januar 2027, 17:30 (Seoul)"),
        ("ko", "2027년 1월 21일(목) 17:30(서울)"),
    ],
)
def test_a_moment_names_its_zone_in_every_language(language: str, written: str) -> None:
    with translation.override(language):
        assert write_moment(START, SEOUL).replace("\xa0", " ") == written


def test_other_clocks_are_the_venues_and_those_of_both_countries_each_once() -> None:
    assert other_zones(START, shown=LONDON, venue=LUXEMBOURG) == [LUXEMBOURG, SEOUL]
    assert other_zones(START, shown=LUXEMBOURG, venue=ZoneInfo("Europe/Paris")) == [SEOUL]
    assert other_zones(START, shown=SEOUL, venue=ZoneInfo("Asia/Tokyo")) == [LUXEMBOURG]


def test_a_visitor_reads_by_the_clock_they_chose_or_by_that_of_their_language() -> None:
    visitor = AnonymousUser()

    assert zone_for(visitor, chosen="Europe/London") == LONDON
    assert zone_for(visitor, chosen="../etc/passwd") == LUXEMBOURG
    with translation.override("ko"):
        assert zone_for(visitor) == SEOUL


@pytest.mark.parametrize(
    ("name", "there_is_one"),
    [("Asia/Seoul", True), ("UTC", True), ("Mars/Olympus", False), ("", False), ("localtime", False)],
)
def test_only_zones_of_this_world_are_zones(name: str, there_is_one: bool) -> None:
    assert is_zone(name) is there_is_one


def test_a_zone_is_called_after_its_town() -> None:
    with translation.override("ko"):
        assert write_zone(LUXEMBOURG) == "룩셈부르크"
