"""The exact best pairs of every row and column, without the full matrix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.arrays import NO_CODE, ProjectArrays
from matching.engine.criteria import PEER, PROVIDER, SEEK, SEEKER, SUMMARY, TITLE
from matching.engine.kernel import (
    IS_COMPILED,
    Constants,
    Lists,
    Products,
    Side,
    bound_pairs,
    gather_rows,
    keep_by_conditions,
    settle_lists,
)
from matching.engine.ranking import RankedPairs, feasible_mask, top_pairs
from matching.engine.scoring import score_pairs
from matching.engine.weights import DEFAULT_WEIGHTS, Condition, Criterion, Penalty, Weights

ROWS_AT_ONCE, COLUMNS_AT_ONCE = 256, 512
# Pairs gathered by their bound beyond those asked for, so that penalties seldom leave a list open.
SPARE = 28
MOST_LANGUAGES = 30  # bits of a whole number


@dataclass(frozen=True, slots=True)
class _Vectors:
    """What is multiplied: (n, d), (n, d), (n, r), (n, r), (n, 18)."""

    sought: NDArray[np.float32]
    told: NDArray[np.float32]
    sought_concepts: NDArray[np.float32]
    told_concepts: NDArray[np.float32]
    tags: NDArray[np.float32]


def best_pairs(
    koreans: ProjectArrays,
    luxembourgers: ProjectArrays,
    *,
    per_row: int,
    per_column: int,
    threshold: float = 0.0,
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
) -> RankedPairs:
    """Return what `top_pairs` returns for `score_pairs` of all pairs but the excluded (rows, columns).

    With Numba the score without its penalties is a bound that matrix products and look-ups give for all pairs, and
    only pairs whose bound reaches a list are looked at for competitors and refusals: the answer is exact (scores
    within 1e-6; pairs nearer to each other than that may change places).
    """
    rows, columns = excluded if excluded is not None else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    if not IS_COMPILED or not len(koreans) or not len(luxembourgers) or not _has_few_languages(koreans, luxembourgers):
        mask = feasible_mask((len(koreans), len(luxembourgers)), rows, columns)
        scores = score_pairs(koreans, luxembourgers, weights)
        return top_pairs(scores, mask, koreans.ids, luxembourgers.ids, per_row, per_column, threshold)
    order, column_order = np.argsort(koreans.ids, kind="stable"), np.argsort(luxembourgers.ids, kind="stable")
    place, column_place = np.argsort(order), np.argsort(column_order)
    best, column_best = _search(
        _in_order(koreans, order),
        _in_order(luxembourgers, column_order),
        (per_row, per_column, np.float32(threshold)),
        (place[rows], column_place[columns]),
        weights,
    )
    return _join_lists(best, column_best, order, column_order)


def _in_order(projects: ProjectArrays, order: NDArray[np.int64]) -> ProjectArrays:
    return projects if (np.diff(order) == 1).all() else projects.take(order)


def _has_few_languages(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> bool:
    return len(np.union1d(koreans.languages, luxembourgers.languages)) <= MOST_LANGUAGES


def _search(
    koreans: ProjectArrays,
    luxembourgers: ProjectArrays,
    wanted: tuple[int, int, np.float32],
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]],
    weights: Weights,
) -> tuple[Lists, Lists]:
    per_row, per_column, threshold = wanted
    languages = np.union1d(koreans.languages, luxembourgers.languages)
    sides = prepare_side(koreans, languages), prepare_side(luxembourgers, languages)
    vectors, their_vectors = (prepare_vectors(side, weights) for side in (koreans, luxembourgers))
    constants = gather_constants(weights)
    gathered = [
        _empty_lists(len(side), count, SPARE) for side, count in ((koreans, per_row), (luxembourgers, per_column))
    ]
    worst = np.maximum(gathered[1].scores[:, -1], threshold)
    tiles = Products(*(np.empty(ROWS_AT_ONCE * COLUMNS_AT_ONCE, dtype=np.float32) for _ in Products._fields))
    for first in range(0, len(koreans), ROWS_AT_ONCE):
        block = slice(first, min(first + ROWS_AT_ONCE, len(koreans)))
        bounds = _bound_block(block, (vectors, their_vectors), sides, constants, tiles)
        inside = (excluded[0] >= block.start) & (excluded[0] < block.stop)
        bounds[excluded[0][inside] - first, excluded[1][inside]] = -1
        gather_rows(bounds, first, *gathered, worst, threshold)
    turned = per_column, per_row, threshold
    return (
        _settle(gathered[0], sides, (koreans, luxembourgers), wanted, excluded, weights),
        _settle(gathered[1], sides[::-1], (luxembourgers, koreans), turned, excluded[::-1], weights),
    )


def _settle(
    gathered: Lists,
    sides: tuple[Side, Side],
    projects: tuple[ProjectArrays, ProjectArrays],
    wanted: tuple[int, int, np.float32],
    excluded: tuple[NDArray[np.int64], NDArray[np.int64]],
    weights: Weights,
) -> Lists:
    """The lists by score instead of bound; the few that may lack a pair are made again from all pairs."""
    length, _, threshold = wanted
    settled = _empty_lists(len(projects[0]), length, 0)
    is_open = settle_lists(gathered, *sides, gather_constants(weights), settled)
    unsure = np.flatnonzero(is_open) if length else np.zeros(0, np.int64)
    for start in range(0, len(unsure), ROWS_AT_ONCE):
        rows = unsure[start : start + ROWS_AT_ONCE]
        scores = score_pairs(projects[0].take(rows), projects[1], weights)
        for row, row_scores in zip(rows, scores, strict=True):
            row_scores[excluded[1][excluded[0] == row]] = -1
            ranked = np.argsort(-row_scores, kind="stable")[:length]
            settled.scores[row, : len(ranked)], settled.partners[row, : len(ranked)] = row_scores[ranked], ranked
    settled.partners[settled.scores < threshold] = -1
    return settled


def _bound_block(
    block: slice, vectors: tuple[_Vectors, _Vectors], sides: tuple[Side, Side], constants: Constants, tiles: Products
) -> NDArray[np.float32]:
    """The bounds of a block of rows with all columns, worked off in tiles that stay in the processor's cache."""
    mine, theirs = vectors
    height, width = block.stop - block.start, len(theirs.told)
    bounds = np.empty((height, width), dtype=np.float32)
    kept = np.empty((height, sides[1].attributes.shape[1]), dtype=np.float32)
    keep_by_conditions(sides[0].attributes[:, sides[0].classes[block]], sides[1].attributes, constants, kept)
    pairs = (
        (mine.sought[block], theirs.told),
        (mine.told[block], theirs.sought),
        (mine.sought_concepts[block], theirs.told_concepts),
        (mine.told_concepts[block], theirs.sought_concepts),
        (mine.tags[block], theirs.tags),
    )
    for start in range(0, width, COLUMNS_AT_ONCE):
        tile = slice(start, min(start + COLUMNS_AT_ONCE, width))
        shape = height, tile.stop - tile.start
        products = Products(*(space[: shape[0] * shape[1]].reshape(shape) for space in tiles))
        for product, (own, others) in zip(products, pairs, strict=True):
            np.matmul(own, others[tile].T, out=product)
        bound_pairs(
            products,
            sides[0].known[:, block],
            sides[1].known[:, tile],
            kept,
            sides[1].classes[tile],
            constants,
            bounds[:, tile],
        )
    return bounds


