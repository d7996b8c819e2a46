"""A file of rows, from CSV or a spreadsheet, as plain values; and how much of it anybody may send."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from django.utils.translation import gettext as _

from exchange.errors import SpreadsheetRefusedError
from values.text import clean_paragraphs

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_LINES = 200_000  # with empty ones, and those within cells
MAX_SECONDS = 20.0

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """The line in the file or sheet, from 1."""
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return all(cell is None or cell == "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file or of a sheet in it, whatever they are; the blank ones are left out."""

    rows: tuple[Row, ...]
    name: str = ""
    """Empty for CSV."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    """Of a text; empty for a workbook."""
    is_guess: bool = False
    """Whether the encoding is one of several that the text could have."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file, where its own evidence is not enough; all of it may be left open."""

    encoding: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """By the folded name of a column the key of what it holds, or nothing for one to leave out."""
    country: str = ""
    """Of the companies whose row names none."""


@dataclass(frozen=True, slots=True)
class Table:
    header: Row
    rows: tuple[Row, ...]
    name: str = ""
    """Of the sheet; empty for CSV."""


@dataclass(frozen=True, slots=True)
class TableFile:
    companies: Table
    projects: Table | None = None
    choices: Choices = field(default_factory=Choices)
    notes: tuple[str, ...] = ()
    """What the reader assumed, for whoever sent the file."""


@dataclass(slots=True)
class Collector:
    """Takes rows one by one, cleans their cells and refuses what is too much. Raises SpreadsheetRefusedError."""

    clock: Callable[[], float] = monotonic
    rows: list[Row] = field(default_factory=list)
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def add(self, number: int, cells: Sequence[Cell]) -> None:
        if self.clock() - self.started > MAX_SECONDS:
            raise SpreadsheetRefusedError(_("Reading the file takes too long. Split it into smaller files."))
        row = Row(number, _without_tail([_clean(cell) for cell in cells]))
        if row.is_blank:
            return
        if len(row.cells) > MAX_COLUMNS:
            raise SpreadsheetRefusedError(
                _("Row %(line)d has more than %(limit)d columns. Remove columns that are not in the template.")
                % {"line": number, "limit": MAX_COLUMNS}
            )
        if len(self.rows) > MAX_ROWS:
            raise SpreadsheetRefusedError(
                _("The file has more than %(limit)d rows. Split it into smaller files.") % {"limit": MAX_ROWS}
            )
        self.rows.append(row)

    def sheet(self, name: str = "") -> Sheet:
        return Sheet(tuple(self.rows), name)


def _clean(cell: Cell) -> Cell:
    return clean_paragraphs(cell).strip() if isinstance(cell, str) else cell


def refuse_many_lines(count: int) -> None:
    """Raises SpreadsheetRefusedError when a file has more lines than any list of companies, empty ones included."""
    if count > MAX_LINES:
        raise SpreadsheetRefusedError(
            _("The file has more than %(limit)d rows, including empty ones. Delete the empty ones or split the file.")
            % {"limit": MAX_LINES}
        )


def _without_tail(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Without the empty cells at the end, which spreadsheets add freely."""
    last = len(cells)
    while last and (cells[last - 1] is None or cells[last - 1] == ""):
        last -= 1
    return tuple(cells[:last])


def column_letter(position: int) -> str:
    """The name spreadsheets give the column at `position` (from 0): A to Z, then AA."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
