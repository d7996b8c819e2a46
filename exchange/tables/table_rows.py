"""From the rows of a table to company records: a row in order becomes one, another says what is wrong and where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _

from companies.records import CompanyFields, CompanyRecord, ContactFields, ProjectFields, ProjectRecord
from exchange.errors import ProfileRefusedError, ValueRefusedError
from exchange.profiles.objects import COMPANY_READERS, CONTACT_READERS, PROJECT_READERS, SME_READERS
from exchange.profiles.reading import CompanyLine, InvalidLine, note_seen, refuse_seen
from exchange.profiles.values import Reader, sites_in_names, slug, whole_number
from exchange.tables import amounts
from exchange.tables.cells import cell_text, convert_cell
from exchange.tables.columns import (
    COMPANY_COLUMNS,
    PROJECT_COLUMNS,
    READ_COMPANY_COLUMNS,
    Column,
    Header,
    recognise_header,
)
from exchange.tables.tables import Cell, Row, TableFile
from values.errors import RegistrationNumberError
from values.formats.phrases import write_labelled
from values.registration import normalise_registration_number

MAX_PROJECTS = 10
READERS: Mapping[str, Reader[object]] = {
    **COMPANY_READERS,
    "public_id": slug(10),
    "is_sme_eu": SME_READERS["eu"],
    "is_sme_korea": SME_READERS["korea"],
    "sme_year": SME_READERS["year"],
    "contact_name": CONTACT_READERS["name"],
    "contact_email": CONTACT_READERS["email"],
    "contact_phone": CONTACT_READERS["phone"],
}
READERS_OF_PROJECTS: Mapping[str, Reader[object]] = {
    **PROJECT_READERS,
    "company": slug(80),
    "partner_trl_min": whole_number(1, 9),
    "partner_trl_max": whole_number(1, 9),
}
CONTACT_KEYS = ("contact_name", "contact_email", "contact_phone")


@dataclass(slots=True)
class ProjectSheet:
    """The projects of the second sheet by the id of their company."""

    records: dict[str, list[ProjectRecord]] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    """What is wrong with a company's projects, each with its place."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each company's projects begin."""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadTable:
    lines: tuple[CompanyLine | InvalidLine, ...]
    notes: tuple[str, ...]


def read_table(file: TableFile) -> ReadTable:
    """Every row as a checked record or an invalid line with line, column and reason.

    An empty cell says nothing about a value: it never empties what is stored. Raises SpreadsheetRefusedError when the
    first line names the wrong columns.
    """
    header = recognise_header(file.companies.header, READ_COMPANY_COLUMNS)
    projects = _read_projects(file)
    lines = tuple(_read_companies(file.companies.rows, header, projects))
    known_ids = {line.record.source_id if isinstance(line, CompanyLine) else line.source_id for line in lines}
    orphans = [
        _("Sheet “%(sheet)s”, row %(line)d: the first sheet has no company with the ID %(id)s; the row was left out.")
        % {"sheet": file.projects.name if file.projects else "", "line": number, "id": company_id}
        for company_id, number in projects.lines.items()
        if company_id not in known_ids
    ]
    return ReadTable(lines, (*file.notes, *header.notes, *projects.notes, *orphans))


def _read_companies(
    rows: tuple[Row, ...], header: Header, projects: ProjectSheet
) -> Iterator[CompanyLine | InvalidLine]:
    seen: dict[str, int] = {}
    for row in rows:
        try:
            record = _read_company(row, header, projects)
            refuse_seen(record, seen)
        except ProfileRefusedError as error:
            yield InvalidLine(row.number, tuple(error.reasons), error.source_id)
            continue
        note_seen(record, row.number, seen)
        yield CompanyLine(row.number, record)


def _read_company(row: Row, header: Header, projects: ProjectSheet) -> CompanyRecord:
    columns = [column for column in COMPANY_COLUMNS if column.key not in amounts.KEYS]
    found, reasons = _read_values(row, header, columns, READERS)
    _read_turnover(row, header, found, reasons)
    _normalise_number(found, header, reasons)
    source_id = _identify(found, header, reasons)
    _check_sme(found, header, reasons)
    reasons += [write_labelled(header.place(key), reason) for key, reason in sites_in_names(found)]
    contact = _take_contact(found, header, reasons)
    reasons += projects.reasons.get(source_id, [])
    if reasons:
        raise ProfileRefusedError(reasons, source_id=source_id)
    public_id = found.pop("public_id", "")
    fields = cast("CompanyFields", found)
    return CompanyRecord(source_id, fields, tuple(projects.records.get(source_id, ())), contact, public_id)


def _read_values(
    row: Row, header: Header, columns: Sequence[Column], readers: Mapping[str, Reader[object]]
) -> tuple[dict[str, Any], list[str]]:
    """What the row says, and what is wrong with the rest of it."""
    found: dict[str, Any] = {}
    reasons: list[str] = []
    for column in columns:
        text = _text_at(row, header, column.key)
        if text:
            try:
                found[column.key] = readers[column.key](convert_cell(column.key, text))
            except ValueRefusedError as error:
                reasons.append(write_labelled(header.place(column.key), error))
        elif column.is_required:
            reasons.append(write_labelled(header.place(column.key), _("the cell is empty; fill it in.")))
    return found, reasons


def _text_at(row: Row, header: Header, key: str) -> str:
    return cell_text(_cell_at(row, header, key))


def _cell_at(row: Row, header: Header, key: str) -> Cell:
    position = header.positions.get(key)
    return row.cells[position] if position is not None and position < len(row.cells) else None


def _read_turnover(row: Row, header: Header, found: dict[str, Any], reasons: list[str]) -> None:
    cells = {key: _cell_at(row, header, key) for key in amounts.KEYS}
    try:
        money = amounts.read_turnover(cells, header.names, found.get("country", ""))
    except ValueRefusedError as error:
        key = amounts.AMOUNT if amounts.AMOUNT in header.positions else amounts.EUROS
        reasons.append(write_labelled(header.place(key), error))
        return
    if money is not None:
        found["turnover"], found["turnover_currency"] = money


def _normalise_number(found: dict[str, Any], header: Header, reasons: list[str]) -> None:
    if "registration_number" not in found or "country" not in found:
        return
    try:
        found["registration_number"] = normalise_registration_number(found["country"], found["registration_number"])
    except RegistrationNumberError as error:
        reasons.append(write_labelled(header.place("registration_number"), error))


def _identify(found: dict[str, Any], header: Header, reasons: list[str]) -> str:
    """The id of the row, made of what it has: its own, the portal's, or country and registration number."""
    source_id = found.pop("id", "") or found.get("public_id", "")
    number = re.sub(r"[^A-Za-z0-9]", "", found.get("registration_number", ""))
    if not source_id and number and "country" in found:
        source_id = f"{found['country']}-{number}"
    if not source_id and not reasons:
        reasons.append(
            write_labelled(
                header.place("id"),
                _("the row has neither an ID nor a registration number to identify it; add one of the two."),
            )
        )
    return str(source_id)


