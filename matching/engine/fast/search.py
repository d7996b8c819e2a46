"""The exact best pairs of every row and column, without scoring every pair."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.candidates import Candidates
from matching.engine.fast.ceilings import Products, Told, fill_ceilings, tell_columns, tell_rows
from matching.engine.fast.kernel import Constants, Excluded, Lists, Search, sift_block, sift_chosen
from matching.engine.fast.prepared import ANSWERS, PLACES_KNOWN, PreparedSide
from matching.engine.fast.products import multiply, without_sign
from matching.engine.fast.rounding import LARGEST_OF_ROWS, round_table
from matching.engine.search import NOBODY, lowest_score
from matching.engine.weights import Condition, Criterion, Penalty, Weights

# Pairs that are worked on together: what is multiplied must stay in a processor's cache.
ROWS_AT_ONCE, PAIRS_AT_ONCE = 256, 256 * 256
NEVER = np.float32(2)  # what no score reaches


def best_pairs(
    koreans: PreparedSide,
    luxembourgers: PreparedSide,
    *,
    per_row: int,
    per_column: int,
    threshold: float = 0.0,
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]] = NOBODY,
) -> Candidates:
    """Return what the plain `matching.engine.search.best_pairs` returns, scores within 1e-6."""
    search = Search(
        koreans.side,
        luxembourgers.side,
        gather_constants(koreans.weights),
        _sort_excluded(len(koreans), excluded),
        _empty_lists(len(koreans), per_row, threshold),
        _empty_lists(len(luxembourgers), per_column, threshold),
    )
    for place, ceilings in bound_blocks(koreans, luxembourgers, search.weights):
        if place[1] == 0:
            sift_chosen(search, place, ceilings, *_highest(ceilings, per_row))
        if place[0] == 0:
            sift_chosen(search, place, ceilings, *_highest(ceilings.T, per_column)[::-1])
        sift_block(search, place, ceilings)
    return _join_lists(search.best, search.column_best)


def _highest(ceilings: NDArray[np.float32], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows and columns of the `count` highest ceilings of each row.

    An empty list lets everything in; one that begins with likely partners soon asks for much.
    """
    count = min(max(count, 0), ceilings.shape[1])
    columns = np.argpartition(-ceilings, max(count - 1, 0), axis=1)[:, :count]
    return np.repeat(np.arange(len(ceilings)), count), columns.ravel()


def bound_blocks(
    mine: PreparedSide, theirs: PreparedSide, weights: Constants
) -> Iterator[tuple[tuple[int, int], NDArray[np.float32]]]:
    """The ceilings of all pairs, a block at a time in the same space, each with the place of its first row and
    column."""
    rounded = [round_table(table, LARGEST_OF_ROWS) for table in mine.tables]
    answers = [theirs.rounded[answer] for answer in ANSWERS]
    numbers = [without_sign(table.numbers) for table in rounded]
    told = tell_rows(rounded, answers, mine.side, mine.weights)
    told_columns = tell_columns(rounded, answers, theirs.side, PLACES_KNOWN)
    space = np.empty(PAIRS_AT_ONCE, dtype=np.float32)
    for columns in _column_blocks(len(mine), len(theirs)):
        other_numbers = [np.ascontiguousarray(table.numbers[:, columns]) for table in answers]
        other_told = Told(np.ascontiguousarray(told_columns.numbers[:, columns]), told_columns.roles[columns])
        for start in range(0, len(mine), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            products = Products(
                *(multiply(one[rows], other) for one, other in zip(numbers, other_numbers, strict=True))
            )
            ceilings = space[: products.tags.size].reshape(products.tags.shape)
            fill_ceilings(products, Told(told.numbers[rows], told.roles[rows]), other_told, weights, ceilings)
            yield (start, columns.start), ceilings


def _column_blocks(rows: int, columns: int) -> Iterator[slice]:
    """Few rows leave room for more columns."""
    width = PAIRS_AT_ONCE // max(1, min(rows, ROWS_AT_ONCE))
    return (slice(start, min(start + width, columns)) for start in range(0, columns, width))


def _empty_lists(projects: int, length: int, threshold: float) -> Lists:
    """Lists of this length; a list of no length is one that nothing reaches."""
    shape = (projects, max(length, 0))
    worst = np.full(projects, lowest_score(threshold) if length > 0 else NEVER, dtype=np.float32)
    return Lists(np.full(shape, -1, dtype=np.float32), np.full(shape, -1, dtype=np.int64), worst)


def _join_lists(best: Lists, column_best: Lists) -> Candidates:
    """Every pair of either list once, the best first, equal ones in the order of rows, then columns."""
    rows, places = np.nonzero(best.partners >= 0)
    columns, column_places = np.nonzero(column_best.partners >= 0)
    pairs = Candidates(
        np.concatenate([rows, column_best.partners[columns, column_places]]),
        np.concatenate([best.partners[rows, places], columns]),
        np.concatenate([best.scores[rows, places], column_best.scores[columns, column_places]]),
    )
    _keys, firsts = np.unique(pairs.rows * len(column_best.partners) + pairs.columns, return_index=True)
    pairs = pairs.take(firsts)  # by row, then column
    return pairs.take(np.argsort(-pairs.scores, kind="stable"))


def _sort_excluded(rows: int, excluded: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Excluded:
    order = np.lexsort((excluded[1], excluded[0]))
    offsets = np.searchsorted(excluded[0][order], np.arange(rows + 1)).astype(np.int64)
    return Excluded(offsets, excluded[1][order].astype(np.int64))


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
    numbers = [sum(weights.criteria.values()), *(weights.criteria[name] for name in order)]
    numbers += [weights.conditions[name] for name in conditions]
    numbers += [weights.penalties[name] for name in (Penalty.COMPETITOR, Penalty.EXCLUDED)]
    numbers += [number for lowest, highest in ramps for number in (lowest, 1 / (highest - lowest))]
    return Constants(*(np.float32(number) for number in numbers))
