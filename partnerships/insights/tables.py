"""A table of the insights: what it says, what that means, and how it leaves the portal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchange.tables.table_writing import defuse
from exchange.tables.tables import Cell
from partnerships.charts import Chart
from partnerships.figures import share
from partnerships.suppression import LEAST_SHOWN, Sight
from values.formats.numbers import write_number, write_percent


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it reads, as it leaves in a file, and what stands small beside it."""

    text: str
    value: Cell
    detail: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class InsightRow:
    label: str
    figures: tuple[Figure, ...]
    is_total: bool = False
    company_id: str = ""
    """The public id of the company this row is about, if any."""


@dataclass(frozen=True, slots=True)
class InsightTable:
    """`columns` names the labels' column and then one for each figure; `about` says in plain words what is counted."""

    key: str
    title: str
    about: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[InsightRow, ...]
    chart: Chart | None = None

    @property
    def text_columns(self) -> tuple[str, ...]:
        """The columns, that of the labels aside, which hold words."""
        figures = self.rows[0].figures if self.rows else ()
        return tuple(name for name, figure in zip(self.columns[1:], figures, strict=False) if figure.is_text)

    def cells(self) -> list[list[Cell]]:
        """Header and rows for a spreadsheet; no text in them is a formula."""
        header: list[Cell] = [defuse(column) for column in self.columns]
        rows = [[defuse(row.label), *(_cell(figure.value) for figure in row.figures)] for row in self.rows]
        return [header, *rows]


def _cell(value: Cell) -> Cell:
    return round(value, 4) if isinstance(value, float) else defuse(value)


def count_figure(count: int, *, of: int | None = None, sight: Sight = Sight.SHOWN) -> Figure:
    """A count, and its share of `of` where that is known; hidden when it may not be seen."""
    if sight is Sight.SMALL:
        text = _("< %(number)d") % {"number": LEAST_SHOWN}
        return Figure(text, text)
    if sight is Sight.WITHHELD:
        return Figure("–", "–")
    part = share(count, of) if of is not None else None
    return Figure(write_number(count), count, "" if part is None else write_percent(part))


def share_figure(part: float | None) -> Figure:
    return Figure("–", None) if part is None else Figure(write_percent(part), part)


def number_figure(number: float | None, *, decimals: int = 1) -> Figure:
    return Figure("–", None) if number is None else Figure(write_number(number, decimals), number)


def join_tables(tables: Sequence[InsightTable]) -> list[tuple[str, list[list[Cell]]]]:
    """Sheets of a workbook: each table under its name, and what every figure means on the last."""
    words: list[list[Cell]] = [[_("Table"), _("What is counted")]]
    words += [[defuse(table.title), defuse(" ".join(table.about))] for table in tables]
    return [*((table.key, table.cells()) for table in tables), ("definitions", words)]
