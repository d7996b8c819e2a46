"""Choosing among candidate pairs that were gathered block by block, without the full matrix."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Candidates(NamedTuple):
    """Pairs by project id: rows Korean, columns Luxembourg; all of shape (number of pairs,)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    scores: NDArray[np.float32]


def join_candidates(parts: list[Candidates]) -> Candidates:
    """The pairs of all parts, in the order given."""
    empty = Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    return Candidates(*(np.concatenate(arrays) for arrays in zip(empty, *parts, strict=True)))


def join_unique(parts: list[Candidates]) -> Candidates:
    """The pairs of all parts, each once, ordered by row id, then column id."""
    joined = join_candidates(parts)
    _pairs, first = np.unique(np.stack([joined.rows, joined.columns]), axis=1, return_index=True)
    return Candidates(*(array[first] for array in joined))


def best_candidates(candidates: Candidates, *, per_row: int, per_column: int) -> Candidates:
    """The pairs among the best `per_row` of their row or the best `per_column` of their column, best first.

    Equal scores are ordered by row id, then column id.
    """
    order = np.lexsort((candidates.columns, candidates.rows, -candidates.scores))
    rows, columns, scores = (array[order] for array in candidates)
    keep = (_rank_within(rows) < per_row) | (_rank_within(columns) < per_column)
    return Candidates(rows[keep], columns[keep], scores[keep])


def _rank_within(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each entry, how many earlier entries belong to the same group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(groups), np.int64)
    ranks[order] = np.arange(len(ordered)) - np.repeat(starts, sizes)
    return ranks
