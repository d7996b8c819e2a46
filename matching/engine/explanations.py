"""Why a pair scores what it scores: shares that add up to the score, the passages that met, and what speaks against."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.arrays import ProjectArrays
from matching.engine.criteria import (
    Directed,
    Matrix,
    judge_criteria,
    judge_penalties,
    passage_cosines,
    told_passages,
    wished_passages,
)
from matching.engine.passages import FIELDS, Field
from matching.engine.scoring import Fusion, fuse, known_weight
from matching.engine.weights import DEFAULT_WEIGHTS, Criterion, Penalty, Weights

# From here on the weaker known direction counts as a match.
MATCH_FROM = {
    Criterion.MEANING: 0.35,
    Criterion.PASSAGES: 0.48,
    Criterion.TOPIC: 0.35,
    Criterion.COOPERATION: 1.0,
    Criterion.MATURITY: 1.0,
    Criterion.GREEN: 0.5,
    Criterion.DIGITAL: 0.5,
    Criterion.LANGUAGES: 1.0,
}
# A penalty earned less than this is not worth a word of warning.
WORTH_SAYING = 0.1
PASSAGES_SHOWN = 2


class Verdict(StrEnum):
    """What a criterion says of a pair; UNKNOWN neither helps nor harms."""

    MATCH = "MATCH"
    GAP = "GAP"
    UNKNOWN = "UNKNOWN"


class Direction(StrEnum):
    """Whose wish is looked at."""

    KOREAN_SEEKS = "korean_seeks"
    LUXEMBOURG_SEEKS = "luxembourg_seeks"


@dataclass(frozen=True, slots=True)
class CriterionShare:
    """A criterion's (or earned penalty's) values in [0, 1] for both directions, None if unknown, and its share."""

    name: str
    verdict: Verdict
    korean_seeks: float | None
    luxembourg_seeks: float | None
    contribution: float


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A wish and the passage that answers it: indices into `split_passages` of either project, cosine in [-1, 1]."""

    direction: Direction
    seek_index: int
    answer_field: Field
    answer_index: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The contributions of `criteria` add up to `score` (within 1e-6)."""

    score: float
    criteria: tuple[CriterionShare, ...]
    passages: tuple[PassageMatch, ...]
    against: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain dictionaries, lists, numbers and strings, ready for JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


class _Shares(NamedTuple):
    """How much a point of each direction's fit adds to the fused mean."""

    forward: float
    backward: float


def explain_pair(
    koreans: ProjectArrays, i: int, luxembourgers: ProjectArrays, j: int, weights: Weights = DEFAULT_WEIGHTS
) -> Explanation:
    """Explain the score of Korean project i and Luxembourg project j, computed as `score_pairs` does.

    The fused mean is homogeneous of degree one, so by Euler's theorem it is the sum over both directions of fit
    times partial derivative (which are its Aumann-Shapley shares); within a direction the fit is already a sum of
    weight times value. What the penalties take off is split among them in proportion to the logarithms of their
    factors.
    """
    korean, luxembourger = koreans.take(np.array([i])), luxembourgers.take(np.array([j]))
    criteria = judge_criteria(korean, luxembourger)
    penalties = judge_penalties(korean, luxembourger)
    fusion = fuse(criteria, penalties, weights)
    return Explanation(
        score=float(fusion.scores[0, 0]),
        criteria=(*_criterion_shares(criteria, fusion, weights), *_penalty_shares(penalties, fusion, weights)),
        passages=(
            *_best_matches(Direction.KOREAN_SEEKS, korean, luxembourger),
            *_best_matches(Direction.LUXEMBOURG_SEEKS, luxembourger, korean),
        ),
        against=tuple(_warnings(criteria, penalties)),
    )


def _criterion_shares(
    criteria: dict[Criterion, Directed], fusion: Fusion, weights: Weights
) -> Iterator[CriterionShare]:
    shares = _euler_shares(float(fusion.forward[0, 0]), float(fusion.backward[0, 0]))
    known_forward = float(known_weight({name: values.forward for name, values in criteria.items()}, weights)[0, 0])
    known_backward = float(known_weight({name: values.backward for name, values in criteria.items()}, weights)[0, 0])
    for name, values in criteria.items():
        forward, backward = _value(values.forward), _value(values.backward)
        gained = shares.forward * (forward or 0) / (known_forward or 1)
        gained += shares.backward * (backward or 0) / (known_backward or 1)
        yield CriterionShare(
            name, _verdict(name, forward, backward), forward, backward, weights.criteria[name] * gained
        )


def _euler_shares(forward: float, backward: float) -> _Shares:
    """The partial derivatives of the harmonic mean."""
    total = forward + backward
    if total == 0:
        return _Shares(0.0, 0.0)
    return _Shares(2 * (backward / total) ** 2, 2 * (forward / total) ** 2)


def _penalty_shares(penalties: dict[Penalty, Matrix], fusion: Fusion, weights: Weights) -> Iterator[CriterionShare]:
    lost = float(fusion.scores[0, 0]) - float(fusion.mean[0, 0])
    logarithms = {
        name: log(max(1 - weights.penalties[name] * float(values[0, 0]), 1e-12)) for name, values in penalties.items()
    }
    total = sum(logarithms.values())
    for name, logarithm in logarithms.items():
        if logarithm < 0:
            value = float(penalties[name][0, 0])
            yield CriterionShare(name, Verdict.GAP, value, value, lost * logarithm / total)


def _value(matrix: Matrix) -> float | None:
    value = float(matrix[0, 0])
    return None if np.isnan(value) else value


def _verdict(name: Criterion, forward: float | None, backward: float | None) -> Verdict:
    known = [value for value in (forward, backward) if value is not None]
    if not known:
        return Verdict.UNKNOWN
    return Verdict.MATCH if min(known) >= MATCH_FROM[name] else Verdict.GAP


def _warnings(criteria: dict[Criterion, Directed], penalties: dict[Penalty, Matrix]) -> Iterator[str]:
    yield from (str(name) for name, values in penalties.items() if values[0, 0] >= WORTH_SAYING)
    lowest = {name: np.fmin(values.forward[0, 0], values.backward[0, 0]) for name, values in criteria.items()}
    if lowest[Criterion.MATURITY] < 1:
        yield "trl_outside"
    if lowest[Criterion.COOPERATION] == 0:
        yield "role_conflict"
    if lowest[Criterion.LANGUAGES] == 0:
        yield "no_common_language"


def _best_matches(direction: Direction, asker: ProjectArrays, giver: ProjectArrays) -> Iterator[PassageMatch]:
    """The best pairs of passages, no passage shown twice; asker and giver hold one project each."""
    wished, told = wished_passages(asker), told_passages(giver)
    for wish, answer, cosine in _greedy_pairs(passage_cosines(asker, giver)):
        field = FIELDS[giver.field_codes[told[answer]]]
        yield PassageMatch(direction, int(wished[wish]), field, int(told[answer]), cosine)


def _greedy_pairs(cosines: NDArray[np.float32]) -> Iterator[tuple[int, int, float]]:
    left = cosines.copy()
    for _ in range(min(PASSAGES_SHOWN, *left.shape)):
        wish, answer = np.unravel_index(int(np.argmax(left)), left.shape)
        yield int(wish), int(answer), float(cosines[wish, answer])
        left[wish, :] = left[:, answer] = -np.inf
