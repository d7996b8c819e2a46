"""The inner loops of the search for the best pairs, compiled by Numba.

They say of one pair exactly what `scoring.score_pairs` says of it, within rounding.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.compiled import compiled
from matching.engine.lanes import LANES, reaching_lanes


class KernelSide(NamedTuple):
    """One side's n projects as the loops want them.

    The first pass reads lanes (groups of 16 projects, `lanes.LANE_FIELDS`, 16). The second reads known (n, 6): 1 or 0
    for the meaning of needs and offers, needed and offered concepts, green, digital; the tables need, offer, seek,
    subject (n, d), needed and offered concepts (n, r), tags (n, 18); refusals (m, d), those of project i being rows
    refusal_offsets[i] to refusal_offsets[i + 1]; roles (n, 2): bit sets of the roles offered and of those that would
    answer them; languages (n, k), negative where there is none; levels (n, 3): TRL, lowest and highest TRL accepted, 0
    unknown.
    """

    lanes: NDArray[np.float32]
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


class Products(NamedTuple):
    """Inner products of a block of rows with some columns, of numbers or of bytes: what is needed against what is
    offered, both ways, in meaning and in concepts, and of tags."""

    forward: NDArray[Any]
    backward: NDArray[Any]
    forward_concepts: NDArray[Any]
    backward_concepts: NDArray[Any]
    tags: NDArray[Any]


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
    """Weights and ramps: value = (cosine - lowest) * slope, cut to [0, 1]."""

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


@compiled
def _ramp(value: Any, lowest: Any, slope: Any) -> Any:
    return min(max((value - lowest) * slope, np.float32(0)), np.float32(1))


@compiled
def _dot(table: Any, i: Any, other: Any, j: Any) -> Any:
    total = np.float32(0)
    for index in range(table.shape[1]):
        total += table[i, index] * other[j, index]
    return total


@compiled
def _left_by_conditions(rows: KernelSide, i: int, columns: KernelSide, j: int, weights: Constants) -> np.float32:
    """What cooperation, maturity and languages leave of a pair's score."""
    one = np.float32(1)
    mine, theirs = rows.levels, columns.levels
    away: Any = np.int32(0)
    if mine[i, 1] > 0 and theirs[j, 0] > 0:
        away = max(mine[i, 1] - theirs[j, 0], theirs[j, 0] - mine[i, 2], 0)
    if theirs[j, 1] > 0 and mine[i, 0] > 0:
        away = max(away, theirs[j, 1] - mine[i, 0], mine[i, 0] - theirs[j, 2])
    left = one - weights.maturity * min(np.float32(away) * np.float32(0.75), one)
    if _have_no_meeting_roles(rows, i, columns, j):
        left *= one - weights.roles
    if _have_no_common_language(rows.languages, i, columns.languages, j):
        left *= one - weights.languages
    return left


@compiled
def _have_no_meeting_roles(rows: KernelSide, i: int, columns: KernelSide, j: int) -> bool:
    mine, theirs = rows.roles, columns.roles
    return bool(mine[i, 0] != 0 and theirs[j, 0] != 0 and (mine[i, 0] & theirs[j, 1]) == 0)


@compiled
def _have_no_common_language(mine: Any, i: int, theirs: Any, j: int) -> bool:
    is_known, is_known_there = False, False
    for place in range(mine.shape[1]):
        is_known = is_known or mine[i, place] >= 0
        for other in range(theirs.shape[1]):
            is_known_there = is_known_there or theirs[j, other] >= 0
            if mine[i, place] >= 0 and mine[i, place] == theirs[j, other]:
                return False
    return is_known and is_known_there


@compiled
def _fuse(gained: Any, possible: Any, gained_back: Any, possible_back: Any) -> Any:
    """The harmonic mean of gained / possible both ways, 0 where nothing is known or gained."""
    total = gained * possible_back + gained_back * possible
    return np.float32(2) * gained * gained_back / max(total, np.float32(1e-20))


@compiled
def _merit(rows: KernelSide, i: int, columns: KernelSide, j: int, weights: Constants) -> Any:
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
    return _fuse(
        meant * forward + named * shared + tags,
        meant + named + lists,
        meant_back * backward + named_back * shared_back + tags,
        meant_back + named_back + lists,
    )


@compiled
def _refusal(asker: Any, i: Any, giver: Any, j: Any) -> Any:
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
def _enter(lists: Any, i: Any, score: Any, partner: Any, threshold: Any) -> None:
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
    lists.worst[i] = max(scores[i, length - 1], threshold)


@compiled
def _is_excluded(excluded: Any, row: Any, column: Any) -> bool:
    low, high = excluded.offsets[row], excluded.offsets[row + 1]
    while low < high:
        middle = (low + high) // 2
        if excluded.columns[middle] < column:
            low = middle + 1
        else:
            high = middle
    return bool(low < excluded.offsets[row + 1] and excluded.columns[low] == column)


@compiled
def sift_pairs(
    products: Products,
    place: tuple[int, int],
    size: tuple[int, int],
    mine: KernelSide,
    own_numbers: NDArray[np.float32],
    theirs: KernelSide,
    weights: Constants,
    threshold: np.float32,
    excluded: Excluded,
    best: Lists,
    column_best: Lists,
) -> None:
    """Put the pairs of this block into the lists of both sides, where they are good enough.

    `products` (rows, columns) begin at `place`, a row and a column, and `size` of them count. Sixteen pairs at a time
    are bounded from above; a pair whose bound reaches neither list ends there. The others are scored in full, the
    dearest last. `own_numbers` (rows of the side, fields) are `lanes.ROW_FIELDS`.
    """
    width = products.tags.shape[1]
    for i in range(size[0]):
        row = place[0] + i
        for start in range(0, size[1], LANES):
            first = place[1] + start
            reaching = reaching_lanes(
                products.forward,
                products.backward,
                products.forward_concepts,
                products.backward_concepts,
                products.tags,
                theirs.lanes,
                own_numbers[row],
                column_best.worst,
                i * width + start,
                first // LANES,
                best.worst[row],
            )
            while reaching:
                lane = _lowest_bit(reaching)
                reaching &= reaching - 1
                if start + lane < size[1] and not _is_excluded(excluded, row, first + lane):
                    _weigh_pair(mine, row, theirs, first + lane, weights, threshold, best, column_best)


@compiled
def _lowest_bit(bits: Any) -> Any:
    place = 0
    while not (bits >> place) & 1:
        place += 1
    return place


@compiled
def _weigh_pair(
    mine: KernelSide,
    row: int,
    theirs: KernelSide,
    column: int,
    weights: Constants,
    threshold: np.float32,
    best: Lists,
    column_best: Lists,
) -> None:
    needed = min(best.worst[row], column_best.worst[column])
    score = _merit(mine, row, theirs, column, weights) * _left_by_conditions(mine, row, theirs, column, weights)
    if score < needed:
        return
    score *= _left_by_penalties(mine, row, theirs, column, weights)
    if score >= best.worst[row]:
        _enter(best, row, score, column, threshold)
    if score >= column_best.worst[column]:
        _enter(column_best, column, score, row, threshold)
