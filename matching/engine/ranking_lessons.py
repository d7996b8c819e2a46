"""Learning the ranking: from judged pairs to coefficients whose signs are held, and to a calibrated likelihood."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.likelihood import fit_curve
from matching.engine.needs import SIGNS
from matching.engine.ranking import RankingModel

Table = NDArray[np.float32]
Numbers = NDArray[np.float64]
HOLD = 30.0  # how strongly the coefficients of standardised values are held at 0
NEWTON_STEPS, SWEEPS, NEAR_ENOUGH = 40, 200, 1e-6
HALVINGS = 6


class Lesson(NamedTuple):
    """Judged pairs: values (n, len(SIGNS)), which are good (n,), how much each counts (n,), and the two companies."""

    values: Table
    is_good: NDArray[np.bool_]
    counts: Numbers
    korean_companies: NDArray[np.str_]
    luxembourg_companies: NDArray[np.str_]

    def take(self, chosen: NDArray[np.bool_]) -> "Lesson":
        return Lesson(
            self.values[chosen],
            self.is_good[chosen],
            self.counts[chosen],
            self.korean_companies[chosen],
            self.luxembourg_companies[chosen],
        )


def join_lessons(lessons: Sequence[Lesson]) -> Lesson:
    return Lesson(*(np.concatenate(parts) for parts in zip(*lessons, strict=True)))


def learn_ranking(lesson: Lesson, version: str, origin: str = "") -> RankingModel:
    """Return the model that makes good pairs likely and others not: penalised maximum likelihood, signs held.

    Newton's method, each step a quadratic problem with bounds, which is solved one coefficient after the other: the
    same answer each time. Raises ValueError unless both kinds of pair are there.
    """
    if lesson.is_good.all() or not lesson.is_good.any():
        raise ValueError("Both good and bad pairs are needed.")
    values = lesson.values.astype(np.float64)
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    signs = np.array(list(SIGNS.values()), dtype=np.float64)
    table = np.column_stack([(values - middle) / spread * signs, np.ones(len(values))])
    found = _maximise(table, lesson.is_good.astype(np.float64), lesson.counts)
    coefficients = found[:-1] * signs / spread
    constant = float(found[-1] - coefficients @ middle)
    return RankingModel(
        version, dict(zip(SIGNS, np.round(coefficients, 4).tolist(), strict=True)), round(constant, 4), origin=origin
    )


def _maximise(table: Numbers, good: Numbers, counts: Numbers) -> Numbers:
    held = np.append(np.full(table.shape[1] - 1, 2 * HOLD), 1e-9)
    found = np.zeros(table.shape[1])
    found[-1] = np.log((counts @ good) / (counts @ (1 - good)))
    for _ in range(NEWTON_STEPS):
        likely = 1 / (1 + np.exp(-(table @ found)))
        slope = table.T @ (counts * (likely - good)) + held * found
        bend = (table * (counts * np.maximum(likely * (1 - likely), 1e-6))[:, None]).T @ table + np.diag(held)
        step = _bounded_step(slope, bend, found)
        found = found + step
        if np.abs(step).max() < NEAR_ENOUGH:
            break
    return found


def _bounded_step(slope: Numbers, bend: Numbers, found: Numbers) -> Numbers:
    """The step to the lowest point of the quadratic, no coefficient but the last (the constant) going below 0."""
    step = np.zeros_like(found)
    for _ in range(SWEEPS):
        largest = 0.0
        for place in range(len(found)):
            moved = step[place] - (slope[place] + bend[place] @ step) / bend[place, place]
            if place < len(found) - 1:
                moved = max(moved, -found[place])
            largest = max(largest, abs(moved - step[place]))
            step[place] = moved
        if largest < NEAR_ENOUGH:
            break
    return step


def held_out_odds(lesson: Lesson, generator: np.random.Generator) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return log odds, and which pairs are good, by models that saw neither company of the pair.

    `HALVINGS` times the companies of each side are halved and what is learnt on one quarter of the grid is read on the
    opposite one.
    """
    odds, good = [np.zeros(0)], [np.zeros(0, dtype=np.bool_)]
    for _ in range(HALVINGS):
        rows, columns = (_half(names, generator) for names in (lesson.korean_companies, lesson.luxembourg_companies))
        for mine, theirs in ((rows, columns), (rows, ~columns)):
            seen, unseen = lesson.take(mine & theirs), lesson.take(~mine & ~theirs)
            if seen.is_good.any() and not seen.is_good.all():
                odds.append(learn_ranking(seen, "").weigh(unseen.values).astype(np.float64))
                good.append(unseen.is_good)
    return np.concatenate(odds), np.concatenate(good)


def _half(names: NDArray[np.str_], generator: np.random.Generator) -> NDArray[np.bool_]:
    companies = np.unique(names)
    return np.isin(names, generator.permutation(companies)[: len(companies) // 2])


def calibrate(model: RankingModel, lesson: Lesson, generator: np.random.Generator) -> RankingModel:
    """Return the model with the curve that held-out pairs ask for; as it is where none could be held out."""
    odds, good = held_out_odds(lesson, generator)
    return replace(model, curve=fit_curve(odds, good)) if good.any() else model
