"""Where in a file the companies and the projects are: on which sheet, below which row, and which rows say nothing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.errors import SpreadsheetRefusedError
from exchange.tables.columns import PROJECT_COLUMNS, READ_COMPANY_COLUMNS, Column, fold_word
from exchange.tables.encodings import CHOICES
from exchange.tables.headers import count_known
from exchange.tables.tables import Choices, Row, Sheet, SheetFile, Table, TableFile

ROWS_BEFORE_HEADER = 40
LEAST_NAMES = 2  # cells that look like names of columns, where none is known
TOTAL_WORDS = (
    *("합계", "총계", "소계", "계", "총합", "총합계", "누계", "total", "totals", "grand total", "subtotal", "sum"),
    *("total général", "sous-total", "somme", "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt"),
)
TOTALS = frozenset(map(fold_word, TOTAL_WORDS))
NOTE_MARKS = (
    *("※", "*", "#", "주)", "주:", "출처", "자료", "작성", "기준", "끝", "-끝", "- 끝", "이상"),
    *("source", "quelle", "note", "remarque", "hinweis"),
)


def lay_out(file: SheetFile, choices: Choices | None = None) -> TableFile:
    """The tables of a file. Raises SpreadsheetRefusedError for one without any."""
    choices = choices or Choices()
    sheets = [sheet for sheet in file.sheets if sheet.rows]
    if not sheets:
        raise SpreadsheetRefusedError(_("The file is empty. Put the column names in the first row."))
    companies = _choose_sheet(sheets, choices.sheet)
    others = [sheet for sheet in sheets if sheet is not companies]
    projects = max(others, key=_project_names, default=None)
    if projects is not None and not _project_names(projects) > max(0, _company_names(projects)):
        projects = None
    notes = [*_note_encoding(file), *_note_sheets([sheet for sheet in others if sheet is not projects])]
    table, left_out = _make_table(companies, READ_COMPANY_COLUMNS)
    return TableFile(
        table,
        _make_table(projects, PROJECT_COLUMNS)[0] if projects else None,
        choices,
        (*notes, *left_out),
    )


def _choose_sheet(sheets: list[Sheet], chosen: str) -> Sheet:
    named = next((sheet for sheet in sheets if chosen and sheet.name == chosen), None)
    return named or max(sheets, key=lambda sheet: _company_names(sheet) - _project_names(sheet) / 2)


def _company_names(sheet: Sheet) -> int:
    return _best_count(sheet, READ_COMPANY_COLUMNS)


def _project_names(sheet: Sheet) -> int:
    return _best_count(sheet, PROJECT_COLUMNS)


def _best_count(sheet: Sheet, columns: tuple[Column, ...]) -> int:
    return max(count_known(row, columns) for row in sheet.rows[:ROWS_BEFORE_HEADER])


def _note_encoding(file: SheetFile) -> list[str]:
    if not file.is_guess:
        return []
    words = _("The file was read in this encoding: %(encoding)s. Check that the names look right.")
    return [words % {"encoding": CHOICES[file.encoding]}]


def _note_sheets(sheets: Sequence[Sheet]) -> list[str]:
    """What stands on sheets that are not read, so that nothing is left out in silence."""
    words = _("The sheet “%(sheet)s” was not read. If it has companies too, choose it below.")
    return [words % {"sheet": sheet.name} for sheet in sheets]


def _make_table(sheet: Sheet, columns: tuple[Column, ...]) -> tuple[Table, list[str]]:
    """The table below the row that names most columns, and what is said of the rows that are no companies."""
    start = _find_header(sheet.rows, columns)
    header, kept, left_out = sheet.rows[start], list[Row](), list[Row]()
    for row in sheet.rows[start + 1 :]:
        (left_out if _says_nothing(row, header) else kept).append(row)
    return Table(header, tuple(kept), sheet.name), _note_rows(sheet.rows[:start], left_out)


def _note_rows(before: Sequence[Row], left_out: Sequence[Row]) -> list[str]:
    notes = []
    if before:
        words = ngettext(
            "%(count)d row above the column names was left out.",
            "%(count)d rows above the column names were left out.",
            len(before),
        )
        notes.append(words % {"count": len(before)})
    if left_out:
        words = ngettext(
            "This row is a total, a note or a repeated header and was left out: %(rows)s.",
            "These rows are totals, notes or repeated headers and were left out: %(rows)s.",
            len(left_out),
        )
        notes.append(words % {"rows": ", ".join(str(row.number) for row in left_out[:20])})
    return notes


def _find_header(rows: Sequence[Row], columns: tuple[Column, ...]) -> int:
    near = rows[:ROWS_BEFORE_HEADER]
    counts = [count_known(row, columns) for row in near]
    if max(counts):
        return counts.index(max(counts))
    return next((place for place, row in enumerate(near) if _count_texts(row) >= LEAST_NAMES), 0)


def _count_texts(row: Row) -> int:
    return sum(isinstance(cell, str) and cell != "" for cell in row.cells)


def _is_figure(text: str) -> bool:
    """What stands in a row of totals: its name, and figures with their units."""
    return fold_word(text) in TOTALS or text.lstrip("-+~₩€총 ")[:1].isdigit()


def _says_nothing(row: Row, header: Row) -> bool:
    """A total, a note below the list, the numbering of an empty row, or the header once more."""
    filled = [str(cell).strip() for cell in row.cells if cell is not None and str(cell).strip()]
    if [fold_word(text) for text in filled] == [fold_word(str(cell)) for cell in header.cells if cell]:
        return True
    if {fold_word(text) for text in filled[:2]} & TOTALS and all(_is_figure(text) for text in filled):
        return True
    is_alone = len(filled) == 1 and len(header.cells) > LEAST_NAMES
    return is_alone and (filled[0].isdigit() or filled[0].casefold().startswith(NOTE_MARKS))
