"""The reciprocal score of every pair, and the shares that each criterion has in it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.arrays import ProjectArrays
from matching.engine.criteria import Directed, Matrix, judge_conditions, judge_criteria, judge_penalties
from matching.engine.weights import DEFAULT_WEIGHTS, UNKNOWN, Condition, Criterion, Penalty, Weights


class Judgement(NamedTuple):
    """Everything a block of pairs is judged by."""

    criteria: dict[Criterion, Directed]
    conditions: dict[Condition, Directed]
    penalties: dict[Penalty, Matrix]


class Fusion(NamedTuple):
    """Both directed fits, their fused mean and the final scores, each of shape (rows, columns) and in [0, 1]."""

    forward: Matrix
    backward: Matrix
    mean: Matrix
    scores: Matrix


def score_pairs(
    koreans: ProjectArrays, luxembourgers: ProjectArrays, weights: Weights = DEFAULT_WEIGHTS
) -> NDArray[np.float32]:
    """Return the scores in [0, 1], shape (Korean, Luxembourg projects).

    A pair's score depends on the two projects alone, so any block of rows or columns may be computed apart and agrees
    with the whole (within rounding, 1e-6). Projects that say too little to be compared score 0 with everybody.
    """
    if not len(koreans) or not len(luxembourgers):
        return np.zeros((len(koreans), len(luxembourgers)), dtype=np.float32)
    return fuse(judge_pairs(koreans, luxembourgers), weights).scores


def judge_pairs(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Judgement:
    """Return the values of all criteria, conditions and penalties, each of shape (rows, columns)."""
    return Judgement(
        judge_criteria(koreans, luxembourgers),
        judge_conditions(koreans, luxembourgers),
        judge_penalties(koreans, luxembourgers),
    )


def fuse(judgement: Judgement, weights: Weights) -> Fusion:
    """Weigh the criteria in each direction, fuse the directions and take off what conditions and penalties cost.

    A direction's fit is the weighted mean of the criteria; one of which nothing is known counts as `UNKNOWN`. The two
    are fused by their harmonic mean, in which one weak side sinks the pair (RECON: Pizzato et al., RecSys 2010). Then
    each loss multiplies by its factor.
    """
    forward = _weighted_mean({name: values.forward for name, values in judgement.criteria.items()}, weights)
    backward = _weighted_mean({name: values.backward for name, values in judgement.criteria.items()}, weights)
    mean = harmonic_mean(forward, backward)
    scores = mean.copy()
    for factor in loss_factors(judgement, weights).values():
        scores *= factor
    return Fusion(forward, backward, mean, scores)


def loss_factors(judgement: Judgement, weights: Weights) -> dict[Condition | Penalty, Matrix]:
    """Return what each condition and penalty leaves of a score, in [0, 1].

    1 - strength * (1 - value of the weaker known direction) for a condition, 1 - strength * value for a penalty.
    What is not known costs nothing.
    """
    factors: dict[Condition | Penalty, Matrix] = {}
    for condition, values in judgement.conditions.items():
        lowest = np.nan_to_num(np.fmin(values.forward, values.backward), nan=1.0)
        factors[condition] = 1 - np.float32(weights.conditions[condition]) * (1 - lowest)
    for penalty, earned in judgement.penalties.items():
        factors[penalty] = 1 - np.float32(weights.penalties[penalty]) * earned
    return factors


def harmonic_mean(forward: Matrix, backward: Matrix) -> Matrix:
    """Return 2ab / (a + b), 0 where both are 0."""
    total = forward + backward
    mean: Matrix = np.divide(2 * forward * backward, total, out=np.zeros_like(total), where=total > 0)
    return mean


def _weighted_mean(values: dict[Criterion, Matrix], weights: Weights) -> Matrix:
    total = np.float32(sum(weights.criteria.values()))
    weighted = [
        np.float32(weights.criteria[name]) / total * np.nan_to_num(matrix, nan=UNKNOWN)
        for name, matrix in values.items()
    ]
    return np.minimum(np.sum(weighted, axis=0, dtype=np.float32), 1)
