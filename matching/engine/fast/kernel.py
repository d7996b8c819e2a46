"""The second pass: pairs that may belong to a list are scored in full and put there.

The loops say of one pair exactly what `scoring.score_pairs` says of it, within rounding.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine import weights
from matching.engine.fast.compiled import compiled

UNKNOWN = np.float32(weights.UNKNOWN)  # what a criterion counts of which nothing is known
DONE = np.float32(-1)  # lower than anything a list asks for


class KernelSide(NamedTuple):
    """One side's n projects as the loops want them.

    known (n, 6): 1 or 0 for the meaning of needs and offers, needed and offered concepts, green, digital; the tables
    need, offer, seek, subject (n, d), needed and offered concepts (n, r), tags (n, 18); refusals (m, d), those of
    project i being rows refusal_offsets[i] to refusal_offsets[i + 1]; roles (n, 2): bit sets of the roles offered and
    of those that would answer them; languages (n, k), negative where there is none; levels (n, 3): TRL, lowest and
    highest TRL accepted, 0 unknown.
    """

    known: NDArray[np.float32]
    need: NDArray[np.float32]
    offer: NDArray[np.float32]
    needed_concepts: NDArray[np.float32]
    offered_concepts: NDArray[np.float32]
    tags: NDArray[np.float32]
    seek: NDArray[np.float32]
    subject: NDArray[np.float32]
    refusals: NDArray[np.float32]
    refusal_offsets: NDArray[np.int64]
    roles: NDArray[np.int32]
    languages: NDArray[np.int16]
    levels: NDArray[np.int32]


class Lists(NamedTuple):
    """The best so far of each project: scores (n, k) from the best down, -1 where empty; partners (n, k); worst (n,):
    what a pair must reach to enter."""

    scores: NDArray[np.float32]
    partners: NDArray[np.int64]
    worst: NDArray[np.float32]


class Excluded(NamedTuple):
    """Pairs that do not count: row i has the columns offsets[i]:offsets[i + 1], in order."""

    offsets: NDArray[np.int64]
    columns: NDArray[np.int64]


class Constants(NamedTuple):
    """Weights, their total over the criteria, and ramps: value = (cosine - lowest) * slope, cut to [0, 1]."""

    total: np.float32
    meaning: np.float32
    concepts: np.float32
    green: np.float32
    digital: np.float32
    roles: np.float32
    maturity: np.float32
    languages: np.float32
    competitor: np.float32
    excluded: np.float32
    meaning_lowest: np.float32
    meaning_slope: np.float32
    rivals_lowest: np.float32
    rivals_slope: np.float32
    doubles_lowest: np.float32
    doubles_slope: np.float32
    refused_lowest: np.float32
    refused_slope: np.float32


class Search(NamedTuple):
    """What is searched, and what was found so far."""

    rows: KernelSide
    columns: KernelSide
    weights: Constants
    excluded: Excluded
    best: Lists
    column_best: Lists


@compiled
def _ramp(value: np.float32, lowest: np.float32, slope: np.float32) -> np.float32:
    return min(max((value - lowest) * slope, np.float32(0)), np.float32(1))


@compiled
def _dot(table: NDArray[np.float32], i: int, other: NDArray[np.float32], j: int) -> np.float32:
    total = np.float32(0)
    for index in range(table.shape[1]):
        total += table[i, index] * other[j, index]
    return total


@compiled
def _left_by_conditions(rows: KernelSide, i: int, columns: KernelSide, j: int, weights: Constants) -> np.float32:
    """What cooperation and maturity leave of a pair's score."""
    one = np.float32(1)
    mine, theirs = rows.levels, columns.levels
    away = np.int32(0)
    if mine[i, 1] > 0 and theirs[j, 0] > 0:
        away = max(mine[i, 1] - theirs[j, 0], theirs[j, 0] - mine[i, 2], np.int32(0))
    if theirs[j, 1] > 0 and mine[i, 0] > 0:
        away = max(away, theirs[j, 1] - mine[i, 0], mine[i, 0] - theirs[j, 2])
    left = one - weights.maturity * min(np.float32(away) * np.float32(0.75), one)
    if _have_no_meeting_roles(rows, i, columns, j):
        left *= one - weights.roles
    return left


@compiled
def _have_no_meeting_roles(rows: KernelSide, i: int, columns: KernelSide, j: int) -> bool:
    mine, theirs = rows.roles, columns.roles
    return bool(mine[i, 0] != 0 and theirs[j, 0] != 0 and (mine[i, 0] & theirs[j, 1]) == 0)


@compiled
def _have_no_common_language(mine: NDArray[np.int16], i: int, theirs: NDArray[np.int16], j: int) -> bool:
    is_known, is_known_there = False, False
    for place in range(mine.shape[1]):
        is_known = is_known or mine[i, place] >= 0
        for other in range(theirs.shape[1]):
            is_known_there = is_known_there or theirs[j, other] >= 0
            if mine[i, place] >= 0 and mine[i, place] == theirs[j, other]:
                return False
    return is_known and is_known_there


@compiled
def _fuse(gained: np.float32, gained_back: np.float32, total: np.float32) -> np.float32:
    """The harmonic mean of gained / total both ways, 0 where nothing is gained."""
    return np.float32(2) * gained * gained_back / max(total * (gained + gained_back), np.float32(1e-20))


