"""How well each entry of a catalogue answers a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.catalogue import Catalogue, Mask, Scores
from directory.search.question import Asked, Clause, Question

LEAST_SHARE_OF_BEST, MOST_FOR_LONG = 0.1, 200
LEAST_COVERAGE = 0.5
WHOLE = 0.999
FEW = 10
Find = Callable[[Clause], NDArray[np.int32]]
"""The positions at which a clause is met."""


@dataclass(frozen=True, slots=True)
class Answers:
    """`scores` and `mask` of shape (n,); `total` is the score of an entry that met every word in its title."""

    scores: Scores
    mask: Mask
    total: float
    is_relaxed: bool
    """No entry has all the words: those with the most telling ones are shown instead."""


def unknown_words(question: Question, find: Find) -> list[Asked]:
    """The words that no entry has in any form."""
    return [asked for asked in question.asked if not any(len(find(clause)) for clause in asked.clauses)]


def answer(catalogue: Catalogue, question: Question, find: Find) -> Answers:
    """Score = sum over the words of rarity × the surest clause met, 0 to 2; rarity = ln(1 + n / entries with the word).

    The words of a short text must all be met. Where that leaves fewer than ten entries, those follow that meet the
    words which make up most of the rarity; where it leaves none, broader concepts count too. Of a long text the words
    need not all be met: the two hundred best entries count that reach a tenth of the best score. Ties stay newest
    first.
    """
    strict = _weigh(catalogue, [score_word(catalogue, asked, find) for asked in question.asked])
    if question.is_long:
        return Answers(strict.scores, _best_part(strict.scores), strict.total, is_relaxed=False)
    everything = strict.coverage >= WHOLE
    if np.count_nonzero(everything) >= FEW:
        return Answers(strict.scores, everything, strict.total, is_relaxed=False)
    is_relaxed = not everything.any()
    wide = strict
    if is_relaxed:
        every_way = (score_word(catalogue, asked, find, with_last_resorts=True) for asked in question.asked)
        wide = _weigh(catalogue, list(every_way))
    nearly = (wide.coverage > 0) & (wide.coverage >= LEAST_COVERAGE)
    # Whoever has all the words comes first, whatever the others score.
    scores = np.where(everything, strict.scores + strict.total, wide.scores).astype(np.float32)
    return Answers(scores, everything | nearly, 2 * strict.total, is_relaxed=is_relaxed)


def score_word(catalogue: Catalogue, asked: Asked, find: Find, *, with_last_resorts: bool = False) -> Scores:
    """For each entry the weight of the surest clause it meets; 0 where it meets none."""
    scores = np.zeros(len(catalogue), np.float32)
    for clause in sorted(asked.clauses, key=lambda clause: clause.weight):
        if with_last_resorts or not clause.is_last_resort:
            scores[find(clause)] = clause.weight
    return scores


@dataclass(frozen=True, slots=True)
class _Weighed:
    scores: Scores
    coverage: Scores
    """The share of the rarity of all the words that anybody has, in [0, 1]."""
    total: float


def _weigh(catalogue: Catalogue, met: Sequence[Scores]) -> _Weighed:
    rarities = [_rarity(len(catalogue), int(np.count_nonzero(word))) for word in met]
    scores, coverage = np.zeros(len(catalogue), np.float32), np.zeros(len(catalogue), np.float32)
    for word, rarity in zip(met, rarities, strict=True):
        scores += np.float32(rarity) * word
        coverage += np.float32(rarity) * (word > 0)
    return _Weighed(scores, coverage / np.float32(sum(rarities) or 1.0), 2 * sum(rarities))


def order_by(scores: Sequence[Scores], within: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions by the first scores, of equals by the next, then newest first."""
    if not scores:
        return within
    keys = np.stack([within.astype(np.float64), *(-one[within].astype(np.float64) for one in reversed(scores))])
    ordered: NDArray[np.int64] = within[np.lexsort(keys)]
    return ordered


def _rarity(entries: int, having: int) -> float:
    return float(np.log1p(entries / having)) if having else float(np.log1p(entries))


def _best_part(scores: Scores) -> Mask:
    """At most two hundred, and those as good as the last of them."""
    least = max(LEAST_SHARE_OF_BEST * float(scores.max(initial=0.0)), float(np.finfo(np.float32).tiny))
    if len(scores) > MOST_FOR_LONG:
        least = max(least, float(np.partition(scores, -MOST_FOR_LONG)[-MOST_FOR_LONG]))
    return scores >= np.float32(least)


def holds(positions: NDArray[np.int32], position: int) -> bool:
    """Whether this position is among these, which are in order."""
    place = int(np.searchsorted(positions, position))
    return place < len(positions) and int(positions[place]) == position
