import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine import fast
from matching.engine import search as plain
from matching.engine.arrays import stack_projects
from matching.engine.scoring import score_pairs
from tests.matching.engine.builders import CENTRING, arrays_of, profile, sides

quick = settings(max_examples=40, deadline=None)
WAYS = [pytest.param(plain, id="plain"), pytest.param(fast, id="fast")]


def stacked(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn
    return (
        stack_projects(koreans, korean_vectors, CENTRING),
        stack_projects(luxembourgers, luxembourg_vectors, CENTRING),
    )


def ranks(scores):
    """The place of each score in its row, equal ones in the order of columns."""
    return np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1)


def brute_force(scores, allowed, per_row, per_column, threshold=0.0):
    """The definition written out: the whole matrix, ranked each way."""
    values = np.where(allowed, scores, -1)
    chosen = (ranks(values) < per_row) | (ranks(values.T) < per_column).T
    chosen &= allowed & (scores >= plain.lowest_score(threshold))
    return {(i, j): scores[i, j] for i, j in zip(*np.nonzero(chosen), strict=True)}


def found_pairs(best):
    return dict(zip(zip(best.rows.tolist(), best.columns.tolist(), strict=True), best.scores, strict=True))


def many(count, seed):
    """Projects of few kinds with vectors of their own, so that lists fill and are fought for."""
    kinds = (
        profile(),
        profile(trl=3, partner_trl=(1, 4), languages=("fr",)),
        profile(cooperation=(("joint_research", "peer"),), green_objectives=("water", "biodiversity"), digital=()),
        profile(cooperation=(), partner_trl=None, concepts_offered=("water",), concepts_needed=("pumps", "solar")),
    )
    return arrays_of([kinds[number % len(kinds)] for number in range(count)], seed)


@pytest.mark.parametrize("way", WAYS)
@quick
@given(
    drawn=sides(min_size=1, max_size=6),
    per_row=st.integers(0, 3),
    per_column=st.integers(0, 3),
    threshold=st.sampled_from([0.0, 0.3]),
)
def test_the_search_finds_what_ranking_all_pairs_finds(way, drawn, per_row, per_column, threshold):
    koreans, luxembourgers = stacked(drawn)
    scores = score_pairs(koreans, luxembourgers)
    allowed = np.ones(scores.shape, dtype=bool)
    allowed[0, -1] = False
    excluded = np.array([0]), np.array([scores.shape[1] - 1])

    best = way.best_pairs(
        way.prepare_side(koreans),
        way.prepare_side(luxembourgers),
        per_row=per_row,
        per_column=per_column,
        threshold=threshold,
        excluded=excluded,
    )

    expected = sorted(brute_force(scores, allowed, per_row, per_column, threshold).values(), reverse=True)
    assert best.scores == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shape", [(775, 70), (5, 1), (1, 300), (65, 64), (plain.AT_ONCE + 3, 4)])
def test_blocks_of_every_size_give_the_pairs_of_the_whole_matrix(way, shape):
    koreans, luxembourgers = many(shape[0], 1), many(shape[1], 2)
    scores = score_pairs(koreans, luxembourgers)

    best = way.best_pairs(
        way.prepare_side(koreans),
        way.prepare_side(luxembourgers),
        per_row=5,
        per_column=5,
    )

    expected = brute_force(scores, np.ones(shape, dtype=bool), 5, 5)
    found = found_pairs(best)
    assert len(found) == len(expected)
    assert sorted(found.values()) == pytest.approx(sorted(expected.values()), abs=1e-6)
    assert {pair: score for pair, score in found.items() if abs(scores[pair] - score) > 1e-6} == {}


@pytest.mark.parametrize("way", WAYS)
def test_the_sides_may_change_places(way):
    one, other = (way.prepare_side(many(size, size)) for size in (40, 90))

    there = way.best_pairs(one, other, per_row=3, per_column=2)
    back = way.best_pairs(other, one, per_row=2, per_column=3)

    assert found_pairs(there).keys() == {(column, row) for row, column in found_pairs(back)}


@pytest.mark.parametrize("way", WAYS)
def test_a_side_given_in_parts_is_the_side_given_whole(way):
    projects, others = many(50, 3), way.prepare_side(many(30, 4))
    parts = (projects.take(np.arange(start, min(start + 20, 50))) for start in range(0, 50, 20))

    whole, pieced = way.prepare_side(projects), way.prepare_side(parts)

    for one, other in zip(
        way.best_pairs(whole, others, per_row=4, per_column=4),
        way.best_pairs(pieced, others, per_row=4, per_column=4),
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("way", WAYS)
def test_an_empty_side_has_no_pairs(way):
    nobody = way.prepare_side(stack_projects([], [], CENTRING))

    assert len(way.best_pairs(nobody, nobody, per_row=3, per_column=3).rows) == 0
    assert len(way.best_pairs(way.prepare_side(many(3, 0)), nobody, per_row=3, per_column=3).rows) == 0
