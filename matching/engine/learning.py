"""Weights learnt from decisions: close to those in force, monotone by construction, validated on companies not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.criteria import Directed
from matching.engine.likelihood import calibration_error
from matching.engine.scoring import Judgement, fuse
from matching.engine.weights import Condition, Criterion, Penalty, Weights

SLOPE = 12.0  # of the logistic curve over scores: 0.1 of score moves the odds by about three
HOLD = 0.02  # how strongly weights are held where they are, for each decision's worth of evidence
STEPS = (0.4, 0.2, 0.1, 0.05)  # of a weight's logarithm, tried up and down until nothing helps
HALVINGS = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """One decided pair: the values its explanation showed (None: unknown), what came of it, and its two companies.

    `likelihood` is what was said of it, None before there was one.
    """

    values: Mapping[str, tuple[float | None, float | None]]
    is_good: bool
    korean_company: int
    luxembourg_company: int
    likelihood: float | None = None


class Figures(NamedTuple):
    """`auc`: probability that a good pair outscores a bad one. `loss`: mean negative log-likelihood."""

    auc: float
    loss: float


class Validation(NamedTuple):
    """Mean figures on pairs of which neither company was seen in fitting."""

    before: Figures
    after: Figures


def judge_evidence(evidence: Sequence[Evidence]) -> Judgement:
    """The decided pairs as the engine judges pairs: matrices of shape (decisions, 1); a penalty not shown is 0."""
    return Judgement(
        {name: _directed(evidence, name) for name in Criterion},
        {name: _directed(evidence, name) for name in Condition},
        {name: np.nan_to_num(_directed(evidence, name).forward) for name in Penalty},
    )


def _directed(evidence: Sequence[Evidence], name: str) -> Directed:
    sides = [[item.values.get(name, (None, None))[side] for item in evidence] for side in (0, 1)]
    forward, backward = (np.array([np.nan if v is None else v for v in side], np.float32)[:, None] for side in sides)
    return Directed(forward, backward)


def fit_weights(evidence: Sequence[Evidence], start: Weights) -> Weights:
    """The weights near `start` under which good pairs score high and bad ones low.

    Minimises the logistic loss plus HOLD times the squared way of each weight's logarithm from `start`, by trying
    steps up and down one weight after the other: deterministic, and weights stay positive, so that the score stays
    monotone in every criterion. Raises ValueError unless both kinds of decision are there.
    """
    good = np.array([item.is_good for item in evidence], dtype=np.bool_)
    if good.all() or not good.any():
        raise ValueError("Both good and bad decisions are needed.")
    judgement = judge_evidence(evidence)
    way = np.zeros(len(_names(start)))
    best = _objective(judgement, good, start, way)
    for step in STEPS:
        way, best = _descend(judgement, good, start, way, best, step)
    return _move(start, way)


def _descend(
    judgement: Judgement, good: NDArray[np.bool_], start: Weights, way: NDArray[np.float64], best: float, step: float
) -> tuple[NDArray[np.float64], float]:
    is_better = True
    while is_better:
        is_better = False
        for index in range(len(way)):
            for signed in (step, -step):
                trial = way.copy()
                trial[index] += signed
                loss = _objective(judgement, good, start, trial)
                if loss < best - 1e-9:
                    way, best, is_better = trial, loss, True
    return way, best


def _objective(judgement: Judgement, good: NDArray[np.bool_], start: Weights, way: NDArray[np.float64]) -> float:
    scores = fuse(judgement, _move(start, way)).scores.ravel()
    return _loss(scores, good) + HOLD * float((way**2).sum()) * 10 / len(good)


def _loss(scores: NDArray[np.float32], good: NDArray[np.bool_]) -> float:
    """The logistic loss at the best threshold among the scores' quantiles."""
    thresholds = np.quantile(scores, np.linspace(0.05, 0.95, 19))
    signs = np.where(good, 1.0, -1.0)
    margins = SLOPE * (scores[None, :] - thresholds[:, None]) * signs[None, :]
    return float(np.logaddexp(0, -margins).mean(axis=1).min())


def likelihood_error(evidence: Sequence[Evidence]) -> float | None:
    """How far what was said of decided pairs was from what came of them; None where nothing was said of any."""
    told = [(item.likelihood, item.is_good) for item in evidence if item.likelihood is not None]
    if not told:
        return None
    likely, good = zip(*told, strict=True)
    return calibration_error(np.array(likely, dtype=np.float32), np.array(good, dtype=np.bool_))


def _names(weights: Weights) -> list[tuple[str, str]]:
    groups = {"criteria": weights.criteria, "conditions": weights.conditions, "penalties": weights.penalties}
    return [(group, name) for group, values in groups.items() for name in values]


def _move(start: Weights, way: NDArray[np.float64]) -> Weights:
    moved: dict[str, dict[str, float]] = {"criteria": {}, "conditions": {}, "penalties": {}}
    for (group, name), step in zip(_names(start), way.tolist(), strict=True):
        value = getattr(start, group)[name] * float(np.exp(step))
        moved[group][name] = value if group == "criteria" else min(value, 1.0)
    return replace(start, criteria=moved["criteria"], conditions=moved["conditions"], penalties=moved["penalties"])


def measure(evidence: Sequence[Evidence], weights: Weights) -> Figures:
    """How well these weights tell good pairs from bad ones."""
    scores = fuse(judge_evidence(evidence), weights).scores.ravel()
    good = np.array([item.is_good for item in evidence], dtype=np.bool_)
    wins = scores[good][:, None] - scores[~good][None, :]
    return Figures(float(((wins > 0) + 0.5 * (wins == 0)).mean()), _loss(scores, good))


def validate_weights(evidence: Sequence[Evidence], start: Weights, rng: np.random.Generator) -> Validation | None:
    """Fit on one quarter of the companies' grid and measure on the opposite one, HALVINGS times both ways.

    Neither company of a measured pair was seen in fitting. None where no quarter had both kinds of decision.
    """
    before, after = [], []
    for _halving in range(HALVINGS):
        for seen, unseen in _opposite_quarters(evidence, rng):
            if _has_both(seen) and _has_both(unseen):
                before.append(measure(unseen, start))
                after.append(measure(unseen, fit_weights(seen, start)))
    if not before:
        return None
    return Validation(_mean(before), _mean(after))


def _opposite_quarters(
    evidence: Sequence[Evidence], rng: np.random.Generator
) -> list[tuple[list[Evidence], list[Evidence]]]:
    koreans = sorted({item.korean_company for item in evidence})
    luxembourgers = sorted({item.luxembourg_company for item in evidence})
    half = set(rng.permutation(koreans)[: len(koreans) // 2].tolist())
    other_half = set(rng.permutation(luxembourgers)[: len(luxembourgers) // 2].tolist())
    quarters: dict[tuple[bool, bool], list[Evidence]] = {(a, b): [] for a in (True, False) for b in (True, False)}
    for item in evidence:
        quarters[item.korean_company in half, item.luxembourg_company in other_half].append(item)
    return [(quarters[a, b], quarters[not a, not b]) for a, b in quarters]


def _has_both(evidence: Sequence[Evidence]) -> bool:
    return any(item.is_good for item in evidence) and not all(item.is_good for item in evidence)


def _mean(figures: Sequence[Figures]) -> Figures:
    auc, loss = np.mean(figures, axis=0).tolist()
    return Figures(auc, loss)
