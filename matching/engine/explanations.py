"""Why a pair scores what it scores: shares that add up to the score, the passages that met, and what speaks against."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import log
from typing import NamedTuple, NotRequired, TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from matching.engine.arrays import ProjectArrays
from matching.engine.criteria import (
    Directed,
    Matrix,
    need_meanings,
    need_passages,
    offer_meanings,
    offer_passages,
    passage_cosines,
)
from matching.engine.passages import FIELDS, Field
from matching.engine.scoring import Fusion, Judgement, fuse, judge_pairs, loss_factors
from matching.engine.weights import DEFAULT_WEIGHTS, UNKNOWN, Condition, Criterion, Weights

# From here on the weaker direction counts as a match; meaning and concepts: more than 95 of 100 unrelated pairs.
MATCH_FROM: dict[Criterion | Condition, float] = {
    Criterion.MEANING: 0.33,
    Criterion.CONCEPTS: 0.17,
    Criterion.GREEN: 0.5,
    Criterion.DIGITAL: 0.5,
    Condition.COOPERATION: 1.0,
    Condition.MATURITY: 1.0,
    Condition.LANGUAGES: 1.0,
}
# A penalty earned less than this is not worth a word of warning.
WORTH_SAYING = 0.1
PASSAGES_SHOWN = 2
# A pair of passages less alike than this met by chance; a second pair must be plainer than the first.
FIRST_FROM, SECOND_FROM = 0.23, 0.35
CONCEPTS_SHOWN = 6


class CriterionVerdict(StrEnum):
    """What a criterion says of a pair; UNKNOWN where a direction is unknown and no other is a gap."""

    MATCH = "MATCH"
    GAP = "GAP"
    UNKNOWN = "UNKNOWN"


class Direction(StrEnum):
    """Whose wish is looked at."""

    KOREAN_SEEKS = "korean_seeks"
    LUXEMBOURG_SEEKS = "luxembourg_seeks"


@dataclass(frozen=True, slots=True)
class CriterionShare:
    """What a criterion, condition or earned penalty says in each direction, in [0, 1] or None, and its share."""

    name: str
    verdict: CriterionVerdict
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
class SharedConcept:
    """A concept that one side seeks and the other tells of, by its code in the taxonomy."""

    direction: Direction
    code: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The contributions of `criteria` add up to `score` (within 1e-6); `likelihood` is that of the second pass."""

    score: float
    criteria: tuple[CriterionShare, ...]
    passages: tuple[PassageMatch, ...]
    against: tuple[str, ...]
    concepts: tuple[SharedConcept, ...] = ()
    likelihood: float = 0.0

    def as_dict(self) -> "ExplanationObject":
        """Return what is stored, ready for JSON."""
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return cast("ExplanationObject", plain)


class ShareObject(TypedDict):
    """A CriterionShare as it is stored."""

    name: str
    verdict: str
    korean_seeks: float | None
    luxembourg_seeks: float | None
    contribution: float


class PassageObject(TypedDict):
    """A PassageMatch as it is stored, with the texts that `serialize_explanation` looks up."""

    direction: str
    seek_index: int
    answer_field: str
    answer_index: int
    similarity: float
    seek_text: NotRequired[str]
    seek_language: NotRequired[str]
    answer_text: NotRequired[str]
    answer_language: NotRequired[str]


class ConceptObject(TypedDict):
    """A SharedConcept as it is stored."""

    direction: str
    code: str