def _empty_lists(projects: int, length: int, spare: int) -> Lists:
    """Lists of this length and some more; a list of no length is one that is full already."""
    shape = (projects, length + spare if length else 1)
    return Lists(np.full(shape, -1 if length else 2, dtype=np.float32), np.full(shape, -1, dtype=np.int64))


def _join_lists(
    best: Lists, column_best: Lists, order: NDArray[np.int64], column_order: NDArray[np.int64]
) -> RankedPairs:
    """Every pair once, the best first, equal ones by the ids' order of rows, then columns."""
    rows, places = np.nonzero(best.partners >= 0)
    columns, column_places = np.nonzero(column_best.partners >= 0)
    pairs = np.concatenate(
        [
            np.stack([rows, best.partners[rows, places]], axis=1),
            np.stack([column_best.partners[columns, column_places], columns], axis=1),
        ]
    )
    scores = np.concatenate([best.scores[rows, places], column_best.scores[columns, column_places]])
    pairs, chosen = np.unique(pairs, axis=0, return_index=True)
    ranks = np.lexsort((pairs[:, 1], pairs[:, 0], -scores[chosen]))
    return RankedPairs(order[pairs[ranks, 0]], column_order[pairs[ranks, 1]], scores[chosen][ranks])


def prepare_vectors(projects: ProjectArrays, weights: Weights) -> _Vectors:
    """Return what is multiplied; the product of two projects' tags is their weighed green and digital overlap."""
    tags = [
        np.sqrt(weights.criteria[name]) * table / np.sqrt(np.maximum(table.sum(axis=1, keepdims=True), 1))
        for name, table in ((Criterion.GREEN, projects.green), (Criterion.DIGITAL, projects.digital))
    ]
    return _Vectors(
        criteria.sought_meanings(projects),
        criteria.told_meanings(projects),
        projects.sought_concepts,
        projects.told_concepts,
        np.concatenate(tags, axis=1).astype(np.float32),
    )


