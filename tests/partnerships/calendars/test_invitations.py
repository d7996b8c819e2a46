from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from partnerships.calendars.invitations import Suggestion, write_calendar

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)


def suggestion(summary: str = "First meeting", description: str = "By video.") -> Suggestion:
    start = datetime(2027, 1, 15, 8, tzinfo=UTC)
    return Suggestion("a@sgbc.example", start, timedelta(minutes=45), summary, description)


def unfolded(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_calendar_is_written_octet_for_octet_as_the_standard_says() -> None:
    calendar = write_calendar([suggestion()], organizer="portal@sgbc.example", now=NOW)

    assert calendar == (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Smart Green Business Centre//Portal//EN\r\nMETHOD:PUBLISH\r\n"
        b"BEGIN:VEVENT\r\nUID:a@sgbc.example\r\nDTSTAMP:20270111T093000Z\r\nDTSTART:20270115T080000Z\r\n"
        b"DTEND:20270115T084500Z\r\nSUMMARY:First meeting\r\nDESCRIPTION:By video.\r\n"
        b"ORGANIZER:mailto:portal@sgbc.example\r\nSTATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )


def test_long_korean_lines_are_folded_between_characters() -> None:
    summary = "첫 만남: 태양광 모듈 유리 회수 · " * 8

    calendar = write_calendar([suggestion(summary)], organizer="portal@sgbc.example", now=NOW)

    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    assert f"SUMMARY:{summary}" in unfolded(calendar)


def test_nothing_in_a_text_can_start_another_line() -> None:
    calendar = write_calendar(
        [suggestion("A, B; C\\D\r\nATTACH:http://evil.example")], organizer="portal@sgbc.example", now=NOW
    )

    assert r"SUMMARY:A\, B\; C\\D\nATTACH:http://evil.example" in unfolded(calendar)


def test_every_suggestion_is_an_event_of_its_own() -> None:
    calendar = write_calendar([suggestion(), suggestion()], organizer="portal@sgbc.example", now=NOW)

    assert (calendar.count(b"BEGIN:VEVENT"), calendar.count(b"END:VEVENT")) == (2, 2)


def test_a_calendar_program_reads_what_was_meant() -> None:
    summary = "첫 만남, mit Café; C:\\Pläne"
    description = "Zuerst das Dach.\n" + "그다음 태양광 모듈 유리 회수 이야기 · " * 9
    written = suggestion(summary, description.strip())

    calendar = Calendar.from_ical(write_calendar([written, written], organizer="portal@sgbc.example", now=NOW))

    events = calendar.walk("VEVENT")
    assert (len(events), calendar.errors, [event.errors for event in events]) == (2, [], [[], []])
    event = events[0]
    assert (event["UID"], event["SUMMARY"], event["DESCRIPTION"]) == (written.uid, summary, description.strip())
    assert (event.start, event.end) == (written.start, written.start + timedelta(minutes=45))
    assert (event.DTSTAMP, event["STATUS"], event["TRANSP"]) == (NOW, "TENTATIVE", "TRANSPARENT")
    assert event["ORGANIZER"] == "mailto:portal@sgbc.example"


def test_a_calendar_program_reads_a_time_of_another_zone_as_the_same_moment() -> None:
    start = datetime(2027, 1, 15, 17, tzinfo=ZoneInfo("Asia/Seoul"))
    written = Suggestion("a@sgbc.example", start, timedelta(minutes=45), "A", "B")

    calendar = Calendar.from_ical(write_calendar([written], organizer="portal@sgbc.example", now=NOW))

    assert calendar.walk("VEVENT")[0].start == datetime(2027, 1, 15, 8, tzinfo=UTC)
