"""Writes companies as CSV or XLSX that our own import reads back, with every formula put to sleep."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from companies.models import Company, Contact, Project
from exchange.tables.cells import FORMULA_STARTS
from exchange.tables.columns import COMPANY_COLUMNS, PROJECT_COLUMNS, Column
from exchange.tables.tables import Cell
from values.formats.locales import reader_language

CONTACT_KEYS = frozenset({"contact_name", "contact_email", "contact_phone"})
BOLD, PLAIN = Font(bold=True), Font()
DECIMAL_COMMAS = frozenset({"fr", "de"})
TAKEN_FOR_ANOTHER = re.compile(r"[0-9]{1,2}[.,/-][0-9]{1,2}(?:[.,/-][0-9]{2,4})?|0[0-9]+")  # 25.11 becomes a day
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for something else


def columns_to_write(*, is_with_contacts: bool) -> tuple[Column, ...]:
    return tuple(column for column in COMPANY_COLUMNS if is_with_contacts or column.key not in CONTACT_KEYS)


def header_of(columns: Sequence[Column]) -> list[str]:
    """The columns' names in the language active now, which the import knows in all four."""
    return [capfirst(str(column.label)) for column in columns]


def company_cells(company: Company, columns: Sequence[Column], contact: Contact | None = None) -> list[Cell]:
    values = _company_values(company) | _contact_values(contact)
    return [defuse(values.get(column.key)) for column in columns]


def project_cells(project: Project) -> list[Cell]:
    """A row of `PROJECT_COLUMNS`. Select its company and prefetch its cooperations."""
    said = {column.key: getattr(project, column.key, None) for column in PROJECT_COLUMNS}
    cooperations = [f"{entry.type}: {entry.role}" for entry in project.cooperations.all()]
    own = {
        "company": project.company.source_id or project.company.public_id,
        "id": project.source_id or project.public_id,
        "cooperation": cooperations,
    }
    return [defuse(value) for value in (said | own).values()]


def defuse(value: object) -> Cell:
    """The value as a cell that no spreadsheet runs: text that begins like a formula gets a leading apostrophe."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or isinstance(value, int):
        return value
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write_csv(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Piece by piece, one line each, beginning with the byte order mark.

    In columns for the spreadsheets of the reader's language: French and German ones part cells by semicolons, since
    commas stand before decimals.
    """
    return _write_lines(rows, has_decimal_commas=reader_language() in DECIMAL_COMMAS)


def _write_lines(rows: Iterable[Sequence[Cell]], *, has_decimal_commas: bool) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    for row in rows:
        buffer = StringIO()
        cells = [_text_of(cell, has_decimal_commas=has_decimal_commas) for cell in row]
        csv.writer(buffer, delimiter=";" if has_decimal_commas else ",").writerow(cells)
        yield buffer.getvalue()


def _text_of(cell: Cell, *, has_decimal_commas: bool) -> Cell:
    """Decimals as the reader writes them; a text that would be taken for a day or lose its zeros stays one."""
    if isinstance(cell, float) and has_decimal_commas:
        return str(cell).replace(".", ",")
    return f"'{cell}" if isinstance(cell, str) and TAKEN_FOR_ANOTHER.fullmatch(cell) else cell


def write_xlsx(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """Sheets of (name, rows); the first row of each is its header."""
    workbook = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            sheet.append([_make_cell(sheet, _writable(cell), is_header=number == 0) for cell in row])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _make_cell(sheet: Worksheet, value: Cell, *, is_header: bool) -> object:
    """The bare value where that is enough: a cell of its own costs ten times as much."""
    if not is_header and not str(value).startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"  # never a formula, whatever it looks like
    cell.font = BOLD if is_header else PLAIN
    return cell


def _writable(cell: Cell) -> Cell:
    """Without the control characters that XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def template_sheets() -> list[tuple[str, list[list[Cell]]]]:
    """An empty table for each sheet, with one example that the import would accept."""
    companies: list[list[Cell]] = [[*header_of(columns_to_write(is_with_contacts=True))]]
    projects: list[list[Cell]] = [[*header_of(PROJECT_COLUMNS)]]
    companies.append([EXAMPLE_COMPANY.get(column.key) for column in COMPANY_COLUMNS])
    projects.append([EXAMPLE_PROJECT.get(column.key) for column in PROJECT_COLUMNS])
    return [(_("Companies"), companies), (_("Projects"), projects)]


def _company_values(company: Company) -> dict[str, object]:
    values: dict[str, object] = {
        column.key: getattr(company, column.key)
        for column in COMPANY_COLUMNS
        if column.key not in CONTACT_KEYS and column.key != "id"
    }
    return values | {"id": company.source_id}


def _contact_values(contact: Contact | None) -> dict[str, object]:
    if contact is None:
        return {}
    phone = contact.phone.as_e164 if contact.phone else ""
    extension = f" ext. {contact.phone.extension}" if phone and contact.phone.extension else ""
    return {"contact_name": contact.name, "contact_email": contact.email, "contact_phone": f"{phone}{extension}"}


EXAMPLE_COMPANY: dict[str, Cell] = {
    "id": "example-1",
    "name": "Hanbit Cycle Co., Ltd.",
    "name_local": "한빛사이클(주)",
    "country": "KR",
    "city": "Daejeon",
    "founded": 2015,
    "employees": 38,
    "turnover": 6200000000,
    "turnover_currency": "KRW",
    "website": "https://hanbit-cycle.example",
    "languages": "ko; en",
    "nace": "38.32",
    "summary": "폐태양광 모듈을 유리와 은, 구리로 나누어 되살립니다.",
}
EXAMPLE_PROJECT: dict[str, Cell] = {
    "company": "example-1",
    "id": "example-1-p1",
    "language": "ko",
    "title": "폐태양광 모듈 유리 분리",
    "summary": "유리를 깨지 않고 분리하는 연속 라인입니다.",
    "offer": "분리 설비와 교육, 예비 부품을 제공합니다.",
    "seek": "허가를 갖춘 유럽의 수거 사업자를 찾습니다.",
    "cooperation": "technology_transfer: provider; joint_research: peer",
    "green_objectives": "circular_economy",
    "digital": "ai; robotics",
    "trl": 7,
    "partner_trl_min": 4,
    "partner_trl_max": 9,
}
