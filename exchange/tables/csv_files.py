"""Reads CSV in the encodings and separators that spreadsheets of our countries write."""

import codecs
import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice

from django.utils.translation import gettext as _

from exchange.errors import SpreadsheetRefusedError
from exchange.tables.tables import Collector, TableFile, refuse_many_lines
from taxonomy.languages import HANGUL
from values.text import drop_invisible

SEPARATORS = (",", ";", "\t")
MAX_CELL_CHARACTERS = 32_767  # what a spreadsheet's cell can hold
LEAST_HANGUL_SHARE = 0.5  # of what is not ASCII; below it, cp949 was a guess that does not hold
UTF16_SAMPLE = 2000
FOREIGN_SAMPLE = 100_000
MOST_NULS = 0.3  # of all signs; more are no slip
MAX_ROW_CHARACTERS = 256 * 1024  # of all lines of a row; a row filled to its limits has a fifth


def read_csv(content: bytes) -> TableFile:
    """The rows of a CSV file. Raises SpreadsheetRefusedError with what to do about it."""
    text, note = decode_text(content)
    if text.count("\x00") > len(text) * MOST_NULS:
        raise SpreadsheetRefusedError(_("The file is not text: it contains NUL characters. Save it as CSV UTF-8."))
    text = drop_invisible(text)  # also what stands before a quotation mark, which would be none then
    collector = Collector()
    lines = RowLines(text)
    reader = csv.reader(lines, delimiter=find_separator(text), strict=True)
    line = 1
    try:
        for cells in reader:
            lines.begin_row()
            _refuse_long_cells(cells, line)
            collector.add(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SpreadsheetRefusedError(
            _(
                "The quotation marks do not match from line %(line)d onwards. Check that every quoted cell "
                "ends with a quotation mark."
            )
            % {"line": line}
        ) from error
    return TableFile(collector.table(), notes=(note,) if note else ())


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


def decode_text(content: bytes) -> tuple[str, str]:
    """The text and, where the encoding was a guess, a note about it. Raises SpreadsheetRefusedError."""
    if encoding := _utf16(content):
        return _decode_strictly(content, encoding), ""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    if (korean := _as_cp949(content)) is not None:
        return korean, _("The file was read in the Korean encoding cp949 (EUC-KR). Check that the names look right.")
    raise SpreadsheetRefusedError(
        _(
            "The encoding of the file is not UTF-8, UTF-16 or the Korean cp949, so its characters "
            "cannot be recognised. In your spreadsheet program, choose “Save as” and “CSV UTF-8”."
        )
    )


def _utf16(content: bytes) -> str:
    """The UTF-16 in which the file is written; empty when it is not. Without its mark every second byte is zero."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:UTF16_SAMPLE]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.6 and not sample[0::2].count(0):
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.6 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _decode_strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SpreadsheetRefusedError(_("The file is incomplete or damaged. Save it again as CSV UTF-8.")) from error


def _as_cp949(content: bytes) -> str | None:
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError:
        return None
    foreign = "".join(islice((character for character in text if not character.isascii()), FOREIGN_SAMPLE))
    hangul = len(HANGUL.findall(foreign))
    return text if foreign and hangul >= len(foreign) * LEAST_HANGUL_SHARE else None


def find_separator(text: str) -> str:
    """The separator that cuts the first line into most cells; a comma when none does."""
    first = _first_line(text)
    return max(SEPARATORS, key=lambda separator: _count_outside_quotes(first, separator))


def _first_line(text: str) -> str:
    return next((line for line in text[: MAX_CELL_CHARACTERS * 2].splitlines() if line.strip()), "")


def _count_outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def _refuse_long_cells(cells: list[str], line: int) -> None:
    if any(len(cell) > MAX_CELL_CHARACTERS for cell in cells):
        raise SpreadsheetRefusedError(
            _("Line %(line)d contains a cell with more than %(limit)d characters. Check for a missing quotation mark.")
            % {"line": line, "limit": MAX_CELL_CHARACTERS}
        )
