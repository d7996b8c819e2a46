import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.arrays import stack_projects
from matching.engine.ranking import feasible_mask, top_pairs
from matching.engine.scoring import score_pairs
from matching.engine.search import _search, best_pairs
from matching.engine.weights import DEFAULT_WEIGHTS
from tests.matching.engine.builders import BACKGROUND, sides

quick = settings(max_examples=25, deadline=None)


def stacked(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn
    return (
        stack_projects(koreans, korean_vectors, BACKGROUND),
        stack_projects(luxembourgers, luxembourg_vectors, BACKGROUND),
    )


@quick
@given(sides(min_size=1, max_size=5), st.integers(0, 3), st.integers(0, 3), st.sampled_from([0.0, 0.3]))
def test_the_search_finds_what_ranking_all_pairs_finds(drawn, per_row, per_column, threshold):
    koreans, luxembourgers = stacked(drawn)
    excluded = np.array([0]), np.array([len(luxembourgers) - 1])
    scores = score_pairs(koreans, luxembourgers)
    mask = feasible_mask(scores.shape, *excluded)
    limits = {"per_row": per_row, "per_column": per_column, "threshold": threshold}

    found = best_pairs(koreans, luxembourgers, **limits, excluded=excluded)

    expected = top_pairs(scores, mask, koreans.ids, luxembourgers.ids, **limits)
    assert found.scores == pytest.approx(expected.scores, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(sides(min_size=1, max_size=4), st.integers(1, 3))
def test_the_loops_say_of_each_pair_what_the_arrays_say(drawn, length):
    """The loops themselves, also where nothing compiles them."""
    koreans, luxembourgers = stacked(drawn)
    none = np.zeros(0, np.int64)
    scores = score_pairs(koreans, luxembourgers)

    best, column_best = _search(koreans, luxembourgers, (length, length, np.float32(0)), (none, none), DEFAULT_WEIGHTS)

    expected = -np.sort(-scores, axis=1)[:, :length]
    assert best.scores[:, : expected.shape[1]] == pytest.approx(expected, abs=1e-6)
    expected = -np.sort(-scores.T, axis=1)[:, :length]
    assert column_best.scores[:, : expected.shape[1]] == pytest.approx(expected, abs=1e-6)


def test_an_empty_side_has_no_pairs():
    nobody = stack_projects([], [], BACKGROUND)

    assert len(best_pairs(nobody, nobody, per_row=3, per_column=3).rows) == 0
