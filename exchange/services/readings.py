"""Reads an uploaded file of any kind, and keeps how: what was recognised, and what a person chose."""

from collections.abc import Mapping
from io import BytesIO
from itertools import islice
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.een.documents import looks_like_document
from exchange.errors import SpreadsheetRefusedError
from exchange.models import ColumnChoice, ImportBatch
from exchange.profiles.reading import read_companies
from exchange.services.een_imports import read_profiles
from exchange.tables.csv_files import read_csv_rows
from exchange.tables.headers import Head, Header, samples_at
from exchange.tables.layouts import lay_out
from exchange.tables.table_rows import ReadTable, read_table
from exchange.tables.tables import MAX_FILE_BYTES, MAX_ROWS, Choices, Row, SheetFile, refuse_many_lines
from exchange.tables.xlsx_files import read_xlsx_rows

PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, and old ones, whatever their files are called."""
LINE_ENDINGS = (".jsonl", ".ndjson")
WEB_PAGES = (b"<html", b"<!doctype html", b"<table", b'<?xml version="1.0"?>\n<?mso-application')


class HeadReading(TypedDict):
    """A `Head` as it is kept, with its first values."""

    position: int
    id: str
    name: str
    key: str
    is_sure: bool
    samples: list[str]


class Reading(TypedDict, total=False):
    """How a table was read: what the page about the import shows, and what a row needs to be read once more.

    Empty for files that are no tables.
    """

    encoding: str
    is_guess: bool
    sheet: str
    sheets: list[str]
    country: str
    heads: list[HeadReading]


def read_upload(content: bytes, file_name: str, source: str, choices: Choices) -> tuple[ReadTable, Reading]:
    """The rows or profiles of an uploaded file, and how a table was read. Raises SpreadsheetRefusedError."""
    if len(content) > MAX_FILE_BYTES:
        raise SpreadsheetRefusedError(_("The file is larger than 20 MiB. Split it into smaller files."))
    if file_name.lower().endswith(LINE_ENDINGS):
        return _read_lines(content), Reading()
    _refuse_web_page(content)
    if not content.startswith(PACKED) and looks_like_document(content, file_name):
        return read_profiles(content, source=source), Reading()
    file = read_xlsx_rows(content) if content.startswith(PACKED) else read_csv_rows(content, choices.encoding)
    table = read_table(lay_out(file, choices))
    if not table.lines:
        raise SpreadsheetRefusedError(_("The file has a header row but no company below it. Add at least one company."))
    return table, _describe(file, table, choices)


def _refuse_web_page(content: bytes) -> None:
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(WEB_PAGES):
        raise SpreadsheetRefusedError(
            _("This is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx.")
        )


def _read_lines(content: bytes) -> ReadTable:
    refuse_many_lines(content.count(b"\n") + 1)
    lines = tuple(islice(read_companies(BytesIO(content)), MAX_ROWS + 1))
    if not lines:
        raise SpreadsheetRefusedError(_("The file is empty and contains no company. Add at least one company."))
    if len(lines) > MAX_ROWS:
        raise SpreadsheetRefusedError(
            _("The file has more than %(limit)d rows. Split it into smaller files.") % {"limit": MAX_ROWS}
        )
    return ReadTable(lines, ())


def _describe(file: SheetFile, table: ReadTable, choices: Choices) -> Reading:
    rows = table.table.rows if table.table else ()
    return {
        "encoding": file.encoding,
        "is_guess": file.is_guess,
        "sheet": table.table.name if table.table else "",
        "sheets": [sheet.name for sheet in file.sheets],
        "country": choices.country,
        "heads": [
            {
                "position": head.position,
                "id": head.id[:200],
                "name": head.name[:200],
                "key": head.key,
                "is_sure": head.is_sure,
                "samples": [sample[:80] for sample in samples_at(rows, head.position)],
            }
            for head in table.header.heads
        ],
    }


def header_of(reading: Reading) -> Header:
    """The header as it was read."""
    heads = tuple(
        Head(entry["position"], entry["id"], entry["name"], entry["key"], entry["is_sure"])
        for entry in reading.get("heads", ())
    )
    read = [head for head in heads if head.is_read]
    return Header({head.key: head.position for head in read}, {head.key: head.name[:60] for head in read}, (), heads)


def cells_by_line(table: ReadTable) -> dict[int, Row]:
    return {row.number: row for row in table.table.rows} if table.table else {}


def remembered_columns(source: str) -> dict[str, str]:
    """What people said of the columns of earlier lists from this source."""
    return dict(ColumnChoice.objects.filter(source=source).values_list("head", "key"))


def remember_columns(batch: ImportBatch, columns: Mapping[str, str]) -> None:
    """Keep for the next list what was chosen other than the list itself says."""
    known = {entry["id"]: entry["key"] for entry in batch.reading.get("heads", ())}
    chosen = [
        ColumnChoice(source=batch.source, head=head, key=key, chosen_at=timezone.now())
        for head, key in columns.items()
        if known.get(head) != key
    ]
    ColumnChoice.objects.bulk_create(
        chosen, update_conflicts=True, unique_fields=["source", "head"], update_fields=["key", "chosen_at"]
    )
