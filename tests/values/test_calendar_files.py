from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from values.calendar_files import CalendarEntry, Method, write_calendar

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)


def entry(summary: str = "First meeting", description: str = "By video.", **fields: Any) -> CalendarEntry:
    start = datetime(2027, 1, 15, 8, tzinfo=UTC)
    return CalendarEntry("a@sgbc.example", start, start + timedelta(minutes=45), summary, description, **fields)


def unfolded(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_long_korean_lines_are_folded_between_characters() -> None:
    summary = "첫 만남: 태양광 모듈 유리 회수 · " * 8

    calendar = write_calendar([entry(summary)], organizer="portal@sgbc.example", now=NOW)

    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    assert f"SUMMARY:{summary}" in unfolded(calendar)


def test_nothing_in_a_text_can_start_another_line() -> None:
    calendar = write_calendar(
        [entry("A, B; C\\D\r\nATTACH:http://evil.example")], organizer="portal@sgbc.example", now=NOW
    )

    assert r"SUMMARY:A\, B\; C\\D\nATTACH:http://evil.example" in unfolded(calendar)


def test_every_entry_is_an_event_of_its_own() -> None:
    calendar = write_calendar([entry(), entry()], organizer="portal@sgbc.example", now=NOW)

    assert (calendar.count(b"BEGIN:VEVENT"), calendar.count(b"END:VEVENT")) == (2, 2)


def test_a_calendar_program_reads_what_was_meant() -> None:
    summary = "첫 만남, mit Café; C:\\Pläne"
    description = "Zuerst das Dach.\n" + "그다음 태양광 모듈 유리 회수 이야기 · " * 9
    written = entry(summary, description.strip(), is_tentative=True)

    calendar = Calendar.from_ical(write_calendar([written, written], organizer="portal@sgbc.example", now=NOW))

    events = calendar.walk("VEVENT")
    assert (len(events), calendar.errors, [event.errors for event in events]) == (2, [], [[], []])
    event = events[0]
    assert (event["UID"], event["SUMMARY"], event["DESCRIPTION"]) == (written.uid, summary, description.strip())
    assert (event.start, event.end) == (written.start, written.end)
    assert (event.DTSTAMP, event["STATUS"], event["TRANSP"]) == (NOW, "TENTATIVE", "TRANSPARENT")
    assert event["ORGANIZER"] == "mailto:portal@sgbc.example"


def test_a_calendar_program_reads_a_time_of_another_zone_as_the_same_moment() -> None:
    start = datetime(2027, 1, 15, 17, tzinfo=ZoneInfo("Asia/Seoul"))
    written = CalendarEntry("a@sgbc.example", start, start + timedelta(minutes=45), "A", "B")

    calendar = Calendar.from_ical(write_calendar([written], organizer="portal@sgbc.example", now=NOW))

    assert calendar.walk("VEVENT")[0].start == datetime(2027, 1, 15, 8, tzinfo=UTC)


def test_an_update_keeps_its_name_and_counts_up() -> None:
    moved = entry(sequence=3, location="Table 4", url="https://sgbc.example/me/events/a/")

    calendar = Calendar.from_ical(
        write_calendar(
            [moved], organizer="portal@sgbc.example", attendee="jo@company.example", now=NOW, method=Method.REQUEST
        )
    )

    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == (
        "REQUEST",
        3,
        "CONFIRMED",
        "OPAQUE",
    )
    assert (event["ATTENDEE"], event["LOCATION"], event["URL"]) == (
        "mailto:jo@company.example",
        "Table 4",
        "https://sgbc.example/me/events/a/",
    )


def test_a_cancelled_entry_frees_the_day() -> None:
    calendar = Calendar.from_ical(
        write_calendar([entry(is_cancelled=True)], organizer="portal@sgbc.example", now=NOW, method=Method.CANCEL)
    )

    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["TRANSP"]) == ("CANCEL", "CANCELLED", "TRANSPARENT")
