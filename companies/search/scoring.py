"""How well each entry of a catalogue answers a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companies.search.catalogue import Catalogue, Mask, Scores
from companies.search.question import Asked, Clause, Question

LEAST_SHARE_OF_BEST = 0.35
LEAST_COVERAGE = 0.5
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

    Up to five words must all be met; if none has them all, or the text is long, the best part is taken: for few words
    half of their rarity, for a long text a third of the best score. Ties stay newest first.
    """
    met = [score_word(catalogue, asked, find) for asked in question.asked]
    rarities = [_rarity(len(catalogue), int(np.count_nonzero(word))) for word in met]
    scores = np.zeros(len(catalogue), np.float32)
    coverage = np.zeros(len(catalogue), np.float32)
    for word, rarity in zip(met, rarities, strict=True):
        scores += rarity * word
        coverage += rarity * (word > 0)
    total = sum(rarities)
    if question.is_long:
        return Answers(scores, _best_part(scores), 2 * total, is_relaxed=False)
    everything = _all_met(met, len(catalogue))
    if everything.any():
        return Answers(scores, everything, 2 * total, is_relaxed=False)
    known = sum(rarity for word, rarity in zip(met, rarities, strict=True) if word.any())
    return Answers(scores, (coverage > 0) & (coverage >= LEAST_COVERAGE * known), 2 * total, is_relaxed=True)


def score_word(catalogue: Catalogue, asked: Asked, find: Find) -> Scores:
    """For each entry the weight of the surest clause it meets; 0 where it meets none."""
    scores = np.zeros(len(catalogue), np.float32)
    for clause in sorted(asked.clauses, key=lambda clause: clause.weight):
        scores[find(clause)] = clause.weight
    return scores


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
    best = float(scores.max(initial=0.0))
    return (scores > 0) & (scores >= LEAST_SHARE_OF_BEST * best)


def _all_met(met: Sequence[Scores], count: int) -> Mask:
    everything = np.full(count, fill_value=bool(met))
    for word in met:
        everything &= word > 0
    return everything
