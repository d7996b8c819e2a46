"""The first pass: a number for each pair of a block that its score cannot exceed."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.fast.compiled import compiled
from matching.engine.fast.kernel import UNKNOWN, Constants, KernelSide
from matching.engine.fast.rounding import Rounded
from matching.engine.weights import Criterion, Weights

# What the loop reads of each row and each column. A product of whole numbers times `SCALE`, plus `ALLOWANCE` for what
# rounding took away, is a value of which 0 to 1 counts; `WEIGHT` is 0 where nothing is known.
MEANING, MEANING_BACK, CONCEPTS, CONCEPTS_BACK, TAGS = range(5)
SCALE, ALLOWANCE, WEIGHT = 0, 5, 10
GREEN, DIGITAL, LEVEL, LEAST_LEVEL, LOWEST, HIGHEST = range(14, 20)
FAR = 99  # further than any technology readiness level
EVERY_ROLE = np.int32(-1)  # every bit
# The value of each product is (product - lowest) * slope.
MEANING_RAMP = (criteria.LOWEST_MEANING, 1 / (criteria.HIGHEST_MEANING - criteria.LOWEST_MEANING))
RAMPS: Final = (MEANING_RAMP, MEANING_RAMP, (0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
# What may be known of a project, by the criterion it counts for; in the order of `KernelSide.known`.
KNOWN: Final = (
    *(Criterion.MEANING, Criterion.MEANING, Criterion.CONCEPTS, Criterion.CONCEPTS),
    *(Criterion.GREEN, Criterion.DIGITAL),
)
SLACK = np.float32(2e-6)  # what single-precision arithmetic loses must not hide a pair

Table = NDArray[np.float32]
Whole = NDArray[np.int32]


class Products(NamedTuple):
    """Inner products (rows, columns) of whole numbers: what is needed against what is offered, both ways, in meaning
    and in concepts, and of tags."""

    meaning: NDArray[np.int32]
    meaning_back: NDArray[np.int32]
    concepts: NDArray[np.int32]
    concepts_back: NDArray[np.int32]
    tags: NDArray[np.int32]


class Told(NamedTuple):
    """What the loop reads: numbers (n, 20) of rows, (20, n) of columns; roles (n,), those offered by rows and those
    that would answer the columns."""

    numbers: Table
    roles: NDArray[np.int32]


def tell_rows(mine: Sequence[Rounded], theirs: Sequence[Rounded], side: KernelSide, weights: Weights) -> Told:
    """What `fill_ceilings` reads of the rows; `theirs[i]` is the table that `mine[i]` is multiplied with.

    Let u, v be two vectors and u', v' what rounding made of them: uv = u'v' + (u - u')v + u'(v - v'), and by the
    inequality of Cauchy and Schwarz the last two are at most |u - u'| |v| + |u'| |v - v'|.
    """
    pairs = list(zip(mine, theirs, RAMPS, strict=True))
    scales = [one.scales * slope for one, _other, (_lowest, slope) in pairs]
    allowances = [(one.errors * other.longest - lowest) * slope for one, other, (lowest, slope) in pairs]
    weighed = side.known.T * np.array([weights.criteria[name] for name in KNOWN], dtype=np.float32)[:, None]
    numbers = np.stack([*scales, *allowances, *weighed, *_spread_levels(side.levels)], axis=1)
    return Told(np.ascontiguousarray(numbers, dtype=np.float32), _all_if_unknown(side.roles[:, 0]))


def tell_columns(mine: Sequence[Rounded], theirs: Sequence[Rounded], side: KernelSide, places: Sequence[int]) -> Told:
    """What `fill_ceilings` reads of the columns; `places[i]` is where `KernelSide.known` speaks of `theirs[i]`."""
    pairs = list(zip(mine, theirs, RAMPS, strict=True))
    scales = [other.scales for other in theirs]
    allowances = [other.errors * one.longest * slope for one, other, (_lowest, slope) in pairs]
    numbers = np.stack([*scales, *allowances, *side.known.T[list(places)], *_spread_levels(side.levels)])
    return Told(numbers.astype(np.float32), _all_if_unknown(side.roles[:, 1]))


def _spread_levels(levels: NDArray[np.int32]) -> list[NDArray[np.int32]]:
    """A project's own level, to compare with the lowest and with the highest accepted, then these two, such that what
    is unknown is never outside."""
    level, lowest, highest = levels.T
    return [
        np.where(level > 0, level, FAR),
        np.where(level > 0, level, -FAR),
        np.where(lowest > 0, lowest, -FAR),
        np.where(lowest > 0, highest, FAR),
    ]


def _all_if_unknown(roles: NDArray[np.int32]) -> NDArray[np.int32]:
    """The bit sets, every bit set where there is none, so that what is unknown meets everything."""
    return np.where(roles == 0, EVERY_ROLE, roles)


@compiled
def fill_ceilings(products: Products, rows: Told, columns: Told, weights: Constants, ceilings: Table) -> None:
    """Fill `ceilings` (m, n) from the products of the same shape and what is told of these rows and columns.

    Languages and penalties are left out: they only take away.
    """
    for i in range(ceilings.shape[0]):
        _fill_row(
            products.meaning[i],
            products.meaning_back[i],
            products.concepts[i],
            products.concepts_back[i],
            products.tags[i],
            rows.numbers[i],
            columns.numbers,
            rows.roles[i],
            columns.roles,
            weights,
            ceilings[i],
        )


@compiled
def _fill_row(
    meaning: Whole,
    meaning_back: Whole,
    concepts: Whole,
    concepts_back: Whole,
    tags: Whole,
    row: Table,
    columns: Table,
    roles: np.int32,
    answering: Whole,
    weights: Constants,
    ceilings: Table,
) -> None:
    """One row: one array is written and none is sliced, so that the compiler takes many columns at once."""
    for j in range(ceilings.shape[0]):
        lists = row[GREEN] * columns[GREEN, j] + row[DIGITAL] * columns[DIGITAL, j]
        listed = _value(tags[j], row, columns, TAGS, j)
        meant, meant_back = _weight(row, columns, MEANING, j), _weight(row, columns, MEANING_BACK, j)
        named, named_back = _weight(row, columns, CONCEPTS, j), _weight(row, columns, CONCEPTS_BACK, j)
        gained = meant * _cut(_value(meaning[j], row, columns, MEANING, j))
        gained += named * _cut(_value(concepts[j], row, columns, CONCEPTS, j)) + listed
        gained_back = meant_back * _cut(_value(meaning_back[j], row, columns, MEANING_BACK, j))
        gained_back += named_back * _cut(_value(concepts_back[j], row, columns, CONCEPTS_BACK, j)) + listed
        gained += UNKNOWN * (weights.total - meant - named - lists)
        gained_back += UNKNOWN * (weights.total - meant_back - named_back - lists)
        total = weights.total * (gained + gained_back)
        left = np.float32(1) - weights.maturity * _cut(_levels_away(row, columns, j) * np.float32(0.75))
        if roles & answering[j] == 0:
            left *= np.float32(1) - weights.roles
        ceilings[j] = np.float32(2) * gained * gained_back * left / max(total, np.float32(1e-20)) + SLACK


@compiled
def _value(product: np.int32, row: Table, columns: Table, part: int, j: int) -> np.float32:
    value: np.float32 = np.float32(product) * (row[SCALE + part] * columns[SCALE + part, j])
    value += row[ALLOWANCE + part] + columns[ALLOWANCE + part, j]
    return value


@compiled
def _weight(row: Table, columns: Table, part: int, j: int) -> np.float32:
    weight: np.float32 = row[WEIGHT + part] * columns[WEIGHT + part, j]
    return weight


@compiled
def _levels_away(row: Table, columns: Table, j: int) -> np.float32:
    """How many technology readiness levels the further of both lies outside what the other accepts."""
    below: np.float32 = max(row[LOWEST] - columns[LEVEL, j], columns[LOWEST, j] - row[LEVEL])
    above: np.float32 = max(columns[LEAST_LEVEL, j] - row[HIGHEST], row[LEAST_LEVEL] - columns[HIGHEST, j])
    return max(below, above)


@compiled
def _cut(value: np.float32) -> np.float32:
    return min(max(value, np.float32(0)), np.float32(1))
