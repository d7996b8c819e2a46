"""What the order of pairs means: of so many pairs like this one, how many are worth an introduction."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SMALLEST, LARGEST = 0.001, 0.97  # what a few hundred judged pairs can tell
BINS = 10
FOLD_SIZE = 25  # fewest pairs that a step of the curve rests on


class Band(StrEnum):
    """How good a fit is in words; `NONE` is not shown to anybody and not proposed."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    WORTH_A_LOOK = "worth_a_look"
    NONE = ""


# From this likelihood on a pair is in the band; the lowest is the floor for proposing.
BAND_FROM = {Band.VERY_GOOD: 0.75, Band.GOOD: 0.45, Band.WORTH_A_LOOK: 0.3}
FLOOR = BAND_FROM[Band.WORTH_A_LOOK]


def band_of(likelihood: float) -> Band:
    return next((band for band, least in BAND_FROM.items() if likelihood >= least), Band.NONE)


def tens_of(likelihood: float) -> int:
    """How many in ten such pairs are worth an introduction, 1 to 9."""
    return min(9, max(1, round(10 * likelihood)))


def fit_curve(odds: Numbers, is_good: NDArray[np.bool_]) -> tuple[tuple[float, float], ...]:
    """Return points (log odds, likelihood) of the rising curve that fits these pairs best.

    Isotonic regression by pooling neighbours that violate the order (Zadrozny & Elkan, KDD 2002), steps resting on at
    least `FOLD_SIZE` pairs; between the middles of its steps the curve is a straight line.
    """
    order = np.argsort(odds, kind="stable")
    blocks: list[list[float]] = []  # sum of good, count, sum of odds
    for place in order.tolist():
        blocks.append([float(is_good[place]), 1.0, float(odds[place])])
        while len(blocks) > 1 and _must_join(blocks[-2], blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [mine + other for mine, other in zip(blocks[-1], last, strict=True)]
    return tuple(
        (round(total / count, 4), round(float(np.clip(good / count, SMALLEST, LARGEST)), 4))
        for good, count, total in blocks
    )


def _must_join(lower: Sequence[float], upper: Sequence[float]) -> bool:
    return lower[0] / lower[1] >= upper[0] / upper[1] or lower[1] < FOLD_SIZE


def read_curve(curve: Sequence[tuple[float, float]], odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the likelihood of each, rising with the odds without steps, so that none are equal that are not.

    Below the first point it falls towards 0 and above the last it rises towards 1 by a hair.
    """
    points, values = (np.array(column, dtype=np.float64) for column in zip(*curve, strict=True))
    read = np.interp(odds, points, values)
    hair = 1e-3 / (1 + np.exp(-np.asarray(odds, dtype=np.float64) / 4))
    likely: NDArray[np.float32] = (read * (1 - 1e-3) + hair * read.clip(0.05)).astype(np.float32)
    return likely


def calibration_error(likelihoods: NDArray[np.float32], is_good: NDArray[np.bool_]) -> float:
    """Return the expected calibration error: how far likelihood and share of good pairs differ, over ten bins."""
    bins = np.minimum((likelihoods * BINS).astype(np.int64), BINS - 1)
    gaps = [
        abs(float(likelihoods[bins == number].mean()) - float(is_good[bins == number].mean())) * (bins == number).mean()
        for number in range(BINS)
        if (bins == number).any()
    ]
    return float(sum(gaps))
