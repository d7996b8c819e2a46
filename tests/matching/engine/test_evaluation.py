import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.evaluation import measure_quality


def test_the_right_order_on_both_sides_is_perfect():
    grades = np.array([[3, 1, 0], [0, 2, 0]])

    assert measure_quality(grades.astype(np.float32), grades) == (1, 1, 1, 1)


def test_a_small_ranking_is_measured_by_hand():
    grades = np.array([[0, 2]])
    scores = np.float32([[0.9, 0.5]])

    quality = measure_quality(scores, grades)

    korean_gain = 1 / np.log2(3)  # the good partner stands second; its own list is right
    assert quality.ndcg == pytest.approx((korean_gain + 1) / 2)
    assert quality.precision == 1
    assert quality.auc == 0
    assert quality.silence == 0


def test_ties_count_half():
    assert measure_quality(np.float32([[0.5, 0.5]]), np.array([[2, 0]])).auc == 0.5


def test_pairs_of_grade_1_count_neither_as_good_nor_as_bad():
    assert measure_quality(np.float32([[0.5, 0.9, 0.1]]), np.array([[2, 1, 0]])).auc == 1


def test_without_a_good_pair_there_is_nothing_to_measure():
    with pytest.raises(ValueError, match="nothing to measure"):
        measure_quality(np.float32([[0.5]]), np.array([[1]]))


@given(st.integers(0, 2**32 - 1))
def test_swapping_the_sides_changes_no_figure(seed):
    generator = np.random.default_rng(seed)
    scores = generator.random((5, 4), dtype=np.float32)
    grades = generator.integers(0, 4, (5, 4))
    grades[0, 0] = 3

    assert measure_quality(scores.T, grades.T) == pytest.approx(measure_quality(scores, grades))
