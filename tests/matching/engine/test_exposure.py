import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.exposure import Exposure, measure_exposure


def exposure(*counts):
    return measure_exposure(np.array(counts, np.int64))


def test_equal_shares_are_perfectly_even():
    assert exposure(3, 3, 3) == Exposure(gini=pytest.approx(0), never=0)


def test_all_for_one_of_four_is_as_uneven_as_four_can_be():
    assert exposure(0, 8, 0, 0) == Exposure(gini=pytest.approx(0.75), never=0.75)


def test_projects_of_which_none_was_suggested_are_even_and_all_waiting():
    assert (exposure(0, 0), exposure()) == (Exposure(0, 1), Exposure(0, 0))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any))
def test_the_figure_is_half_the_mean_difference_of_two_projects_over_the_mean(counts):
    differences = [abs(one - other) for one in counts for other in counts]

    measured = exposure(*counts)

    expected = sum(differences) / len(differences) / (2 * sum(counts) / len(counts))
    assert measured.gini == pytest.approx(expected, abs=1e-12)
    assert measured.never == pytest.approx(counts.count(0) / len(counts))
