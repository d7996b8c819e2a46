"""The inner loops of the search for the best pairs, compiled by Numba where it is installed.

Every function here says of one pair exactly what `scoring.score_pairs` says of it; without Numba they are plain
Python: right, slow, and used by the tests alone.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

try:
    from numba import njit
except ImportError:  # the search then works block by block in NumPy
    njit = None  # type: ignore[assignment]

IS_COMPILED = njit is not None


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    if njit is None:
        return function
    # Sums may be taken in any order, so that they can be vectorised; nothing in here is infinite or not a number.
    compiled: Callable[..., Any] = njit(cache=True, nogil=True, fastmath=True, error_model="numpy")(function)
    return compiled


class Side(NamedTuple):
    """One side's projects as the loops want them.

    classes (n,): which column of `attributes` is the project's. attributes (6, c): roles offered, roles that answer
    those of a partner, languages (bit sets), TRL, lowest and highest TRL accepted (0 unknown).
    known (6, n): 1 or 0 for sought and told meaning, sought and told concepts,
    green, digital. told, seek, subject (n, d); refusals (m, d), those of a project being rows offsets[i]:offsets[i+1].
    """

    classes: NDArray[np.uint32]
    attributes: NDArray[np.int32]
    known: NDArray[np.float32]
    told: NDArray[np.float32]
    seek: NDArray[np.float32]
    subject: NDArray[np.float32]
    refusals: NDArray[np.float32]
    refusal_offsets: NDArray[np.int64]


class Products(NamedTuple):
    """Inner products of a block of rows with some columns: what is sought against what is told, both ways; tags (green
    and digital) are weighed already."""

    forward: NDArray[np.float32]
    backward: NDArray[np.float32]
    forward_concepts: NDArray[np.float32]
    backward_concepts: NDArray[np.float32]
    tags: NDArray[np.float32]


class Lists(NamedTuple):
    """The best so far of each project: scores (n, k) from the best down, -1 where empty, and partners (n, k)."""

    scores: NDArray[np.float32]
    partners: NDArray[np.int64]


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


@_compiled
def _ramp(value: Any, lowest: Any, slope: Any) -> Any:
    return min(max((value - lowest) * slope, np.float32(0)), np.float32(1))


@_compiled
def keep_by_conditions(
    attributes: NDArray[np.int32], their_attributes: NDArray[np.int32], weights: Constants, kept: NDArray[np.float32]
) -> None:
    """Fill `kept` (rows, columns) with what the conditions leave of a score; both tables have six rows."""
    one = np.float32(1)
    for i in range(kept.shape[0]):
        mine = attributes[:, i]
        for j in range(kept.shape[1]):
            theirs = their_attributes[:, j]
            roles = mine[0] != 0 and theirs[0] != 0 and (mine[0] & theirs[1]) == 0
            words = mine[2] != 0 and theirs[2] != 0 and (mine[2] & theirs[2]) == 0
            away = 0
            if mine[4] > 0 and theirs[3] > 0:
                away = max(mine[4] - theirs[3], theirs[3] - mine[5], 0)
            if theirs[4] > 0 and mine[3] > 0:
                away = max(away, theirs[4] - mine[3], mine[3] - theirs[5])
            missed = min(np.float32(away) * np.float32(0.75), one)
            left = (one - weights.roles * np.float32(roles)) * (one - weights.languages * np.float32(words))
            kept[i, j] = left * (one - weights.maturity * missed)


@_compiled
def bound_pairs(
    products: Products,
    known: NDArray[np.float32],
    their_known: NDArray[np.float32],
    kept: NDArray[np.float32],
    their_classes: NDArray[np.uint32],
    weights: Constants,
    bounds: NDArray[np.float32],
) -> None:
    """Fill `bounds` (rows, columns): each pair's score without the penalties; no pair scores higher.

    `kept` (rows, classes) says what the conditions leave. Written without a branch, so that sixteen pairs go through
    at once.
    """
    one, zero, two, least = np.float32(1), np.float32(0), np.float32(2), np.float32(1e-20)
    lowest, slope = weights.meaning_lowest, weights.meaning_slope
    has_seek, has_told, has_sought = their_known[0], their_known[1], their_known[2]
    has_concepts, has_green, has_digital = their_known[3], their_known[4], their_known[5]
    for i in range(bounds.shape[0]):
        sought, told = known[0, i] * weights.meaning, known[1, i] * weights.meaning
        sought_concepts, told_concepts = known[2, i] * weights.concepts, known[3, i] * weights.concepts
        green, digital = known[4, i] * weights.green, known[5, i] * weights.digital
        forward, backward = products.forward[i], products.backward[i]
        forward_concepts, backward_concepts = products.forward_concepts[i], products.backward_concepts[i]
        tags, row, left = products.tags[i], bounds[i], kept[i]
        for j in range(len(row)):
            lists = green * has_green[j] + digital * has_digital[j]
            ahead, back = sought * has_told[j], told * has_seek[j]
            ahead_concepts, back_concepts = sought_concepts * has_concepts[j], told_concepts * has_sought[j]
            gained = ahead * min(max((forward[j] - lowest) * slope, zero), one) + tags[j]
            gained += ahead_concepts * min(max(forward_concepts[j], zero), one)
            gained_back = back * min(max((backward[j] - lowest) * slope, zero), one) + tags[j]
            gained_back += back_concepts * min(max(backward_concepts[j], zero), one)
            possible, possible_back = ahead + ahead_concepts + lists, back + back_concepts + lists
            fused = gained * gained_back / max(gained * possible_back + gained_back * possible, least)
            row[j] = two * fused * left[their_classes[j]]


@_compiled
def _dot(one: Any, other: Any) -> Any:
    total = np.float32(0)
    for index in range(len(one)):
        total += one[index] * other[index]
    return total


@_compiled
def _refusal(asker: Any, i: Any, giver: Any, j: Any) -> Any:
    worst = np.float32(-2)
    for row in range(asker.refusal_offsets[i], asker.refusal_offsets[i + 1]):
        worst = max(worst, _dot(asker.refusals[row], giver.subject[j]))
    return worst


@_compiled
def left_by_penalties(rows: Side, i: int, columns: Side, j: int, weights: Constants) -> np.float32:
    """Return what is left of a pair's bound when it is looked at as competitors and for what either refuses."""
    alike = (_dot(rows.told[i], columns.told[j]) + _dot(rows.seek[i], columns.seek[j])) / np.float32(2)
    rivals = _ramp(alike, weights.doubles_lowest, weights.doubles_slope)
    mine, theirs = rows.attributes[:, rows.classes[i]], columns.attributes[:, columns.classes[j]]
    if mine[0] != 0 and theirs[0] != 0 and (mine[0] & theirs[1]) == 0:
        rivals = max(rivals, _ramp(alike, weights.rivals_lowest, weights.rivals_slope))
    worst = max(_refusal(rows, i, columns, j), _refusal(columns, j, rows, i))
    refused = _ramp(worst, weights.refused_lowest, weights.refused_slope)
    left: np.float32 = (np.float32(1) - weights.competitor * rivals) * (np.float32(1) - weights.excluded * refused)
    return left


