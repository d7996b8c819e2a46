"""Which pairs are put forward: hard constraints as a mask, then the best of each row and column."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class RankedPairs(NamedTuple):
    """Pairs from the best to the weakest: row and column indices and scores, each of shape (number of pairs,)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    scores: NDArray[np.float32]


def feasible_mask(
    shape: tuple[int, int],
    excluded_rows: NDArray[np.int64] | None = None,
    excluded_columns: NDArray[np.int64] | None = None,
) -> NDArray[np.bool_]:
    """Return a mask of this shape, False for each excluded pair (excluded_rows[k], excluded_columns[k])."""
    mask = np.ones(shape, dtype=np.bool_)
    if excluded_rows is not None and excluded_columns is not None:
        mask[excluded_rows, excluded_columns] = False
    return mask


def top_pairs(
    scores: NDArray[np.float32],
    mask: NDArray[np.bool_],
    ids_rows: NDArray[np.str_],
    ids_columns: NDArray[np.str_],
    per_row: int,
    per_column: int,
    threshold: float = 0.0,
) -> RankedPairs:
    """Return the pairs among the best `per_row` of their row or the best `per_column` of their column.

    Only pairs that the mask allows and that score at least `threshold` count. Equal scores are ordered by the row's
    id, then the column's, so that the answer does not depend on the order in which projects come. "Nobody fits" is
    an empty answer.
    """
    allowed = mask & (scores >= np.float32(threshold))
    chosen = _best_in_rows(scores, allowed, ids_columns, per_row)
    chosen |= _best_in_rows(scores.T, allowed.T, ids_rows, per_column).T
    rows, columns = np.nonzero(chosen)
    values = scores[rows, columns]
    order = np.lexsort((ids_columns[columns], ids_rows[rows], -values))
    return RankedPairs(rows[order], columns[order], values[order])


def _best_in_rows(
    scores: NDArray[np.float32], allowed: NDArray[np.bool_], ids_columns: NDArray[np.str_], count: int
) -> NDArray[np.bool_]:
    by_id = np.argsort(ids_columns, kind="stable")
    values = np.where(allowed, scores, -np.inf)[:, by_id]
    best = by_id[np.argsort(-values, axis=1, kind="stable")[:, : max(count, 0)]]
    chosen = np.zeros(scores.shape, dtype=np.bool_)
    np.put_along_axis(chosen, best, np.True_, axis=1)
    return chosen & allowed
