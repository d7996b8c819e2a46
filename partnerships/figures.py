"""The arithmetic of the insights: funnels, quartiles, agreement between reviewers. Numbers in, numbers out."""

from collections.abc import Sequence
from typing import NamedTuple

from numpy import array, float64, percentile

FEWEST_FOR_KAPPA = 30  # below it the figure says more about chance than about people


class Funnel(NamedTuple):
    """How many cases came how far; each step holds only cases of the step before."""

    asked: int = 0
    answered: int = 0
    introduced: int = 0
    agreed: int = 0

    def __add__(self, other: object) -> "Funnel":
        if not isinstance(other, Funnel):
            return NotImplemented
        return Funnel(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def share(part: int, whole: int) -> float | None:
    """`part` of `whole` in [0, 1]; None of nothing."""
    return part / whole if whole else None


class Quartiles(NamedTuple):
    """A quarter of the values lies at or below `lower`, half at or below `median`, three quarters below `upper`."""

    answers: int
    lower: float
    median: float
    upper: float


def quartiles(values: Sequence[float]) -> Quartiles | None:
    """Between two values the quartile is interpolated (Hyndman & Fan 1996, type 7); None of no value."""
    if not values:
        return None
    lower, median, upper = percentile(array(values, dtype=float64), [25, 50, 75]).tolist()
    return Quartiles(len(values), lower, median, upper)


class Agreement(NamedTuple):
    """Of `pairs` of decisions `agreeing` were the same; `kappa` corrects for chance, None when it cannot be told."""

    pairs: int
    agreeing: int
    kappa: float | None


def measure_agreement(pairs: Sequence[tuple[bool, bool]], *, fewest: int = FEWEST_FOR_KAPPA) -> Agreement:
    """Two reviewers' decisions on the same pair: the earlier one and the later one.

    Cohen's kappa (1960), with all earlier decisions as the first rater and all later ones as the second. It is None of
    fewer than `fewest` pairs, and when everybody always decided the same way, which leaves nothing to correct for.
    """
    agreeing = sum(first == second for first, second in pairs)
    if len(pairs) < max(fewest, 1):
        return Agreement(len(pairs), agreeing, None)
    first_yes = sum(first for first, _second in pairs) / len(pairs)
    second_yes = sum(second for _first, second in pairs) / len(pairs)
    by_chance = first_yes * second_yes + (1 - first_yes) * (1 - second_yes)
    observed = agreeing / len(pairs)
    kappa = (observed - by_chance) / (1 - by_chance) if by_chance < 1 else None
    return Agreement(len(pairs), agreeing, kappa)
