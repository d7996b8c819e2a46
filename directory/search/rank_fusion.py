"""Words and meaning together."""

import numpy as np

from directory.search.catalogue import Scores
from directory.search.scoring import FEW, Answers

MEANING_WEIGHT, MEANING_WEIGHT_IN_LONG = 0.2, 0.5
NEAR_ENOUGH, NEAR_ENOUGH_IN_LONG = 0.3, 0.0
"""Above this a meaning alone is an answer: few words leave more to guess than many."""


def fuse(answers: Answers, meanings: Scores, *, is_long: bool) -> Answers:
    """Scores as shares of the best that words can reach, plus the meaning's, which counts more in a long text."""
    words = answers.scores / np.float32(answers.total or 1.0)
    scores = words + np.float32(MEANING_WEIGHT_IN_LONG if is_long else MEANING_WEIGHT) * meanings
    is_wide = is_long or answers.is_relaxed or int(np.count_nonzero(answers.mask)) < FEW
    is_near = meanings > (NEAR_ENOUGH_IN_LONG if is_long else NEAR_ENOUGH)
    mask = answers.mask | is_near if is_wide else answers.mask
    return Answers(scores.astype(np.float32), mask, answers.total, is_relaxed=answers.is_relaxed)
