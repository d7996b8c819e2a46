"""What makes the fast search exact: no score exceeds its ceiling."""

import numpy as np
import pytest
from hypothesis import given, settings

from matching.engine.arrays import stack_projects
from matching.engine.fast.prepared import prepare_side
from matching.engine.fast.search import best_pairs, bound_blocks, gather_constants
from matching.engine.scoring import score_pairs
from tests.matching.engine.builders import CENTRING, sides
from tests.matching.engine.test_search import many


def ceilings_of(koreans, luxembourgers):
    """The ceilings of all pairs, put together from their blocks."""
    mine, theirs = prepare_side(koreans), prepare_side(luxembourgers)
    whole = np.full((len(mine), len(theirs)), np.nan, dtype=np.float32)
    for (row, column), block in bound_blocks(mine, theirs, gather_constants(mine.weights)):
        whole[row : row + block.shape[0], column : column + block.shape[1]] = block
    return whole


@settings(max_examples=60, deadline=None)
@given(drawn=sides(max_size=5))
def test_no_score_exceeds_its_ceiling(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn
    mine = stack_projects(koreans, korean_vectors, CENTRING)
    theirs = stack_projects(luxembourgers, luxembourg_vectors, CENTRING)

    scores = score_pairs(mine, theirs)

    assert (scores <= ceilings_of(mine, theirs)).all()


@pytest.mark.parametrize("shape", [(300, 700), (1, 70_000)])
def test_every_pair_of_a_large_collection_has_a_ceiling_not_far_above_its_score(shape):
    mine, theirs = many(shape[0], 1), many(min(shape[1], 700), 2).take(np.arange(shape[1]) % 700)

    above = ceilings_of(mine, theirs) - score_pairs(mine, theirs)

    assert above.min() >= 0
    assert np.median(above) < 0.1


def test_equal_scores_stand_in_the_order_of_the_projects():
    mine, twins = prepare_side(many(50, 1)), prepare_side(many(1, 5).take(np.zeros(300, np.int64)))

    best = best_pairs(mine, twins, per_row=3, per_column=0)

    assert sorted(zip(best.rows.tolist(), best.columns.tolist(), strict=True)) == [
        (row, column) for row in range(50) for column in range(3)
    ]
