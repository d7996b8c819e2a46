import csv
from contextlib import suppress
from io import StringIO
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.errors import SpreadsheetRefusedError
from exchange.tables.csv_files import MAX_ROW_CHARACTERS, find_separator, read_csv_rows
from exchange.tables.encodings import decode_text
from exchange.tables.tables import MAX_COLUMNS, MAX_LINES, MAX_ROWS, Collector, column_letter
from tests.exchange.tables.layouts import read_csv
from values.text import clean_paragraphs

TEXT = "name,city\nHanbit,대전\nÉnergie,Esch\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_is_recognised(encoding: str) -> None:
    rows = read_csv(TEXT.replace("대전", "Daejeon").encode(encoding)).companies.rows

    assert [row.cells for row in rows] == [("Hanbit", "Daejeon"), ("Énergie", "Esch")]


def test_cp949_is_recognised_and_said() -> None:
    file = read_csv("회사명,도시\n한빛사이클,대전\n".encode("cp949"))

    assert file.companies.rows[0].cells == ("한빛사이클", "대전")
    assert file.notes == (
        "The file was read in this encoding: Korean (cp949, EUC-KR). Check that the names look right.",
    )


HANGUL = "".join(map(chr, range(0xAC00, 0xD7A4)))
LETTERS = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿÄÖÜäöüß"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_all_syllables_of_hangul_come_through(encoding: str) -> None:
    lines = "".join(f"{HANGUL[start : start + 40]},{HANGUL[start]}\n" for start in range(0, len(HANGUL), 40))

    assert decode_text(f"name,city\n{lines}".encode(encoding)).text.lstrip("\ufeff") == f"name,city\n{lines}"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "mac_roman"]
)
def test_all_letters_of_french_and_german_come_through(encoding: str) -> None:
    for text in (
        f"name,city\n{LETTERS},x\n",
        "name,city\n" + "".join(f"Soci{letter}t S.A.,Ville-{letter}b\n" for letter in LETTERS),
        "nom,ville\nSociété générale,Zürich\nÉcole,Liège\n",
        "Name;Stadt\nÄndern & Söhne GmbH;Köln\n",
    ):
        assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize("letter", LETTERS)
def test_one_letter_is_enough_to_tell_western_from_korean(letter: str) -> None:
    for text in (f"name\nSoci{letter}t S.A.\n", f"name\nX{letter} Y\n", f"name\n{letter}nergie\n"):
        assert decode_text(text.encode("cp1252")).text == text


def test_hanja_is_korean() -> None:
    text = "name,name_local\nHanbit,株式會社 韓國環境技術\n"

    assert decode_text(text.encode("cp949")).text == text


def test_a_chosen_encoding_is_taken() -> None:
    assert decode_text("é".encode("cp1252"), "cp1252").text == "é"
    with pytest.raises(SpreadsheetRefusedError, match="Choose another one"):
        decode_text("é".encode("cp1252"), "utf-8")


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_a_line_that_names_the_separator_is_no_header(first: str) -> None:
    file = read_csv(f"{first}\r\nname;city\r\nA, B;C\r\n".encode())

    assert [(row.number, row.cells) for row in file.companies.rows] == [(3, ("A, B", "C"))]


def test_the_header_is_found_under_a_title_and_totals_and_notes_are_left_out_and_said() -> None:
    text = (
        "2026년 참가기업 명단,,\n작성: 2026.11.30,,\n\n연번,기업명,매출액(백만원)\n1,한빛,10\n2,그린,20\n,,\n3,,\n"
        "연번,기업명,매출액(백만원)\n4,에코,30\n합계,3개사,60\n※ 매출액은 2025년 기준,,\n"
    )

    file = read_csv(text.encode())

    assert [row.cells[1] for row in file.companies.rows] == ["한빛", "그린", "에코"]
    assert file.notes == (
        "2 rows above the column names were left out.",
        "These rows are totals, notes or repeated headers and were left out: 8, 9, 11, 12.",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found_outside_quotes(separator: str) -> None:
    header = separator.join(['"a,b;c"', "d", "e"])

    assert find_separator(header + "\n1\n") == separator


def test_quotes_may_hold_separators_and_line_breaks_and_lines_are_counted_in_the_file() -> None:
    file = read_csv(b'name,summary\r\n"One, two","first\r\nsecond"\r\n\r\nThree,third\r\n')

    assert [(row.number, row.cells) for row in file.companies.rows] == [
        (2, ("One, two", "first\nsecond")),
        (5, ("Three", "third")),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\n\n , \n", "The file is empty"),
        (b'name,city\n"Hanbit,Daejeon\nX,Y\n', "quotation marks do not match from line 2 onwards"),
        (b'name,city\n"Han"bit,Daejeon\n', "quotation marks do not match from line 2 onwards"),
        (b"\x00name\x01\x00\x00\n\x00A\x00", "NUL"),
        ("name\n한".encode("utf-16")[:-1], "The file is incomplete or damaged"),
        (b"name\n" + b"x" * 40_000, "Check for a missing quotation mark"),
        (b"name" + b",x" * MAX_COLUMNS + b"\n", "more than 100 columns"),
        (b"name\n" + b"x\n" * (MAX_ROWS + 1), "more than 5000 rows"),
        (b"name\n" + b"\n" * MAX_LINES, "more than 200000 rows"),
        (b"name\r" + b"\r" * MAX_LINES, "more than 200000 rows"),
        (b"name\n" + (b'"\n",' * 4 + b"\n") * (MAX_LINES // 4), "more than 200000 rows"),
        (b"name\n" + b"x," * MAX_ROW_CHARACTERS, "ends on line 2 is far too long"),
        (b"name\n" + b'"\n",' * MAX_ROW_CHARACTERS, "far too long"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(SpreadsheetRefusedError, match=words):
        read_csv(content)


def fill(collector: Collector, *, rows: int) -> None:
    for number in range(1, rows + 1):
        collector.add(number, ["x"])


def test_reading_stops_when_it_takes_too_long() -> None:
    ticks = count(step=9)
    collector = Collector(clock=lambda: float(next(ticks)))

    with pytest.raises(SpreadsheetRefusedError, match="takes too long"):
        fill(collector, rows=9)


@pytest.mark.parametrize(
    ("position", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_spreadsheets(position: int, letter: str) -> None:
    assert column_letter(position) == letter


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc"]), max_size=20)


@given(
    rows=st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]], separator: str, encoding: str) -> None:
    buffer = StringIO()
    header = ["one", "two", "three", "four"]
    csv.writer(buffer, delimiter=separator).writerows([header, *rows])

    (sheet,) = read_csv_rows(buffer.getvalue().encode(encoding)).sheets

    stripped = [[clean_paragraphs(cell).strip() for cell in row] for row in rows]
    expected = [row for row in stripped if any(row)]
    assert [list(row.cells) for row in sheet.rows[1:]] == [
        row[: max(i + 1 for i, cell in enumerate(row) if cell)] for row in expected
    ]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with suppress(SpreadsheetRefusedError):
        assert read_csv(content).companies.header.cells
