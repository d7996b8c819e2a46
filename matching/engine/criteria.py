"""Each criterion as a pair of matrices in [0, 1]: how far the Luxembourg side gives what the Korean side asks for, and
the reverse. Rows are Korean, columns are Luxembourg projects; NaN stands for "not known", which is never a gap."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.arrays import NO_CODE, ProjectArrays
from matching.engine.passages import FIELDS
from matching.engine.profiles import ROLES
from matching.engine.weights import Condition, Criterion, Penalty

TITLE, SUMMARY, OFFER, SEEK = range(len(FIELDS))
PROVIDER, SEEKER, PEER = range(len(ROLES))

Matrix = NDArray[np.float32]
Judge = Callable[[ProjectArrays, ProjectArrays], Matrix]


class Directed(NamedTuple):
    """Two (rows, columns) matrices: what the Korean asks of the Luxembourg project, and the reverse."""

    forward: Matrix
    backward: Matrix


# Cosines mapped to [0, 1]. What is needed against what is offered, as whole texts: unrelated ones lie about 0.
LOWEST_MEANING, HIGHEST_MEANING = -0.2, 0.6
# How much a project's own subject colours what it seeks: "a partner" is a partner in this field.
OWN_SUBJECT = 0.2
# Likeness (of what both tell and of what both want) from which two projects whose roles do not meet read as
# competitors, and from which any two do; each earned in full at its second value.
RIVALS, DOUBLES = (0.12, 0.35), (0.3, 0.6)
# Likeness to a refused passage from which a partner counts as refused.
REFUSED = (0.25, 0.6)


def judge_criteria(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> dict[Criterion, Directed]:
    """Return every criterion's values in [0, 1] or NaN, in the order of Criterion."""
    return {
        Criterion.MEANING: _both_ways(_meaning, koreans, luxembourgers),
        Criterion.CONCEPTS: _both_ways(_concepts, koreans, luxembourgers),
        Criterion.GREEN: _same(_overlap(koreans.green, luxembourgers.green)),
        Criterion.DIGITAL: _same(_overlap(koreans.digital, luxembourgers.digital)),
    }


