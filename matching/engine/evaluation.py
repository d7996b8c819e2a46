"""How well a ranking agrees with relevance judgements."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GOOD = 2  # from this grade on a case manager would introduce the two


class Quality(NamedTuple):
    """Figures in [0, 1], 1 the best; means over the projects of both sides that have a good partner.

    ndcg: normalised discounted cumulative gain of the first ten (gain 2^grade - 1; Järvelin & Kekäläinen, TOIS 2002).
    precision: share of good partners among the first three, of as many as there are. auc: probability that a good
    pair outscores one of grade 0, over all pairs at once, since one threshold must serve everybody. silence: share of
    projects without a good partner whose best score stays under the median best score of the others.
    """

    ndcg: float
    precision: float
    auc: float
    silence: float


def measure_quality(scores: NDArray[np.float32], grades: NDArray[np.int64]) -> Quality:
    """Return the quality of these scores, rows Korean, columns Luxembourg, against grades 0 to 3 of the same shape.

    Equal scores keep the order of rows and columns. Raises ValueError where no pair is good.
    """
    if not (grades >= GOOD).any():
        raise ValueError("Without a single good pair there is nothing to measure.")
    rows, columns = _rank(scores, grades), _rank(scores.T, grades.T)
    gains, hits = np.concatenate([rows[0], columns[0]]), np.concatenate([rows[1], columns[1]])
    best, is_served = np.concatenate([rows[2], columns[2]]), np.concatenate([rows[3], columns[3]])
    middle = np.sort(best[is_served])[is_served.sum() // 2]
    unserved = best[~is_served]
    return Quality(
        ndcg=float(gains[is_served].mean()),
        precision=float(hits[is_served].mean()),
        auc=_area(scores[grades >= GOOD], scores[grades == 0]),
        silence=float((unserved < middle).mean()) if len(unserved) else 1.0,
    )


def _rank(
    scores: NDArray[np.float32], grades: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float32], NDArray[np.bool_]]:
    """For each row its gain, its hits, its best score and whether it has a good partner."""
    ranked = np.take_along_axis(grades, np.argsort(-scores, axis=1, kind="stable"), axis=1)
    ideal = -np.sort(-grades, axis=1)
    good = (grades >= GOOD).sum(axis=1)
    gains = _discounted(ranked) / np.maximum(_discounted(ideal), 1)
    hits = (ranked[:, :3] >= GOOD).sum(axis=1) / np.clip(good, 1, 3)
    return gains, hits, scores.max(axis=1), good > 0


def _discounted(grades: NDArray[np.int64]) -> NDArray[np.float64]:
    first = grades[:, :10]
    gains: NDArray[np.float64] = (2.0**first - 1) @ (1 / np.log2(np.arange(first.shape[1]) + 2))
    return gains


def _area(positives: NDArray[np.float32], negatives: NDArray[np.float32]) -> float:
    """The area under the curve as the share of pairs in the right order, ties counting half (Mann & Whitney 1947)."""
    ordered = np.sort(negatives)
    below = np.searchsorted(ordered, positives, "left") + np.searchsorted(ordered, positives, "right")
    return float((below / 2).mean() / len(ordered)) if len(ordered) else 1.0
