"""A row that could not be read is mended where it stands: its cells are corrected and it is judged again."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exchange.models import ImportBatch, ImportRow, ImportStatus, RowOutcome
from exchange.profiles.reading import CompanyLine
from exchange.services.readings import header_of
from exchange.services.table_imports import RowOutcomes, fill_row, options_of, rehearse
from exchange.tables.cells import cell_text
from exchange.tables.columns import label_of_column
from exchange.tables.headers import Header
from exchange.tables.table_rows import read_row
from exchange.tables.tables import Cell, Row
from values.errors import StateConflictError

NEEDED = ("name", "country", "registration_number", "contact_email")
"""What a row can be mended with although its list has no column for it."""


class CellToMend(NamedTuple):
    key: str
    label: str
    text: str


def cells_to_mend(row: ImportRow) -> list[CellToMend]:
    """Every cell of the row that the portal reads, with those that its list lacks."""
    header = _header_with_all(row.batch)
    return [
        CellToMend(key, header.names.get(key) or label_of_column(key), _text_at(row, position))
        for key, position in header.positions.items()
    ]


def _header_with_all(batch: ImportBatch) -> Header:
    header = header_of(batch.reading)
    width = max((head.position for head in header.heads), default=-1) + 1
    missing = [key for key in NEEDED if key not in header.positions]
    positions = {**header.positions} | {key: width + place for place, key in enumerate(missing)}
    return Header(positions, {**header.names} | dict.fromkeys(missing, ""), (), header.heads)


def _text_at(row: ImportRow, position: int) -> str:
    cells: list[Cell] = row.cells
    return cell_text(cells[position]) if position < len(cells) else ""


@transaction.atomic
def mend_row(row: ImportRow, *, cells: Mapping[str, str]) -> ImportRow:
    """Put the corrected cells in place and foretell what would become of the row now; right or wrong, they are kept.

    Raises StateConflictError once the import is confirmed.
    """
    batch = ImportBatch.objects.select_for_update(no_key=True).defer("content").get(pk=row.batch_id)
    if batch.status != ImportStatus.CHECKED:
        raise StateConflictError(_("Nothing was changed: this import has already been confirmed or discarded."))
    header = _header_with_all(batch)
    row.cells = _put(row, header, cells)
    line = read_row(Row(row.line, tuple(row.cells)), header, batch.reading.get("country", ""))
    outcomes = RowOutcomes()
    if isinstance(line, CompanyLine):
        outcomes = rehearse([line], options_of(batch))
    else:
        outcomes.refuse([line])
    is_repeated = _refuse_repeated(row, line, outcomes)
    fill_row(row, line, outcomes)
    if is_repeated:
        row.record = None
    row.save()
    return row


def _put(row: ImportRow, header: Header, cells: Mapping[str, str]) -> list[Cell]:
    """The cells with each text that differs from what stood there; a number that was not touched stays one."""
    width = max([*header.positions.values(), len(row.cells) - 1]) + 1
    found: list[Cell] = [*row.cells, *[None] * (width - len(row.cells))]
    for key, text in cells.items():
        position = header.positions.get(key)
        if position is not None and text != cell_text(found[position]):
            found[position] = text
    return found


def _refuse_repeated(row: ImportRow, line: object, outcomes: RowOutcomes) -> bool:
    """Whether the row became the same company as another one of its list."""
    if not isinstance(line, CompanyLine):
        return False
    other = row.batch.rows.filter(source_id=line.record.source_id).exclude(pk=row.pk).exclude(record=None).first()
    if other:
        words = _("The %(kind)s ID %(id)s is already used in row %(line)d of this file. Use each ID only once.")
        kind = {"kind": pgettext("whose ID", "company"), "id": line.record.source_id, "line": other.line}
        outcomes.outcomes[row.line] = RowOutcome.REFUSE
        outcomes.reasons[row.line] = (words % kind,)
    return other is not None