def judge_conditions(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> dict[Condition, Directed]:
    """Return how far each condition is met, in [0, 1] or NaN, in the order of Condition."""
    return {
        Condition.COOPERATION: _same(_cooperation(koreans, luxembourgers)),
        Condition.MATURITY: _both_ways(_maturity, koreans, luxembourgers),
        Condition.LANGUAGES: _same(_languages(koreans, luxembourgers)),
    }


def judge_penalties(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> dict[Penalty, Matrix]:
    """Return how far each penalty is earned, in [0, 1], shape (rows, columns)."""
    return {
        Penalty.COMPETITOR: _competitors(koreans, luxembourgers),
        Penalty.EXCLUDED: np.maximum(_excluded(koreans, luxembourgers), _excluded(luxembourgers, koreans).T),
    }


def passage_cosines(askers: ProjectArrays, givers: ProjectArrays) -> Matrix:
    """Return the cosines of wished-for seek passages with everything the givers say of themselves.

    Shape (number of `need_passages(askers)`, number of `offer_passages(givers)`).
    """
    return askers.passages[need_passages(askers)] @ givers.passages[offer_passages(givers)].T


def need_passages(projects: ProjectArrays) -> NDArray[np.int64]:
    """Return the rows of the seek passages that say what is wanted."""
    return np.flatnonzero((projects.field_codes == SEEK) & ~projects.is_excluded)


def refused_passages(projects: ProjectArrays) -> NDArray[np.int64]:
    """Return the rows of the seek passages that say what is not wanted."""
    return np.flatnonzero((projects.field_codes == SEEK) & projects.is_excluded)


def offer_passages(projects: ProjectArrays) -> NDArray[np.int64]:
    """Return the rows of the passages in which a company tells what it brings: title, summary and offer."""
    return np.flatnonzero(projects.field_codes != SEEK)


def owners(projects: ProjectArrays, passages: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the project of each of these passages."""
    return np.searchsorted(projects.offsets, passages, side="right") - 1


def _both_ways(judge: Judge, koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Directed:
    return Directed(judge(koreans, luxembourgers), np.ascontiguousarray(judge(luxembourgers, koreans).T))


def _same(values: Matrix) -> Directed:
    return Directed(values, values)


def _ramp(values: Matrix, lowest: float, highest: float) -> Matrix:
    """Map linearly to [0, 1]; NaN stays NaN."""
    ramped: Matrix = np.clip((values - np.float32(lowest)) / np.float32(highest - lowest), 0, 1)
    return ramped


def offer_meanings(projects: ProjectArrays) -> NDArray[np.float32]:
    """What a company tells of itself: the mean of title, summary and offer, shape (n, d), at most of length 1."""
    meanings = projects.meanings
    return (meanings[:, TITLE] + meanings[:, SUMMARY] + meanings[:, OFFER]) / np.float32(3)


def need_meanings(projects: ProjectArrays) -> NDArray[np.float32]:
    """What it seeks, seen in the light of its own subject, shape (n, d), at most of length 1; zeros without a seek."""
    seek = projects.meanings[:, SEEK]
    coloured = ((seek + OWN_SUBJECT * subjects(projects)) / (1 + OWN_SUBJECT)).astype(np.float32)
    return np.where(np.any(seek, axis=1)[:, None], coloured, np.float32(0))


def subjects(projects: ProjectArrays) -> NDArray[np.float32]:
    """What a project is about: the mean of title and summary, shape (n, d), at most of length 1."""
    return (projects.meanings[:, TITLE] + projects.meanings[:, SUMMARY]) / np.float32(2)


def _meaning(askers: ProjectArrays, givers: ProjectArrays) -> Matrix:
    """The whole wish against the giver's title, summary and offer."""
    need, offer = need_meanings(askers), offer_meanings(givers)
    known = np.outer(need.any(axis=1), offer.any(axis=1))
    return np.where(known, _ramp(need @ offer.T, LOWEST_MEANING, HIGHEST_MEANING), np.float32(np.nan))


def _concepts(askers: ProjectArrays, givers: ProjectArrays) -> Matrix:
    """The concepts needed against those offered, near relatives in the taxonomy counting in part."""
    known = np.outer(askers.needed_concepts.any(axis=1), givers.offered_concepts.any(axis=1))
    cosines = askers.needed_concepts @ givers.offered_concepts.T
    return np.where(known, np.clip(cosines, 0, 1), np.float32(np.nan))


def _cooperation(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Matrix:
    """1 where a provider meets a seeker, or peer meets peer, in one type of cooperation; 0 elsewhere."""
    meets = np.zeros((len(koreans), len(luxembourgers)), dtype=np.float32)
    for mine, theirs in ((PROVIDER, SEEKER), (SEEKER, PROVIDER), (PEER, PEER)):
        pairs = koreans.cooperation[:, :, mine].astype(np.float32) @ luxembourgers.cooperation[:, :, theirs].T.astype(
            np.float32
        )
        meets = np.maximum(meets, pairs > 0)
    known = np.outer(koreans.cooperation.any(axis=(1, 2)), luxembourgers.cooperation.any(axis=(1, 2)))
    return np.where(known, meets, np.float32(np.nan))


def _maturity(askers: ProjectArrays, givers: ProjectArrays) -> Matrix:
    """1 inside the range of technology readiness levels that the asker accepts, 1/4 a level outside, 0 further away."""
    lowest, highest = askers.partner_trl[:, :1].astype(np.float32), askers.partner_trl[:, 1:].astype(np.float32)
    levels = givers.trl[None, :].astype(np.float32)
    distance = np.maximum(np.maximum(lowest - levels, levels - highest), 0)
    known = (askers.partner_trl[:, :1] > 0) & (givers.trl[None, :] > 0)
    return np.where(known, np.maximum(1 - distance * 3 / 4, 0), np.float32(np.nan)).astype(np.float32)


def _overlap(koreans: NDArray[np.bool_], luxembourgers: NDArray[np.bool_]) -> Matrix:
    """The cosine of both lists: shared codes over the geometric mean of their lengths (Ochiai coefficient)."""
    mine, theirs = koreans.astype(np.float32), luxembourgers.astype(np.float32)
    norms = np.sqrt(np.outer(mine.sum(axis=1), theirs.sum(axis=1)))
    shared: Matrix = np.divide(mine @ theirs.T, norms, out=np.full_like(norms, np.nan), where=norms > 0)
    return shared


def _languages(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Matrix:
    """1 where the companies share a working language, 0 where both name theirs and share none."""
    codes = np.union1d(koreans.languages, luxembourgers.languages)
    codes = codes[codes != NO_CODE]
    mine = (koreans.languages[:, :, None] == codes).any(axis=1).astype(np.float32)
    theirs = (luxembourgers.languages[:, :, None] == codes).any(axis=1).astype(np.float32)
    known = np.outer(mine.any(axis=1), theirs.any(axis=1))
    return np.where(known, np.minimum(mine @ theirs.T, 1), np.float32(np.nan)).astype(np.float32)


def _competitors(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Matrix:
    """Both tell the same and want the same, and neither seeks what the other provides."""
    offer = offer_meanings(koreans) @ offer_meanings(luxembourgers).T
    wishes = koreans.meanings[:, SEEK] @ luxembourgers.meanings[:, SEEK].T
    alike = ((offer + wishes) / 2).astype(np.float32)
    return rivalry(alike, _cooperation(koreans, luxembourgers) == 0)


def rivalry(alike: Matrix, roles_apart: NDArray[np.bool_] | Matrix) -> Matrix:
    """How far two that tell and want alike count as competitors, the sooner where their roles do not meet."""
    rivals: Matrix = np.maximum(_ramp(alike, *RIVALS) * roles_apart, _ramp(alike, *DOUBLES))
    return rivals


def _excluded(askers: ProjectArrays, givers: ProjectArrays) -> Matrix:
    """How near the giver's title and summary come to anything the asker says it does not want."""
    refused = refused_passages(askers)
    nearest = np.zeros((len(askers), len(givers)), dtype=np.float32)
    cosines = askers.passages[refused] @ subjects(givers).T
    np.maximum.at(nearest, owners(askers, refused), refusal(cosines))
    return nearest


def refusal(cosines: Matrix) -> Matrix:
    """How far likeness to something refused counts as refused."""
    return _ramp(cosines, *REFUSED)
