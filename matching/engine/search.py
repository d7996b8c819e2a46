"""The exact best pairs of every row and column, the plain way: all pairs are scored, a block at a time.

`matching.engine.fast` finds the same pairs about ten times as fast; docs/matching-search.md explains how.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine.arrays import ProjectArrays, join_projects
from matching.engine.candidates import Candidates, best_candidates, join_candidates
from matching.engine.scoring import score_pairs
from matching.engine.weights import DEFAULT_WEIGHTS, Weights

STEP = 2**-16  # of scores that are compared with a threshold: far above what arithmetic loses
AT_ONCE = 1_000  # projects of each side in a block
NOBODY: tuple[NDArray[np.int64], NDArray[np.int64]] = (np.zeros(0, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class PlainSide:
    """n projects of one country, and the weights of the score."""

    projects: ProjectArrays
    weights: Weights

    def __len__(self) -> int:
        return len(self.projects)

    @property
    def ids(self) -> NDArray[np.str_]:
        return self.projects.ids

    def blocks(self) -> Iterator[tuple[int, ProjectArrays]]:
        """`AT_ONCE` projects at a time, with the place of the first."""
        for first in range(0, len(self), AT_ONCE):
            yield first, self.projects.take(np.arange(first, min(first + AT_ONCE, len(self))))


def prepare_side(projects: ProjectArrays | Iterable[ProjectArrays], weights: Weights = DEFAULT_WEIGHTS) -> PlainSide:
    """Return these projects, whole or in parts, ready for `best_pairs`."""
    if isinstance(projects, ProjectArrays):
        return PlainSide(projects, weights)
    parts = list(projects)
    return PlainSide(join_projects([part for part in parts if len(part)] or parts[:1]), weights)


def best_pairs(
    koreans: PlainSide,
    luxembourgers: PlainSide,
    *,
    per_row: int,
    per_column: int,
    threshold: float = 0.0,
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]] = NOBODY,
) -> Candidates:
    """Return the pairs among the best `per_row` of their row or the best `per_column` of their column, best first.

    Rows and columns are places in the sides. The excluded (rows, columns) and what scores below the threshold, at
    least 0, stay out. Pairs of equal score stand in the order in which the projects came; matrix products differ in
    their last bits by a pair's place in a block, so scores nearer than 1e-6 may change places. "Nobody fits" is an
    empty answer. The scores being symmetric, the sides may change places.
    """
    found = []
    for first_row, rows in koreans.blocks():
        for first_column, columns in luxembourgers.blocks():
            scores = score_pairs(rows, columns, koreans.weights)
            counts = (scores >= lowest_score(threshold)) & _is_allowed(scores.shape, first_row, first_column, excluded)
            chosen = _best_of_block(np.where(counts, scores, -1), per_row, per_column)
            found.append(Candidates(chosen.rows + first_row, chosen.columns + first_column, chosen.scores))
    return best_candidates(join_candidates(found), per_row=per_row, per_column=per_column)


def lowest_score(threshold: float) -> np.float32:
    """Return what a score must reach to count as one at the threshold, in single precision.

    Scores count in whole steps of `STEP`: both ways compute them with other rounding errors, and a pair that is at the
    threshold to the last digit must be found by both or by neither.
    """
    return np.float32((np.round(threshold / STEP) - 0.5) * STEP)


def _is_allowed(
    shape: tuple[int, int],
    first_row: int,
    first_column: int,
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.bool_]:
    rows, columns = excluded[0] - first_row, excluded[1] - first_column
    is_here = (rows >= 0) & (rows < shape[0]) & (columns >= 0) & (columns < shape[1])
    allowed = np.ones(shape, dtype=np.bool_)
    allowed[rows[is_here], columns[is_here]] = False
    return allowed


def _best_of_block(scores: NDArray[np.float32], per_row: int, per_column: int) -> Candidates:
    """A pair among the best of all is among the best of its block; scores below 0 do not count."""
    is_good = _is_among_best(scores, per_row) | _is_among_best(scores.T, per_column).T
    rows, columns = np.nonzero(is_good & (scores >= 0))
    return best_candidates(Candidates(rows, columns, scores[rows, columns]), per_row=per_row, per_column=per_column)


def _is_among_best(scores: NDArray[np.float32], count: int) -> NDArray[np.bool_]:
    """Whether a score is at least as high as the one in this place of its row, 1 being the highest."""
    if not 0 < count < scores.shape[1]:
        return np.full(scores.shape, count > 0)
    return scores >= np.partition(scores, -count, axis=1)[:, -count, None]
