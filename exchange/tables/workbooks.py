"""A program of its own: a workbook comes in, its rows go out as lines of JSON. `exchange.tables.xlsx_files` starts it.

What a workbook makes its reader do cannot be told from its size: every part of it, whatever its name, may be what
openpyxl takes for strings, formats or sheets. So the parts are counted as they are unpacked, and the rest is done with
so many seconds and so much memory as the caller allows, and without its secrets.
"""

import json
import re
import resource
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from enum import IntEnum
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from values.packages import most_entries

MOST_COLUMNS = 101  # one more than a table may have
MOST_SHEETS = 30
MOST_CHARACTERS = 32 * 1024 * 1024  # a string that stands in the file once may be shown by every cell
MAX_ENTRIES = 500
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_RATIO = 200  # tables of text stay below 30; a bomb comes near 1000
RATIO_MATTERS_FROM = 1024 * 1024
MAX_TAGS = 4_000_000  # 5,000 rows of 100 cells need half of it; each tag costs the parser memory
CHUNK_BYTES = 1024 * 1024
ENCRYPTED = 0x1
OLE_FILE = b"\xd0\xcf\x11\xe0"
ERROR_VALUES = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
# How a workbook writes what XML cannot carry, and an underline that could be taken for it (ECMA-376, 22.9.2.19).
ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")
ENTITY_MARKS = (b"<!DOCTYPE", b"<!ENTITY")
PICTURES = "xl/media/"
OTHER_PROGRAMS = frozenset({"mimetype", "xl/workbook.bin", "Index/Document.iwa", "Contents/content.hpf"})
"""What stands in packages of OpenDocument, Excel's binary form, Numbers and Hancom Office."""
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
NAMESPACES = (
    (STRICT, b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=[\"']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})[\"']")
MOST_MERGED = 20_000

Cell = str | int | float | bool | None


class Ending(IntEnum):
    """How the program ends, for who started it."""

    READ = 0
    DAMAGED = 10
    OLD = 11
    ENCRYPTED = 12
    BOMB = 13
    TOO_MANY_CELLS = 14
    ENTITIES = 15
    OTHER = 16


class Refused(Exception):  # noqa: N818 - not an error: the answer
    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.name)
        self.ending = ending


def main(seconds: int, memory: int) -> Ending:
    confine(seconds, memory)
    try:
        write_rows(sys.stdin.buffer.read())
    except Refused as refused:
        return refused.ending
    except MemoryError:
        return Ending.BOMB
    except DefusedXmlException:
        return Ending.ENTITIES
    except Exception:
        return Ending.DAMAGED
    return Ending.READ


def confine(seconds: int, memory: int) -> None:
    """From now on the process ends after so many seconds of work and gets no more than so many bytes."""
    for kind, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        with suppress(ValueError, OSError):  # a system that does not know this limit
            resource.setrlimit(kind, (limit, limit))


def write_rows(content: bytes) -> None:
    """A line for each sheet, its title, and one for each row: its number, then its cells."""
    check_package(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that do not concern us
        workbook = load_workbook(BytesIO(_as_transitional(content)), read_only=True, data_only=True)
        characters = 0
        for line in _lines_of(workbook):
            text = json.dumps(line, ensure_ascii=False)
            characters += len(text)
            if characters > MOST_CHARACTERS:
                raise Refused(Ending.TOO_MANY_CELLS)
            sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")


def _lines_of(workbook: object) -> Iterator[object]:
    for sheet in workbook.worksheets[:MOST_SHEETS]:  # type: ignore[attr-defined]
        yield sheet.title
        sheet.reset_dimensions()  # what the workbook says of its size need not be true
        spans = _merged_spans(workbook, sheet)
        above: dict[int, Cell] = {}
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if cells.count(None) == len(cells) and number not in spans:
                continue
            plain = _fill_merged([_plain(cell) for cell in cells], spans.get(number, {}), above)
            if any(cell is not None and cell != "" for cell in plain):
                yield [number, *_without_far_cells(plain)]


def _merged_spans(workbook: object, sheet: object) -> dict[int, dict[int, bool]]:
    """By row the columns (from 0) that belong to a cell merged over several rows; true where it begins."""
    archive, path = workbook._archive, sheet._worksheet_path  # type: ignore[attr-defined]
    spans: dict[int, dict[int, bool]] = {}
    for found in islice(MERGED.finditer(archive.read(path)), MOST_MERGED):
        column, first, last = column_index_from_string(found[1].decode()) - 1, int(found[2]), int(found[3])
        for row in range(first, min(last, first + MOST_MERGED) + 1) if last > first else ():
            spans.setdefault(row, {})[column] = row == first
    return spans


def _fill_merged(cells: list[Cell], span: dict[int, bool], above: dict[int, Cell]) -> list[Cell]:
    """With the value of a cell that reaches over several rows in each of them; `above` keeps the values that began."""
    for column, is_first in span.items():
        if is_first:
            above[column] = cells[column] if column < len(cells) else None
        elif (value := above.get(column)) is not None:
            cells += [None] * (column + 1 - len(cells))
            cells[column] = value
    return cells


def _without_far_cells(cells: list[Cell]) -> list[Cell]:
    """No more than what shows that there are too many columns."""
    while cells and (cells[-1] is None or cells[-1] == ""):
        cells.pop()
    return cells if len(cells) < MOST_COLUMNS else [*cells[: MOST_COLUMNS - 1], cells[-1]]


def _as_transitional(content: bytes) -> bytes:
    """The same workbook in the namespaces that openpyxl knows: Excel can save in those of the strict standard too."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        if not any(STRICT in archive.read(name) for name in names if name.endswith("workbook.xml")):
            return content
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as rewritten:
            for name in names:
                part = archive.read(name)
                for strict, transitional in NAMESPACES:
                    part = part.replace(strict, transitional)
                rewritten.writestr(name, part)
        return buffer.getvalue()


def check_package(content: bytes) -> None:
    """Count what is packed, then what comes out of every part as it is unpacked. Raises Refused."""
    if content.startswith(OLE_FILE):
        raise Refused(Ending.OLD)
    if most_entries(content) > MAX_ENTRIES:
        raise Refused(Ending.BOMB)
    with ZipFile(BytesIO(content)) as archive:
        if any(entry.filename in OTHER_PROGRAMS for entry in archive.infolist()):
            raise Refused(Ending.OTHER)
        _check_sizes(archive.infolist())
        unpacked = tags = 0
        for entry in archive.infolist():
            for chunk in _unpack(archive, entry):
                unpacked += len(chunk)
                tags += chunk.count(b"<")
                if unpacked > MAX_UNPACKED_BYTES:
                    raise Refused(Ending.BOMB)
                if tags > MAX_TAGS:
                    raise Refused(Ending.TOO_MANY_CELLS)


def _check_sizes(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Refused(Ending.ENCRYPTED)
    is_bomb = any(
        entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if is_bomb or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Refused(Ending.BOMB)


def _unpack(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """The part piece by piece. Raises Refused for entities, but in pictures: openpyxl would refuse to read those."""
    before = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK_BYTES):
            markup = (before + chunk).replace(b"\x00", b"")  # so that UTF-16 hides nothing
            if any(mark in markup for mark in ENTITY_MARKS) and not entry.filename.startswith(PICTURES):
                raise Refused(Ending.ENTITIES)
            before = chunk[-2 * len(ENTITY_MARKS[0]) :]
            yield chunk


def _plain(value: object) -> Cell:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return None if value in ERROR_VALUES else ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
