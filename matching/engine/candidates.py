"""Choosing among candidate pairs that were gathered block by block, without the full matrix."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Candidates(NamedTuple):
    """Pairs by project id: rows Korean, columns Luxembourg; all of shape (number of pairs,)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    scores: NDArray[np.float32]

    def take(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Candidates":
        """The pairs at these places, or where the mask is true, in this order."""
        return Candidates(self.rows[chosen], self.columns[chosen], self.scores[chosen])


def join_candidates(parts: list[Candidates]) -> Candidates:
    """The pairs of all parts, in the order given."""
    return Candidates(
        np.concatenate([np.zeros(0, np.int64), *(part.rows for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.columns for part in parts)]),
        np.concatenate([np.zeros(0, np.float32), *(part.scores for part in parts)]),
    )


def unite_candidates(parts: list[Candidates]) -> Candidates:
    """Every pair of these parts once, with its highest score; best first, equal ones by row id, then column id."""
    pairs = join_candidates(parts)
    pairs = pairs.take(np.lexsort((-pairs.scores, pairs.columns, pairs.rows)))
    is_first = np.r_[True, (np.diff(pairs.rows) != 0) | (np.diff(pairs.columns) != 0)][: len(pairs.rows)]
    pairs = pairs.take(is_first)
    return pairs.take(np.lexsort((pairs.columns, pairs.rows, -pairs.scores)))


def best_candidates(candidates: Candidates, *, per_row: int, per_column: int) -> Candidates:
    """The pairs among the best `per_row` of their row or the best `per_column` of their column, best first.

    Equal scores are ordered by row id, then column id.
    """
    ordered = candidates.take(np.lexsort((candidates.columns, candidates.rows, -candidates.scores)))
    keep = (_rank_within(ordered.rows) < per_row) | (_rank_within(ordered.columns) < per_column)
    return ordered.take(keep)


def _rank_within(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each entry, how many earlier entries belong to the same group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(groups), np.int64)
    ranks[order] = np.arange(len(ordered)) - np.repeat(starts, sizes)
    return ranks