@compiled
def _merit(rows: KernelSide, i: int, columns: KernelSide, j: int, weights: Constants) -> np.float32:
    """The fused mean of the criteria of one pair."""
    one, zero = np.float32(1), np.float32(0)
    mine, theirs = rows.known, columns.known
    tags = _dot(rows.tags, i, columns.tags, j)
    lists = weights.green * mine[i, 4] * theirs[j, 4] + weights.digital * mine[i, 5] * theirs[j, 5]
    meant, meant_back = weights.meaning * mine[i, 0] * theirs[j, 1], weights.meaning * mine[i, 1] * theirs[j, 0]
    named, named_back = weights.concepts * mine[i, 2] * theirs[j, 3], weights.concepts * mine[i, 3] * theirs[j, 2]
    forward = _ramp(_dot(rows.need, i, columns.offer, j), weights.meaning_lowest, weights.meaning_slope)
    backward = _ramp(_dot(rows.offer, i, columns.need, j), weights.meaning_lowest, weights.meaning_slope)
    shared = min(max(_dot(rows.needed_concepts, i, columns.offered_concepts, j), zero), one)
    shared_back = min(max(_dot(rows.offered_concepts, i, columns.needed_concepts, j), zero), one)
    gained = meant * forward + named * shared + tags + UNKNOWN * (weights.total - meant - named - lists)
    gained_back = meant_back * backward + named_back * shared_back + tags
    gained_back += UNKNOWN * (weights.total - meant_back - named_back - lists)
    return _fuse(min(gained, weights.total), min(gained_back, weights.total), weights.total)


@compiled
def _refusal(asker: KernelSide, i: int, giver: KernelSide, j: int) -> np.float32:
    worst = np.float32(-2)
    for row in range(asker.refusal_offsets[i], asker.refusal_offsets[i + 1]):
        worst = max(worst, _dot(asker.refusals, row, giver.subject, j))
    return worst


@compiled
def _left_by_penalties(rows: KernelSide, i: int, columns: KernelSide, j: int, weights: Constants) -> np.float32:
    """What is left of a pair's score when it is looked at as competitors and for what either refuses."""
    alike = (_dot(rows.offer, i, columns.offer, j) + _dot(rows.seek, i, columns.seek, j)) / np.float32(2)
    rivals = _ramp(alike, weights.doubles_lowest, weights.doubles_slope)
    if _have_no_meeting_roles(rows, i, columns, j):
        rivals = max(rivals, _ramp(alike, weights.rivals_lowest, weights.rivals_slope))
    worst = max(_refusal(rows, i, columns, j), _refusal(columns, j, rows, i))
    refused = _ramp(worst, weights.refused_lowest, weights.refused_slope)
    left: np.float32 = (np.float32(1) - weights.competitor * rivals) * (np.float32(1) - weights.excluded * refused)
    return left


@compiled
def _enter(lists: Lists, i: int, score: np.float32, partner: int) -> None:
    """Put a partner into project i's list if it is good enough; equal scores stand in the order of partners."""
    scores, partners = lists.scores, lists.partners
    length = scores.shape[1]
    place = length
    while place > 0 and (
        score > scores[i, place - 1] or (score == scores[i, place - 1] and partner < partners[i, place - 1])
    ):
        place -= 1
    if place == length:
        return
    for index in range(length - 1, place, -1):
        scores[i, index], partners[i, index] = scores[i, index - 1], partners[i, index - 1]
    scores[i, place], partners[i, place] = score, partner
    lists.worst[i] = max(scores[i, length - 1], lists.worst[i])


@compiled
def _is_excluded(excluded: Excluded, row: int, column: int) -> bool:
    low, high = excluded.offsets[row], excluded.offsets[row + 1]
    while low < high:
        middle = (low + high) // 2
        if excluded.columns[middle] < column:
            low = middle + 1
        else:
            high = middle
    return bool(low < excluded.offsets[row + 1] and excluded.columns[low] == column)


@compiled
def sift_block(search: Search, place: tuple[int, int], ceilings: NDArray[np.float32]) -> None:
    """Put the pairs of a block into the lists of both sides, where they are good enough.

    `ceilings` (rows, columns), which no score exceeds, begin at `place`, a row and a column.
    """
    for i in range(ceilings.shape[0]):
        for j in range(ceilings.shape[1]):
            if ceilings[i, j] >= min(search.best.worst[place[0] + i], search.column_best.worst[place[1] + j]):
                _consider(search, place[0] + i, place[1] + j)


@compiled
def sift_chosen(
    search: Search,
    place: tuple[int, int],
    ceilings: NDArray[np.float32],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
) -> None:
    """The same for these pairs of a block alone, whose ceilings are then lowered, so that none is met again."""
    for index in range(len(rows)):
        i, j = rows[index], columns[index]
        if ceilings[i, j] > DONE:
            _consider(search, place[0] + i, place[1] + j)
            ceilings[i, j] = DONE


@compiled
def _consider(search: Search, row: int, column: int) -> None:
    """Score a pair, the dearest parts last and only as long as it can still reach a list, and put it there."""
    mine, theirs, weights = search.rows, search.columns, search.weights
    if _is_excluded(search.excluded, row, column):
        return
    needed = min(search.best.worst[row], search.column_best.worst[column])
    score = _merit(mine, row, theirs, column, weights) * _left_by_conditions(mine, row, theirs, column, weights)
    if score < needed:
        return
    if _have_no_common_language(mine.languages, row, theirs.languages, column):
        score *= np.float32(1) - weights.languages
    score *= _left_by_penalties(mine, row, theirs, column, weights)
    if score >= search.best.worst[row]:
        _enter(search.best, row, score, column)
    if score >= search.column_best.worst[column]:
        _enter(search.column_best, column, score, row)
