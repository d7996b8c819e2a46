"""From the rows of a second sheet to the projects of companies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _

from companies.records import ProjectFields, ProjectRecord
from exchange.errors import ProfileRefusedError, ValueRefusedError
from exchange.profiles.objects import PROJECT_READERS
from exchange.profiles.values import Reader, slug, whole_number
from exchange.tables.cells import cell_text, convert_cell
from exchange.tables.columns import PROJECT_COLUMNS
from exchange.tables.headers import Header, recognise_header
from exchange.tables.tables import Row, Table
from values.errors import ReadingError
from values.formats.phrases import write_labelled
from values.quantities import read_count

MAX_PROJECTS = 10
LEVELS = ("trl", "partner_trl_min", "partner_trl_max")
READERS: Mapping[str, Reader[object]] = {
    **PROJECT_READERS,
    "company": slug(80),
    "partner_trl_min": whole_number(1, 9),
    "partner_trl_max": whole_number(1, 9),
}


@dataclass(slots=True)
class ProjectSheet:
    """The projects of the second sheet by the id of their company."""

    name: str = ""
    records: dict[str, list[ProjectRecord]] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    """What is wrong with a company's projects, each with its place."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each company's projects begin."""
    notes: list[str] = field(default_factory=list)

    def orphans(self, known_ids: Collection[str]) -> list[str]:
        """What is said of projects whose company is not in the list."""
        words = _(
            "Sheet “%(sheet)s”, row %(line)d: the first sheet has no company with the ID %(id)s; the row was left out."
        )
        return [
            words % {"sheet": self.name, "line": number, "id": company_id}
            for company_id, number in self.lines.items()
            if company_id not in known_ids
        ]


def read_projects(table: Table | None) -> ProjectSheet:
    """Every project with its company, or what is wrong with it; a sheet without the columns it needs is left out."""
    if table is None:
        return ProjectSheet()
    sheet = ProjectSheet(table.name)
    header = recognise_header(table.header, PROJECT_COLUMNS)
    sheet.notes += header.notes
    if missing := [str(column.label) for column in PROJECT_COLUMNS if _is_missing(column.key, header)]:
        words = _("The sheet “%(sheet)s” was left out: it has no column for: %(labels)s.")
        sheet.notes.append(words % {"sheet": table.name, "labels": ", ".join(missing)})
        return sheet
    for row in table.rows:
        _add_project(sheet, row, header)
    for company_id, records in sheet.records.items():
        if len(records) > MAX_PROJECTS:
            words = _("A company can have up to %(limit)d projects.") % {"limit": MAX_PROJECTS}
            sheet.reasons.setdefault(company_id, []).append(words)
    return sheet


def _is_missing(key: str, header: Header) -> bool:
    return key not in header.positions and any(column.key == key and column.is_required for column in PROJECT_COLUMNS)


def _add_project(sheet: ProjectSheet, row: Row, header: Header) -> None:
    company_id = _text_at(row, header, "company")
    place = {"sheet": sheet.name, "line": row.number}
    sheet.lines.setdefault(company_id, row.number)
    try:
        sheet.records.setdefault(company_id, []).append(_read_project(row, header))
    except ProfileRefusedError as error:
        sheet.reasons.setdefault(company_id, []).extend(
            _("Sheet “%(sheet)s”, row %(line)d, %(reason)s") % {**place, "reason": reason} for reason in error.reasons
        )


def _text_at(row: Row, header: Header, key: str) -> str:
    position = header.positions.get(key)
    return cell_text(row.cells[position] if position is not None and position < len(row.cells) else None)


def _read_values(row: Row, header: Header) -> tuple[dict[str, Any], list[str]]:
    """What the row says, and what is wrong with the rest of it."""
    found: dict[str, Any] = {}
    reasons: list[str] = []
    for column in PROJECT_COLUMNS:
        text = _text_at(row, header, column.key)
        if text:
            try:
                found[column.key] = READERS[column.key](_convert(column.key, text))
            except (ReadingError, ValueRefusedError) as error:
                reasons.append(write_labelled(header.place(column.key), error))
        elif column.is_required:
            reasons.append(write_labelled(header.place(column.key), _("the cell is empty; fill it in.")))
    return found, reasons


def _convert(key: str, text: str) -> object:
    return (
        read_count(text.upper().removeprefix("TRL"), lowest=0, highest=99) if key in LEVELS else convert_cell(key, text)
    )


def _read_project(row: Row, header: Header) -> ProjectRecord:
    found, reasons = _read_values(row, header)
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
