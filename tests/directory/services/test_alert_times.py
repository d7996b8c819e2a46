from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory.services.alert_times import next_alert

SEOUL, LUXEMBOURG = "Asia/Seoul", "Europe/Luxembourg"


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("frequency", "after", "zone", "due"),
    [
        ("daily", at("2026-11-24T06:59", LUXEMBOURG), LUXEMBOURG, at("2026-11-24T07:00", LUXEMBOURG)),
        ("daily", at("2026-11-24T07:00", LUXEMBOURG), LUXEMBOURG, at("2026-11-25T07:00", LUXEMBOURG)),
        ("daily", at("2026-11-24T21:00"), SEOUL, at("2026-11-25T07:00", SEOUL)),
        ("daily", at("2026-11-24T23:00"), SEOUL, at("2026-11-26T07:00", SEOUL)),
        ("weekly", at("2026-11-24T12:00", LUXEMBOURG), LUXEMBOURG, at("2026-11-30T07:00", LUXEMBOURG)),
        ("weekly", at("2026-11-30T06:00", LUXEMBOURG), LUXEMBOURG, at("2026-11-30T07:00", LUXEMBOURG)),
        ("weekly", at("2026-11-30T07:00", LUXEMBOURG), LUXEMBOURG, at("2026-12-07T07:00", LUXEMBOURG)),
    ],
)
def test_mail_is_due_on_the_next_morning_of_its_reader(
    frequency: str, after: datetime, zone: str, due: datetime
) -> None:
    assert next_alert(frequency, after=after, time_zone=zone) == due


def test_morning_stays_at_seven_when_the_clocks_change() -> None:
    before = at("2026-03-28T08:00", LUXEMBOURG)  # the night of the change to summer time follows

    due = next_alert("daily", after=before, time_zone=LUXEMBOURG)

    assert due is not None
    assert (due.hour, due.utcoffset(), due.date().isoformat()) == (7, ZoneInfo(LUXEMBOURG).utcoffset(due), "2026-03-29")
    assert due.astimezone(ZoneInfo("UTC")).hour == 5


def test_who_wants_no_mail_is_never_due() -> None:
    assert next_alert("never", after=at("2026-11-24T12:00"), time_zone=SEOUL) is None
