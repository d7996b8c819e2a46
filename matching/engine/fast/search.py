"""The exact best pairs of every row and column, without the full matrix."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.kernel import Constants, Excluded, Lists, Products, sift_pairs
from matching.engine.lanes import LANES
from matching.engine.prepared import ANSWERS, TABLES, PreparedSide, own_numbers, unpack_rows
from matching.engine.tiles import BYTES_AT_ONCE, OFFSET, TILE_COLUMNS, multiply_bytes
from matching.engine.weights import Condition, Criterion, Penalty, Weights

# What is worked on together; rows divide by the sides of a tile. Larger blocks read the tables less often, but what
# they multiply must stay in a processor's cache.
ROWS_AT_ONCE, PAIRS_AT_ONCE = 768, 768 * 128
NEVER = np.float32(2)  # what no score reaches
NOBODY: tuple[NDArray[np.int64], NDArray[np.int64]] = (np.zeros(0, np.int64), np.zeros(0, np.int64))


class RankedPairs(NamedTuple):
    """Pairs from the best to the weakest: row and column indices and scores, each of shape (number of pairs,)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    scores: NDArray[np.float32]


def best_pairs(
    koreans: PreparedSide,
    luxembourgers: PreparedSide,
    *,
    per_row: int,
    per_column: int,
    threshold: float = 0.0,
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]] = NOBODY,
) -> RankedPairs:
    """Return the pairs among the best `per_row` of their row or the best `per_column` of their column, best first.

    Scores are those of `scoring.score_pairs` within 1e-6; the excluded (rows, columns) and what scores below the
    threshold stay out. Pairs of equal score stand in the order in which the projects came. "Nobody fits" is an empty
    answer. The scores being symmetric, the sides may change places. Both must have been prepared alike.
    """
    limit = np.float32(threshold)
    best, column_best = _empty_lists(len(koreans), per_row, limit), _empty_lists(len(luxembourgers), per_column, limit)
    pairs = _sort_excluded(len(koreans), excluded)
    constants, numbers = gather_constants(koreans.weights), own_numbers(koreans, luxembourgers)
    for place, size, products in _multiply(koreans, luxembourgers):
        sift_pairs(
            products, place, size, koreans.side, numbers, luxembourgers.side, constants, limit, pairs, best, column_best
        )
    return _join_lists(best, column_best)


def _multiply(mine: PreparedSide, theirs: PreparedSide) -> Iterator[tuple[tuple[int, int], tuple[int, int], Products]]:
    """The products of all pairs, a block at a time in the same space, with its first row and column and its size."""
    multiply_block, kind = (_multiply_numbers, np.float32) if mine.packed is None else (_multiply_bytes, np.int32)
    space: list[NDArray[Any]] = [np.empty(PAIRS_AT_ONCE, dtype=kind) for _table in TABLES]
    for first in range(0, len(mine), ROWS_AT_ONCE):
        rows = slice(first, min(first + ROWS_AT_ONCE, len(mine)))
        for columns, products in multiply_block(mine, rows, theirs, space):
            yield (first, columns.start), (rows.stop - first, columns.stop - columns.start), products


def _multiply_numbers(
    mine: PreparedSide, rows: slice, theirs: PreparedSide, space: list[NDArray[Any]]
) -> Iterator[tuple[slice, Products]]:
    for columns in _column_blocks(rows.stop - rows.start, len(theirs)):
        width = columns.stop - columns.start
        products = _shape(space, (rows.stop - rows.start, -(-width // LANES) * LANES))
        for product, table, answer in zip(products, mine.tables, ANSWERS, strict=True):
            np.matmul(table[rows], theirs.tables[answer][columns].T, out=product[:, :width])
        yield columns, products


def _multiply_bytes(
    mine: PreparedSide, rows: slice, theirs: PreparedSide, space: list[NDArray[Any]]
) -> Iterator[tuple[slice, Products]]:
    unpacked = unpack_rows(mine, rows)
    starts = [-OFFSET * unpacked[:, begin:end].sum(axis=1, dtype=np.int32) for begin, end in mine.places]
    steps = [theirs.places[answer][0] // BYTES_AT_ONCE for answer in ANSWERS]
    for columns in _column_blocks(len(unpacked), len(theirs)):
        groups = theirs.bytes_of(columns)
        products = _shape(space, (len(unpacked), len(groups) * TILE_COLUMNS))
        for product, start, place, step in zip(products, starts, mine.places, steps, strict=True):
            multiply_bytes(unpacked, groups, start, place, step, product)
        yield columns, products


def _column_blocks(rows: int, columns: int) -> Iterator[slice]:
    width = PAIRS_AT_ONCE // rows // TILE_COLUMNS * TILE_COLUMNS
    return (slice(start, min(start + width, columns)) for start in range(0, columns, width))


def _shape(space: list[NDArray[Any]], shape: tuple[int, int]) -> Products:
    return Products(*(part[: shape[0] * shape[1]].reshape(shape) for part in space))


def _empty_lists(projects: int, length: int, threshold: np.float32) -> Lists:
    """Lists of this length; a list of no length is one that nothing reaches."""
    shape = (projects, max(length, 0))
    worst = np.full(-(-projects // TILE_COLUMNS) * TILE_COLUMNS, NEVER, dtype=np.float32)
    if length > 0:
        worst[:projects] = threshold
    return Lists(np.full(shape, -1, dtype=np.float32), np.full(shape, -1, dtype=np.int64), worst)


def _sort_excluded(rows: int, excluded: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Excluded:
    order = np.lexsort((excluded[1], excluded[0]))
    offsets = np.searchsorted(excluded[0][order], np.arange(rows + 1)).astype(np.int64)
    return Excluded(offsets, excluded[1][order].astype(np.int64))


def _join_lists(best: Lists, column_best: Lists) -> RankedPairs:
    """Every pair of either list once, the best first, equal ones in the order of rows, then columns."""
    rows, places = np.nonzero(best.partners >= 0)
    columns, column_places = np.nonzero(column_best.partners >= 0)
    all_rows = np.concatenate([rows, column_best.partners[columns, column_places]])
    all_columns = np.concatenate([best.partners[rows, places], columns])
    scores = np.concatenate([best.scores[rows, places], column_best.scores[columns, column_places]])
    order = np.lexsort((all_columns, all_rows, -scores))
    all_rows, all_columns, scores = all_rows[order], all_columns[order], scores[order]
    is_first = np.ones(len(order), dtype=np.bool_)
    is_first[1:] = (np.diff(all_rows) != 0) | (np.diff(all_columns) != 0)
    return RankedPairs(all_rows[is_first], all_columns[is_first], scores[is_first])


def gather_constants(weights: Weights) -> Constants:
    """Return the weights and ramps of the criteria as single-precision numbers."""
    ramps = (
        (criteria.LOWEST_MEANING, criteria.HIGHEST_MEANING),
        criteria.RIVALS,
        criteria.DOUBLES,
        criteria.REFUSED,
    )
    order = (Criterion.MEANING, Criterion.CONCEPTS, Criterion.GREEN, Criterion.DIGITAL)
    conditions = (Condition.COOPERATION, Condition.MATURITY, Condition.LANGUAGES)
    numbers = [weights.criteria[name] for name in order]
    numbers += [weights.conditions[name] for name in conditions]
    numbers += [weights.penalties[name] for name in (Penalty.COMPETITOR, Penalty.EXCLUDED)]
    numbers += [number for lowest, highest in ramps for number in (lowest, 1 / (highest - lowest))]
    return Constants(*(np.float32(number) for number in numbers))
