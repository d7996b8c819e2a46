"""Small numbers kept from the public: which cells of a table are hidden so that none can be worked out.

A column's cells add up to its total, and along a row no step is larger than the one before it: readers know both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LEAST_SHOWN = 5
Grid = Sequence[Sequence[int]]
Bounds = list[list[tuple[int, int]]]


class Sight(Enum):
    """How a cell is shown: its value, as smaller than LEAST_SHOWN, or not at all to protect another cell."""

    SHOWN = "shown"
    SMALL = "small"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """How each cell of `rows` and of `total` is shown, in the shape they came in."""

    rows: list[list[Sight]]
    total: list[Sight]


def suppress(rows: Grid, total: Sequence[int]) -> Suppressed:
    """Hide every cell below LEAST_SHOWN, and larger ones one by one (smallest first) until those are protected.

    Protected is a small cell for which a reader who narrows down every cell by its column's total and its neighbours in
    the row is left with more than one value. Where hiding cells of the column does not help, its total is hidden.
    """
    grid = [*rows, total]
    sights = [[_first_sight(value) for value in row] for row in grid]
    while (column := _exposed_column(grid, sights)) is not None:
        place = _next_to_hide(grid, sights, column)
        if place is None:
            break
        sights[place[0]][place[1]] = Sight.WITHHELD
    return Suppressed(sights[:-1], sights[-1])


def _first_sight(value: int) -> Sight:
    return Sight.SMALL if value < LEAST_SHOWN else Sight.SHOWN


def _next_to_hide(grid: Grid, sights: list[list[Sight]], column: int) -> tuple[int, int] | None:
    """The smallest cell still shown in the column, then its total, then the totals beside it."""
    last = len(grid) - 1
    shown = [row for row in range(last) if sights[row][column] is Sight.SHOWN]
    if shown:
        return min(shown, key=lambda row: (grid[row][column], row)), column
    totals = [i for i, sight in enumerate(sights[last]) if sight is Sight.SHOWN]
    return (last, min(totals, key=lambda i: (abs(i - column), i))) if totals else None


def _exposed_column(grid: Grid, sights: list[list[Sight]]) -> int | None:
    """The first column with a small cell (its total aside) of which a reader would know the value."""
    bounds = _narrow(
        [[_first_bounds(*cell) for cell in zip(*line, strict=True)] for line in zip(grid, sights, strict=True)]
    )
    for column in range(len(grid[-1])):
        for row in range(len(grid) - 1):
            low, high = bounds[row][column]
            if sights[row][column] is Sight.SMALL and low == high:
                return column
    return None


def _first_bounds(value: int, sight: Sight) -> tuple[int, int]:
    """What a cell may be by the way it is shown alone. Nobody knows a limit above."""
    if sight is Sight.SHOWN:
        return value, value
    return (0, LEAST_SHOWN - 1) if sight is Sight.SMALL else (LEAST_SHOWN, 10**12)


def _narrow(bounds: Bounds) -> Bounds:
    """Narrow all bounds by the totals and along the rows until nothing changes."""
    while True:
        before = [list(row) for row in bounds]
        for column in range(len(bounds[-1])):
            _narrow_column(bounds, column)
        for row in bounds:
            _narrow_row(row)
        for column in range(1, len(bounds[-1])):
            _narrow_losses(bounds, column)
        if bounds == before:
            return bounds


def _narrow_column(bounds: Bounds, column: int) -> None:
    """Each cell is the total less all others, and the total their sum."""
    cells, (total_low, total_high) = [row[column] for row in bounds[:-1]], bounds[-1][column]
    lows, highs = sum(low for low, _high in cells), sum(high for _low, high in cells)
    for row, (low, high) in enumerate(cells):
        bounds[row][column] = max(low, total_low - (highs - high)), min(high, total_high - (lows - low))
    bounds[-1][column] = max(total_low, lows), min(total_high, highs)


def _narrow_row(row: list[tuple[int, int]]) -> None:
    for i in range(1, len(row)):
        row[i] = row[i][0], min(row[i][1], row[i - 1][1])
    for i in range(len(row) - 1, 0, -1):
        row[i - 1] = max(row[i - 1][0], row[i][0]), row[i - 1][1]


def _narrow_losses(bounds: Bounds, column: int) -> None:
    """What a row loses between two steps is at most what all rows lose, less what the others must have lost."""
    least = [max(0, row[column - 1][0] - row[column][1]) for row in bounds[:-1]]
    most = bounds[-1][column - 1][1] - bounds[-1][column][0]
    for row, own in zip(bounds[:-1], least, strict=True):
        loss = most - (sum(least) - own)
        (earlier_low, earlier_high), (low, high) = row[column - 1], row[column]
        row[column] = max(low, earlier_low - loss), high
        row[column - 1] = earlier_low, min(earlier_high, high + loss)
