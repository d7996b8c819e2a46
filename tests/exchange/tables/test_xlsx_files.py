import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from exchange.errors import SpreadsheetRefusedError
from exchange.tables.tables import MAX_COLUMNS, MAX_ROWS
from exchange.tables.xlsx_files import Limits
from tests.exchange.tables.layouts import read_xlsx


def workbook_of(*sheets: list[list[object]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets, 1):
        sheet = workbook.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The same file with some parts replaced or added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes.get(name) or old.read(name))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook_of([["name", "city"], ["한빛", "대전"]])


def test_sheets_become_companies_and_projects() -> None:
    file = read_xlsx(workbook_of([["name"], ["한빛"]], [["title"], ["Glass"]]))

    assert [row.cells for row in file.companies.rows] == [("한빛",)]
    assert file.projects is not None
    assert file.projects.name == "Sheet 2"


def test_empty_sheets_and_rows_do_not_count() -> None:
    file = read_xlsx(workbook_of([], [["name", None], [None, None], ["  "], ["한빛", ""]]))

    assert [(row.number, row.cells) for row in file.companies.rows] == [(4, ("한빛",))]
    assert file.projects is None


def test_values_keep_their_kind_and_errors_of_formulae_are_empty() -> None:
    file = read_xlsx(workbook_of([["a", "b", "c", "d"], [38.0, True, 38.32, "#REF!"]]))

    assert file.companies.rows[0].cells == (38.0, True, 38.32)


MIB = 1024 * 1024
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refused(content: bytes, **limits: int) -> str:
    with pytest.raises(SpreadsheetRefusedError) as error:
        read_xlsx(content, limits=Limits(**limits))
    return str(error.value)


def test_packed_zeros_are_refused_before_they_are_unpacked() -> None:
    bomb = repacked(GOOD, {"xl/media/image1.png": b"\x00" * 40_000_000})

    assert "When unpacked, the file would be far larger than any list of companies" in refused(bomb)