def prepare_side(projects: ProjectArrays, languages: NDArray[np.int16]) -> Side:
    """Return the projects as the loops want them; `languages` are the codes of both sides."""
    refused = np.flatnonzero((projects.field_codes == SEEK) & projects.is_excluded)
    sought, tells = criteria.sought_meanings(projects).any(axis=1), criteria.told_meanings(projects).any(axis=1)
    known = (
        sought,
        tells,
        projects.sought_concepts.any(axis=1),
        projects.told_concepts.any(axis=1),
        projects.green.any(axis=1),
        projects.digital.any(axis=1),
    )
    attributes, classes = np.unique(_attributes(projects, languages), axis=1, return_inverse=True)
    return Side(
        classes=classes.ravel().astype(np.uint32),
        attributes=np.ascontiguousarray(attributes),
        known=np.stack(known).astype(np.float32),
        told=criteria.told_meanings(projects),
        seek=np.ascontiguousarray(projects.meanings[:, SEEK]),
        subject=(projects.meanings[:, TITLE] + projects.meanings[:, SUMMARY]) / np.float32(2),
        refusals=projects.passages[refused],
        refusal_offsets=np.searchsorted(refused, projects.offsets).astype(np.int64),
    )


def _attributes(projects: ProjectArrays, languages: NDArray[np.int16]) -> NDArray[np.int32]:
    answering = np.empty_like(projects.cooperation)
    for role, answer in ((PROVIDER, SEEKER), (SEEKER, PROVIDER), (PEER, PEER)):
        answering[:, :, role] = projects.cooperation[:, :, answer]
    spoken = (projects.languages[:, :, None] == languages).any(axis=1) & (languages != NO_CODE)
    sets = [_bits(table.reshape(len(projects), -1)) for table in (projects.cooperation, answering, spoken)]
    levels = [projects.trl, projects.partner_trl[:, 0], projects.partner_trl[:, 1]]
    return np.stack([*sets, *levels]).astype(np.int32)


def _bits(table: NDArray[np.bool_]) -> NDArray[np.int64]:
    bits: NDArray[np.int64] = table.astype(np.int64) @ (1 << np.arange(table.shape[1], dtype=np.int64))
    return bits


def gather_constants(weights: Weights) -> Constants:
    """Return the weights and ramps of the criteria as single-precision numbers."""
    ramps = (
        (criteria.LOWEST_MEANING, criteria.HIGHEST_MEANING),
        criteria.RIVALS,
        criteria.DOUBLES,
        criteria.REFUSED,
    )
    order = (Criterion.MEANING, Criterion.CONCEPTS, Criterion.GREEN, Criterion.DIGITAL)
    conditions = (Condition.COOPERATION, Condition.MATURITY, Condition.LANGUAGES)
    numbers = [weights.criteria[name] for name in order]
    numbers += [weights.conditions[name] for name in conditions]
    numbers += [weights.penalties[name] for name in (Penalty.COMPETITOR, Penalty.EXCLUDED)]
    numbers += [number for lowest, highest in ramps for number in (lowest, 1 / (highest - lowest))]
    return Constants(*(np.float32(number) for number in numbers))
