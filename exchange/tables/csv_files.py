"""Reads CSV in the encodings and separators that spreadsheets of our countries write."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice

from django.utils.translation import gettext as _

from exchange.errors import SpreadsheetRefusedError
from exchange.tables.encodings import decode_text
from exchange.tables.tables import Collector, SheetFile, refuse_many_lines
from values.text import drop_invisible

SEPARATORS = (",", ";", "\t", "|")
MAX_CELL_CHARACTERS = 32_767  # what a spreadsheet's cell can hold
RECORDS_LOOKED_AT = 40
MOST_NULS = 0.3  # of all signs; more are no slip
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ ,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
MAX_ROW_CHARACTERS = 256 * 1024  # of all lines of a row; a row filled to its limits has a fifth


def read_csv_rows(content: bytes, encoding: str = "") -> SheetFile:
    """The rows of a CSV file in the encoding said, or the one found. Raises SpreadsheetRefusedError with what to do."""
    decoded = decode_text(content, encoding)
    text = decoded.text
    if text.count("\x00") > len(text) * MOST_NULS:
        raise SpreadsheetRefusedError(_("The file is not text: it contains NUL characters. Save it as CSV UTF-8."))
    text = drop_invisible(text)  # also what stands before a quotation mark, which would be none then
    separator, length = _stated_separator(text)
    text, hint = text[length:], int(bool(separator))
    separator = separator or find_separator(text)
    collector = Collector()
    lines = RowLines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = 1 + hint
    try:
        for cells in reader:
            lines.begin_row()
            _refuse_long_cells(cells, line)
            collector.add(line, cells)
            line = reader.line_num + 1 + hint
    except csv.Error as error:
        raise SpreadsheetRefusedError(
            _(
                "The quotation marks do not match from line %(line)d onwards. Check that every quoted cell "
                "ends with a quotation mark."
            )
            % {"line": line}
        ) from error
    return SheetFile((collector.sheet(),), decoded.encoding, decoded.is_guess)


class RowLines:
    """The lines of a text for a reader of rows. Raises SpreadsheetRefusedError when a row is longer than any company.

    Lines are counted here too: one that is empty makes no row.
    """

    def __init__(self, text: str) -> None:
        # In UTF-8, because a text in memory takes four bytes for every sign as soon as one needs them.
        self._lines = enumerate(TextIOWrapper(BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", newline=""), 1)
        self._characters = 0

    def begin_row(self) -> None:
        self._characters = 0

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self._characters += len(line)
            if self._characters > MAX_ROW_CHARACTERS:
                raise SpreadsheetRefusedError(
                    _(
                        "The row that ends on line %(line)d is far too long for a company. Is a quotation mark "
                        "missing there?"
                    )
                    % {"line": number}
                )
            refuse_many_lines(number)
            yield line


def find_separator(text: str) -> str:
    """The separator that cuts most records into the same number of cells; a comma when none does."""
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> int:
    """How many separators stand in the records of the commonest number of cells, of those that have more than one."""
    reader = csv.reader(StringIO(text[: MAX_CELL_CHARACTERS * 2], newline=""), delimiter=separator)
    try:
        widths = Counter(len(cells) for cells in islice(reader, RECORDS_LOOKED_AT) if cells)
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _stated_separator(text: str) -> tuple[str, int]:
    """The separator of a first line `sep=;`, which is a hint for programs and no record; and how long that line is."""
    found = _SEPARATOR_LINE.match(text)
    return (found[1], found.end()) if found else ("", 0)


def _refuse_long_cells(cells: list[str], line: int) -> None:
    if any(len(cell) > MAX_CELL_CHARACTERS for cell in cells):
        raise SpreadsheetRefusedError(
            _("Line %(line)d contains a cell with more than %(limit)d characters. Check for a missing quotation mark.")
            % {"line": line, "limit": MAX_CELL_CHARACTERS}
        )