@_compiled
def _enter(lists: Any, i: Any, score: Any, partner: Any) -> None:
    """Put a partner into project i's list if it is good enough; equal scores stand in the order of partners."""
    scores, partners = lists.scores[i], lists.partners[i]
    place = len(scores)
    while place > 0 and (score > scores[place - 1] or (score == scores[place - 1] and partner < partners[place - 1])):
        place -= 1
    for index in range(len(scores) - 1, place, -1):
        scores[index], partners[index] = scores[index - 1], partners[index - 1]
    if place < len(scores):
        scores[place], partners[place] = score, partner


@_compiled
def gather_rows(
    bounds: NDArray[np.float32],
    first: int,
    best: Lists,
    column_best: Lists,
    column_worst: NDArray[np.float32],
    threshold: np.float32,
) -> None:
    """Put these rows' pairs into the lists of highest bounds; `first` is the number of the first row.

    `column_worst` (columns,) is what a pair must reach to enter a column's list. Most stretches hold no such pair,
    which a comparison without branches finds out for a whole stretch at once.
    """
    for i in range(bounds.shape[0]):
        row = first + i
        worst = max(best.scores[row, -1], threshold)
        for start in range(0, bounds.shape[1], 64):
            stretch = bounds[i, start : start + 64]
            columns = column_worst[start : start + 64]
            highest = np.float32(-4)
            for j in range(len(stretch)):
                highest = max(highest, stretch[j] - min(columns[j], worst))
            if highest < np.float32(0):
                continue
            for j in range(len(stretch)):
                bound = stretch[j]
                if bound >= worst:
                    _enter(best, row, bound, start + j)
                    worst = max(best.scores[row, -1], threshold)
                if bound >= columns[j]:
                    _enter(column_best, start + j, bound, row)
                    columns[j] = max(column_best.scores[start + j, -1], threshold)


@_compiled
def settle_lists(lists: Lists, mine: Side, others: Side, weights: Constants, settled: Lists) -> NDArray[np.bool_]:
    """Fill `settled` with the best scores among the bounds gathered; returns which lists may lack a pair.

    A list is complete when it was not full, or its last score reaches the lowest bound gathered, since what was
    turned away was bounded by that.
    """
    is_open = np.zeros(len(lists.scores), dtype=np.bool_)
    for i in range(len(lists.scores)):
        for place in range(lists.scores.shape[1]):
            partner = lists.partners[i, place]
            if partner >= 0 and lists.scores[i, place] >= settled.scores[i, -1]:  # bounds fall from here on
                score = lists.scores[i, place] * left_by_penalties(mine, i, others, partner, weights)
                _enter(settled, i, score, partner)
        is_open[i] = lists.partners[i, -1] >= 0 and settled.scores[i, -1] < lists.scores[i, -1]
    return is_open
