"""Reads the sheets of an XLSX file after looking at its wrapping: a bomb is refused before anything is unpacked."""

import warnings
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from exchange.errors import SpreadsheetRefusedError
from exchange.tables.tables import MAX_COLUMNS, MAX_ROWS, Cell, Collector, Table, TableFile

MAX_ENTRIES = 500
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_RATIO = 200  # tables of text stay below 30; a bomb comes near 1000
RATIO_MATTERS_FROM = 1024 * 1024
MAX_TAGS = 4_000_000  # 5,000 rows of 100 cells need half of it; each tag costs the parser memory
ENCRYPTED = 0x1
OLE_FILE = b"\xd0\xcf\x11\xe0"
ERROR_VALUES = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})


def read_xlsx(content: bytes) -> TableFile:
    """The first sheet as companies, the second (if any) as projects. Raises SpreadsheetRefusedError."""
    check_wrapping(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that do not concern us
            workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
            return _read_sheets(workbook)
    except (SpreadsheetRefusedError, MemoryError):
        raise
    except DefusedXmlException as error:
        raise _refuse_entities() from error
    except Exception as error:  # openpyxl answers damaged files with whatever happens to go wrong inside it
        raise _refuse_damage() from error


def check_wrapping(content: bytes) -> None:
    """Look at the list of packed files, then for what no spreadsheet needs. Raises SpreadsheetRefusedError."""
    if content.startswith(OLE_FILE):
        raise SpreadsheetRefusedError(
            _("This is an old .xls file or one with a password. Save it as .xlsx without a password.")
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_sizes(archive.infolist())
            _check_markup(archive)
    except SpreadsheetRefusedError:
        raise
    except Exception as error:  # zipfile and zlib answer damaged files with errors of a dozen kinds
        raise _refuse_damage() from error


def _check_sizes(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise SpreadsheetRefusedError(_("The file is protected by a password. Save it without one."))
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = any(
        entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or is_bomb:
        raise SpreadsheetRefusedError(
            _("Unpacked, the file would be far larger than any list of companies. Copy the rows into our template.")
        )


def _check_markup(archive: ZipFile) -> None:
    tags = 0
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        markup = archive.read(entry).replace(b"\x00", b"")  # so that UTF-16 hides nothing
        if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
            raise _refuse_entities()
        tags += markup.count(b"<")
        if tags > MAX_TAGS:
            raise SpreadsheetRefusedError(
                _("The file holds far more cells than any list of companies. Copy the rows into our template.")
            )


def _read_sheets(workbook: Workbook) -> TableFile:
    tables = []
    for sheet in workbook.worksheets[:2]:
        collector = Collector()
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
            if number > MAX_ROWS * 4:  # blank rows in between are forgiven up to here
                break
            collector.add(number, [_plain(cell) for cell in cells])
        if collector.rows:
            tables.append(collector.table(sheet.title))
    return _arrange(tables)


def _arrange(tables: list[Table]) -> TableFile:
    if not tables:
        raise SpreadsheetRefusedError(_("The file is empty. Put the names of the columns in the first line."))
    return TableFile(tables[0], tables[1] if len(tables) > 1 else None)


def _plain(value: object) -> Cell:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return None if value in ERROR_VALUES else value.strip()
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _refuse_entities() -> SpreadsheetRefusedError:
    return SpreadsheetRefusedError(
        _("The file defines XML entities, which no spreadsheet program does. Copy the rows into our template.")
    )


def _refuse_damage() -> SpreadsheetRefusedError:
    return SpreadsheetRefusedError(
        _("This is no readable .xlsx file: it is damaged or of another kind. Save it again as .xlsx or as CSV UTF-8.")
    )