def _check_sme(found: dict[str, Any], header: Header, reasons: list[str]) -> None:
    is_declared = found.get("is_sme_eu") is not None or found.get("is_sme_korea") is not None
    if is_declared and found.get("sme_year") is None and not any("sme_year" in reason for reason in reasons):
        reasons.append(write_labelled(header.place("sme_year"), _("a declaration needs a year; add it.")))


def _take_contact(found: dict[str, Any], header: Header, reasons: list[str]) -> ContactFields | None:
    given = {key.removeprefix("contact_"): found.pop(key) for key in CONTACT_KEYS if key in found}
    if not given:
        return None
    reasons += [
        write_labelled(
            header.place(f"contact_{key}"), _("a contact person needs a name and an e-mail address; add them.")
        )
        for key in ("name", "email")
        if key not in given
    ]
    return cast("ContactFields", given)


def _read_projects(file: TableFile) -> ProjectSheet:
    sheet = ProjectSheet()
    if file.projects is None:
        return sheet
    header = recognise_header(file.projects.header, PROJECT_COLUMNS)
    sheet.notes += header.notes
    for row in file.projects.rows:
        company_id = _text_at(row, header, "company")
        place = {"sheet": file.projects.name, "line": row.number}
        sheet.lines.setdefault(company_id, row.number)
        try:
            sheet.records.setdefault(company_id, []).append(_read_project(row, header))
        except ProfileRefusedError as error:
            sheet.reasons.setdefault(company_id, []).extend(
                _("Sheet “%(sheet)s”, row %(line)d, %(reason)s") % {**place, "reason": reason}
                for reason in error.reasons
            )
    for company_id, records in sheet.records.items():
        if len(records) > MAX_PROJECTS:
            words = _("A company can have up to %(limit)d projects.") % {"limit": MAX_PROJECTS}
            sheet.reasons.setdefault(company_id, []).append(words)
    return sheet


def _read_project(row: Row, header: Header) -> ProjectRecord:
    found, reasons = _read_values(row, header, PROJECT_COLUMNS, READERS_OF_PROJECTS)
    found.setdefault("digital", [])
    lowest, highest = found.pop("partner_trl_min", None), found.pop("partner_trl_max", None)
    if (lowest is None) != (highest is None) or (lowest and highest and lowest > highest):
        reasons.append(
            write_labelled(
                header.place("partner_trl_min"),
                _("enter both technology levels of a partner, the lower one first, or leave both empty."),
            )
        )
    if reasons:
        raise ProfileRefusedError(reasons)
    found.pop("company")
    source_id, cooperations = found.pop("id"), found.pop("cooperation")
    fields = cast("ProjectFields", found | {"partner_trl_min": lowest, "partner_trl_max": highest})
    return ProjectRecord(source_id, fields, tuple(cooperations))
