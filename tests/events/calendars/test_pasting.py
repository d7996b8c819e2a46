"""Programmes as they come out of word processors and mails."""

from datetime import time

import pytest

from events.calendars.pasting import PastedItem, UnreadLine, read_programme


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("09:30 Welcome – Jane Doe, Main hall", (time(9, 30), None, "Welcome", "Jane Doe", "Main hall", False)),
        (
            "• 09h45 – 10h00\tOuverture\tMme Weber\tSalle A",
            (time(9, 45), time(10), "Ouverture", "Mme Weber", "Salle A", False),
        ),
        ("\u00a0- 10.30 Uhr Kaffee", (time(10, 30), None, "Kaffee", "", "", False)),
        (
            "o\t11:00-12:30\tOne-to-one meetings, part 1",
            (time(11), time(12, 30), "One-to-one meetings, part 1", "", "", True),
        ),
        ("1. 13:00 | Lunch | | Foyer", (time(13), None, "Lunch", "Foyer", "", False)),
        ("14시 30분 상담 1부 — 김민준, 2층", (time(14, 30), None, "상담 1부", "김민준", "2층", True)),
        ("* 15:00: “Four pilots” that worked", (time(15), None, "“Four pilots” that worked", "", "", False)),
        ("16:00 to 16:30 Well-known answers", (time(16), time(16, 30), "Well-known answers", "", "", False)),
        ("17:00 – Closing, and a glass", (time(17), None, "Closing, and a glass", "", "", False)),
    ],
)
def test_a_line_is_read_however_it_was_typed(line: str, item: tuple[object, ...]) -> None:
    programme = read_programme(line)

    assert (programme.items, programme.unread) == ([PastedItem(*item)], [])


def test_lines_that_cannot_be_read_are_told_by_their_number() -> None:
    programme = read_programme("Programme\n\n09:30 Welcome\nLunch is served\n25:99 Never\n10:00 Coffee")

    assert [item.title for item in programme.items] == ["Welcome", "Coffee"]
    assert programme.unread == [
        UnreadLine(1, "Programme"),
        UnreadLine(4, "Lunch is served"),
        UnreadLine(5, "25:99 Never"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "09:30", "09:30 –", "::::", "\u200b", "9" * 10_000, "09:30 " + "x" * 151])
def test_what_says_no_time_and_title_is_no_item(text: str) -> None:
    assert read_programme(text).items == []