def with_strings(content: bytes, part: str, strings: bytes) -> bytes:
    """The same workbook with its strings in a part of that name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    named = types.replace("</Types>", f'<Override PartName="/{part}" ContentType="{STRINGS}"/></Types>')
    markup = b'<sst xmlns="%s">%s</sst>' % (MAIN, strings)
    return repacked(content, {"[Content_Types].xml": named.encode(), part: markup})


STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


@pytest.mark.exhaustive
@pytest.mark.parametrize("part", ["xl/strings", "xl/media/image.png", "docProps/thumbnail.jpeg"])
def test_parts_are_counted_whatever_they_are_called(part: str) -> None:
    strings = b"".join(b"<si><t>%d</t></si>" % (number * 7919 % 999_983) for number in range(1_000_001))

    assert "far more cells" in refused(with_strings(GOOD, part, strings))


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "part", [SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "docProps/core.xml"]
)
def test_no_part_takes_more_memory_than_the_reader_may_have(part: str) -> None:
    markup = b'<a xmlns="%s">' % MAIN + b"".join(b"<b%d/>" % (number % 997) for number in range(900_000)) + b"</a>"

    answer = refused(repacked(GOOD, {part: markup}), memory=120 * MIB)

    assert (
        "When unpacked, the file would be far larger than any list of companies" in answer
        or "This is not a readable .xlsx file:" in answer
    )


@pytest.mark.exhaustive
def test_no_workbook_takes_more_time_than_the_reader_may_have() -> None:
    formats = b"".join(b'<xf numFmtId="%d"/>' % (number % 997) for number in range(300_000))
    styles = b'<styleSheet xmlns="%s"><cellXfs>%s</cellXfs></styleSheet>' % (MAIN, formats)

    assert "takes too long" in refused(repacked(GOOD, {"xl/styles.xml": styles}), seconds=1)


def test_string_that_every_cell_shows_is_counted_each_time() -> None:
    cells = '<c t="s"><v>0</v></c>' * 50
    rows = "".join(f'<row r="{number}">{cells}</row>' for number in range(1, 101))
    strings = b"<si><t>%s</t></si>" % (b"long " * 2_000)

    assert "far more cells" in refused(with_strings(sheet_with(rows), "xl/strings.xml", strings))


def test_too_much_for_any_list_is_refused_whatever_its_ratio() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(600):
            archive.writestr(f"xl/part{number}.xml", b"<a/>")

    assert "When unpacked, the file would be far larger than any list of companies" in refused(buffer.getvalue())


@pytest.mark.exhaustive
def test_millions_of_tags_are_refused_before_they_are_parsed() -> None:
    tags = b"".join(b"<c%d/>" % (number % 9973) for number in range(1_000_000)) * 5
    markup = b"<worksheet><sheetData>" + tags[:40_000_000] + b"</sheetData></worksheet>"

    assert "far" in refused(repacked(GOOD, {SHEET: markup}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_are_refused(encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    markup = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><sst>&l9;</sst>'

    assert "XML entities" in refused(repacked(GOOD, {SHEET: markup.encode(encoding)}))


def test_outside_entity_is_refused() -> None:
    markup = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst>&f;</sst>'

    assert "XML entities" in refused(repacked(GOOD, {SHEET: markup}))


def sheet_with(cells: str) -> bytes:
    markup = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>'
    )
    return repacked(GOOD, {SHEET: markup.encode()})


def test_a_lying_size_costs_nothing() -> None:
    file = read_xlsx(sheet_with('<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'))

    assert file.companies.header.cells == ("name",)


def test_cell_in_the_last_column_is_refused() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>' * 2

    assert f"more than {MAX_COLUMNS} columns" in refused(sheet_with(cells))


def test_row_far_below_is_read() -> None:
    file = read_xlsx(sheet_with('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1"><v>2</v></c></row>'))

    assert [row.number for row in file.companies.rows] == [1_048_576]


def test_too_many_rows_and_columns_are_refused() -> None:
    assert f"more than {MAX_ROWS} rows" in refused(workbook_of([["name"]] + [["x"]] * (MAX_ROWS + 1)))
    assert f"more than {MAX_COLUMNS} columns" in refused(workbook_of([["x"] * (MAX_COLUMNS + 1)]))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old .xls file"),
        (b"PK\x03\x04broken", "This is not a readable .xlsx file:"),
        (b"", "This is not a readable .xlsx file:"),
        (GOOD[: len(GOOD) // 2], "This is not a readable .xlsx file:"),
        (repacked(GOOD, {"xl/workbook.xml": b"<workbook"}), "This is not a readable .xlsx file:"),
        (repacked(GOOD, {SHEET: b"not xml"}), "This is not a readable .xlsx file:"),
        (workbook_of([]), "The file is empty"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_encrypted_parts_are_refused() -> None:
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        position = content.find(mark)
        content[position + offset] |= 0x1

    assert "password" in refused(bytes(content))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(position=st.integers(0, len(GOOD) - 1), value=st.integers(0, 255))
def test_no_damage_breaks_the_reader(position: int, value: int) -> None:
    content = bytearray(GOOD)
    content[position] = value

    with suppress(SpreadsheetRefusedError):
        assert read_xlsx(bytes(content)).companies.header.cells


def test_what_a_workbook_writes_as_a_code_is_read_as_the_sign() -> None:
    file = read_xlsx(workbook_of([["name", "summary"], ["A_x005F_x0041_", "First line._x000D_\nSecond line."]]))

    assert file.companies.rows[0].cells == ("A_x0041_", "First line.\nSecond line.")


def test_no_row_is_lost_whatever_the_workbook_says_of_its_size() -> None:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>n{number}</t></is></c></row>'
        for number in range(1, 9)
    )
    markup = f'<worksheet xmlns="{MAIN.decode()}"><dimension ref="A1:B2"/><sheetData>{rows}</sheetData></worksheet>'

    assert len(read_xlsx(repacked(GOOD, {SHEET: markup.encode()})).companies.rows) == 7


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in (["name", "country"], ["A", "KR"], ["B", None], ["C", None], ["D", "LU"]):
        sheet.append(row)
    sheet.merge_cells("B2:B4")
    buffer = BytesIO()
    workbook.save(buffer)

    cells = [row.cells for row in read_xlsx(buffer.getvalue()).companies.rows]

    assert cells == [("A", "KR"), ("B", "KR"), ("C", "KR"), ("D", "LU")]


def test_the_strict_standard_is_read_too() -> None:
    parts = {}
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            part = part.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            before = b"http://schemas.openxmlformats.org/officeDocument/2006/"
            parts[name] = part.replace(before, b"http://purl.oclc.org/ooxml/officeDocument/")

    assert read_xlsx(repacked(GOOD, parts)).companies.rows[0].cells == ("한빛", "대전")


@pytest.mark.parametrize("part", ["mimetype", "xl/workbook.bin", "Index/Document.iwa"])
def test_files_of_other_programs_are_named_with_what_to_do(part: str) -> None:
    assert "another spreadsheet program. Open it there and save it as .xlsx" in refused(repacked(GOOD, {part: b"x"}))


def test_sheets_are_found_by_their_content() -> None:
    notes, projects = [["Read me"], ["A list"]], [["company", "title", "offer"], ["1", "Glass", "x"]]

    file = read_xlsx(workbook_of(notes, projects, [["기업명", "국가", "소재지"], ["한빛", "한국", "대전"]]))

    assert file.companies.rows[0].cells == ("한빛", "한국", "대전")
    assert file.projects is not None
    assert file.notes == ("The sheet “Sheet 1” was not read. If it has companies too, choose it below.",)