class ExplanationObject(TypedDict):
    """An Explanation as it is stored: plain dictionaries, lists, numbers and strings."""

    score: float
    criteria: list[ShareObject]
    passages: list[PassageObject]
    against: list[str]
    concepts: NotRequired[list[ConceptObject]]
    likelihood: NotRequired[float]


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
    weight times value. What conditions and penalties take off is split among them in proportion to the logarithms
    of their factors.
    """
    korean, luxembourger = koreans.take(np.array([i])), luxembourgers.take(np.array([j]))
    judgement = judge_pairs(korean, luxembourger)
    fusion = fuse(judgement, weights)
    return Explanation(
        score=float(fusion.scores[0, 0]),
        criteria=(*_criterion_shares(judgement.criteria, fusion, weights), *_loss_shares(judgement, fusion, weights)),
        passages=(
            *_best_matches(Direction.KOREAN_SEEKS, korean, luxembourger),
            *_best_matches(Direction.LUXEMBOURG_SEEKS, luxembourger, korean),
        ),
        against=tuple(_warnings(judgement)),
        concepts=(
            *_shared_concepts(Direction.KOREAN_SEEKS, korean, luxembourger),
            *_shared_concepts(Direction.LUXEMBOURG_SEEKS, luxembourger, korean),
        ),
    )


def _criterion_shares(
    criteria: dict[Criterion, Directed], fusion: Fusion, weights: Weights
) -> Iterator[CriterionShare]:
    shares = _euler_shares(float(fusion.forward[0, 0]), float(fusion.backward[0, 0]))
    total = sum(weights.criteria.values())
    for name, values in criteria.items():
        forward, backward = _value(values.forward), _value(values.backward)
        gained = shares.forward * (UNKNOWN if forward is None else forward)
        gained += shares.backward * (UNKNOWN if backward is None else backward)
        contribution = weights.criteria[name] / total * gained
        yield CriterionShare(name, _verdict(name, forward, backward), forward, backward, contribution)


def _euler_shares(forward: float, backward: float) -> _Shares:
    """The partial derivatives of the harmonic mean."""
    total = forward + backward
    if total == 0:
        return _Shares(0.0, 0.0)
    return _Shares(2 * (backward / total) ** 2, 2 * (forward / total) ** 2)


def _loss_shares(judgement: Judgement, fusion: Fusion, weights: Weights) -> Iterator[CriterionShare]:
    """Every condition, met or not, and the penalties that were earned."""
    factors = {name: float(factor[0, 0]) for name, factor in loss_factors(judgement, weights).items()}
    logarithms = {name: log(max(factor, 1e-12)) for name, factor in factors.items()}
    lost = float(fusion.scores[0, 0]) - float(fusion.mean[0, 0])
    total = sum(logarithms.values()) or 1.0
    for condition, values in judgement.conditions.items():
        forward, backward = _value(values.forward), _value(values.backward)
        verdict = _verdict(condition, forward, backward)
        yield CriterionShare(condition, verdict, forward, backward, lost * logarithms[condition] / total)
    for penalty, earned in judgement.penalties.items():
        if logarithms[penalty] < 0:
            value = float(earned[0, 0])
            yield CriterionShare(penalty, CriterionVerdict.GAP, value, value, lost * logarithms[penalty] / total)


def _value(matrix: Matrix) -> float | None:
    value = float(matrix[0, 0])
    return None if np.isnan(value) else value


def _verdict(name: Criterion | Condition, forward: float | None, backward: float | None) -> CriterionVerdict:
    known = [value for value in (forward, backward) if value is not None]
    if known and min(known) < MATCH_FROM[name]:
        return CriterionVerdict.GAP
    return CriterionVerdict.MATCH if len(known) == 2 else CriterionVerdict.UNKNOWN


def _warnings(judgement: Judgement) -> Iterator[str]:
    yield from (str(name) for name, earned in judgement.penalties.items() if earned[0, 0] >= WORTH_SAYING)
    lowest = {name: np.fmin(values.forward, values.backward)[0, 0] for name, values in judgement.conditions.items()}
    if lowest[Condition.MATURITY] < 1:
        yield "trl_outside"
    if lowest[Condition.COOPERATION] == 0:
        yield "role_conflict"
    if lowest[Condition.LANGUAGES] == 0:
        yield "no_common_language"


def _shared_concepts(direction: Direction, asker: ProjectArrays, giver: ProjectArrays) -> Iterator[SharedConcept]:
    """The concepts both name, in the order of the taxonomy; asker and giver hold one project each."""
    shared = np.flatnonzero(asker.concepts_needed[0] & giver.concepts_offered[0])[:CONCEPTS_SHOWN]
    yield from (SharedConcept(direction, asker.concept_codes[index]) for index in shared)


def _best_matches(direction: Direction, asker: ProjectArrays, giver: ProjectArrays) -> Iterator[PassageMatch]:
    """The best pairs of passages, no passage shown twice; asker and giver hold one project each.

    They are chosen in context: a wish that the whole offer answers, and an answer to the whole need.
    """
    wished, offer = need_passages(asker), offer_passages(giver)
    cosines = passage_cosines(asker, giver)
    context = asker.passages[wished] @ offer_meanings(giver).T + (giver.passages[offer] @ need_meanings(asker).T).T
    for wish, answer, cosine in _greedy_pairs(cosines, cosines + context):
        field = FIELDS[giver.field_codes[offer[answer]]]
        yield PassageMatch(direction, int(wished[wish]), field, int(offer[answer]), cosine)


def _greedy_pairs(cosines: NDArray[np.float32], merits: NDArray[np.float32]) -> Iterator[tuple[int, int, float]]:
    left = merits.copy()
    for number in range(min(PASSAGES_SHOWN, *left.shape)):
        wish, answer = np.unravel_index(int(np.argmax(left)), left.shape)
        if cosines[wish, answer] < (SECOND_FROM if number else FIRST_FROM):
            return
        yield int(wish), int(answer), float(cosines[wish, answer])
        left[wish, :] = left[:, answer] = -np.inf
