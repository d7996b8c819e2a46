from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.arrays import NO_CODE, ProjectArrays, join_projects, stack_projects
from tests.matching.engine.builders import DIMENSIONS, arrays_of, profile, random_vectors, sides


def test_projects_become_the_documented_shapes():
    arrays = arrays_of([profile(id="a"), profile(id="b", seek="")])

    assert arrays.ids.tolist() == ["a", "b"]
    assert arrays.offsets.tolist() == [0, 5, 8]
    assert arrays.passages.shape == (8, DIMENSIONS)
    assert arrays.meanings.shape == (2, 4, DIMENSIONS)
    assert arrays.field_codes.tolist() == [0, 1, 2, 3, 3, 0, 1, 2]
    assert arrays.is_excluded.tolist() == [False] * 4 + [True] + [False] * 3
    assert not arrays.meanings[1, 3].any()


def test_a_field_means_its_passages_by_the_root_of_their_length_fading_without_the_excluded():
    project = profile(title="", summary="", offer="", seek="A maker. Another maker of pumps. No resellers.")
    vectors = random_vectors([project], seed=2)

    arrays = stack_projects([project], vectors)

    expected = np.sqrt(8) * vectors[0][0] + 0.9 * np.sqrt(23) * vectors[0][1]
    assert arrays.meanings[0, 3] == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)


def test_unknown_values_are_marked_as_unknown():
    arrays = arrays_of([profile(trl=None, partner_trl=None, languages=("e", "français", "en"))])

    assert arrays.trl.tolist() == [0]
    assert arrays.partner_trl.tolist() == [[0, 0]]
    assert arrays.languages[0].tolist() == [NO_CODE, NO_CODE, 4 * 26 + 13]


def test_vectors_that_do_not_fit_the_passages_are_refused():
    project = profile()

    with pytest.raises(ValueError, match="kr-1: 5 passages, but 1 vectors"):
        stack_projects([project], [np.ones((1, DIMENSIONS), dtype=np.float32)])


@settings(max_examples=30, deadline=None)
@given(sides(), st.randoms(use_true_random=False))
def test_taking_rows_equals_stacking_those_projects(drawn, shuffler):
    koreans, vectors, _, _ = drawn
    rows = [shuffler.randrange(len(koreans)) for _ in range(len(koreans))]

    taken = stack_projects(koreans, vectors).take(np.array(rows, dtype=np.int64))

    stacked = stack_projects([koreans[row] for row in rows], [vectors[row] for row in rows])
    for item in fields(ProjectArrays):
        if item.name != "languages":  # as wide as the longest list of the whole
            np.testing.assert_array_equal(getattr(taken, item.name), getattr(stacked, item.name))


@settings(max_examples=30, deadline=None)
@given(sides(), st.integers(0, 4))
def test_parts_put_together_again_are_the_whole(drawn, cut):
    koreans, vectors, _, _ = drawn
    parts = [stack_projects(koreans[:cut], vectors[:cut]), stack_projects(koreans[cut:], vectors[cut:])]
    whole = stack_projects(koreans, vectors)

    joined = join_projects([part for part in parts if len(part)])

    for item in fields(ProjectArrays):
        np.testing.assert_array_equal(getattr(joined, item.name), getattr(whole, item.name))


def test_no_project_at_all_is_an_empty_collection():
    arrays = stack_projects([], [])

    assert len(arrays) == 0
    assert arrays.offsets.tolist() == [0]
