import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.ranking import feasible_mask, top_pairs

ROWS = np.array(["r-1", "r-2"])
COLUMNS = np.array(["c-1", "c-2", "c-3"])
quick = settings(max_examples=60, deadline=None)


def pairs_of(ranked):
    return list(zip(ranked.rows.tolist(), ranked.columns.tolist(), strict=True))


@st.composite
def matrices(draw):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    numbers = st.lists(st.sampled_from((0.0, 0.25, 0.5, 0.75)), min_size=rows * columns, max_size=rows * columns)
    scores = np.array(draw(numbers), dtype=np.float32).reshape(rows, columns)
    allowed = draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns))
    return scores, np.array(allowed).reshape(rows, columns)


def ids(prefix, count):
    return np.array([f"{prefix}-{number}" for number in range(count)])


def expected_pairs(scores, mask, per_row, per_column, threshold):
    """The definition written out: sort each row and each column, cut, unite, sort."""
    rows, columns = range(scores.shape[0]), range(scores.shape[1])
    fits = {(i, j) for i in rows for j in columns if mask[i, j] and scores[i, j] >= threshold}
    chosen = set()
    for i in rows:
        chosen.update(sorted((p for p in fits if p[0] == i), key=lambda p: (-scores[p], p[1]))[:per_row])
    for j in columns:
        chosen.update(sorted((p for p in fits if p[1] == j), key=lambda p: (-scores[p], p[0]))[:per_column])
    return sorted(chosen, key=lambda p: (-scores[p], p))


@quick
@given(matrices(), st.integers(0, 3), st.integers(0, 3), st.sampled_from((0.0, 0.5)))
def test_the_best_of_rows_and_columns_are_those_of_the_definition(drawn, per_row, per_column, threshold):
    scores, mask = drawn
    rows, columns = ids("r", scores.shape[0]), ids("c", scores.shape[1])

    ranked = top_pairs(scores, mask, rows, columns, per_row, per_column, threshold)

    assert pairs_of(ranked) == expected_pairs(scores, mask, per_row, per_column, threshold)
    np.testing.assert_array_equal(ranked.scores, scores[ranked.rows, ranked.columns])


@quick
@given(matrices(), st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_the_projects(drawn, shuffler):
    scores, mask = drawn
    rows, columns = ids("r", scores.shape[0]), ids("c", scores.shape[1])
    order = list(range(len(rows)))
    shuffler.shuffle(order)

    plain = top_pairs(scores, mask, rows, columns, 2, 1)
    shuffled = top_pairs(scores[order], mask[order], rows[order], columns, 2, 1)

    assert rows[plain.rows].tolist() == rows[order][shuffled.rows].tolist()
    assert columns[plain.columns].tolist() == columns[shuffled.columns].tolist()


def test_equal_scores_are_ordered_by_id():
    scores = np.full((2, 3), 0.5, dtype=np.float32)

    ranked = top_pairs(scores, feasible_mask((2, 3)), ROWS[::-1], COLUMNS[::-1], per_row=1, per_column=0)

    assert pairs_of(ranked) == [(1, 2), (0, 2)]


def test_an_infeasible_pair_leaves_its_place_to_the_next():
    scores = np.array([[0.9, 0.8, 0.1], [0.2, 0.3, 0.4]], dtype=np.float32)
    mask = feasible_mask((2, 3), np.array([0]), np.array([0]))

    assert pairs_of(top_pairs(scores, mask, ROWS, COLUMNS, per_row=1, per_column=0)) == [(0, 1), (1, 2)]


def test_a_pair_that_is_best_for_its_column_only_is_kept():
    scores = np.array([[0.9, 0.8, 0.7], [0.1, 0.2, 0.3]], dtype=np.float32)

    ranked = top_pairs(scores, feasible_mask((2, 3)), ROWS, COLUMNS, per_row=1, per_column=1)

    assert pairs_of(ranked) == [(0, 0), (0, 1), (0, 2), (1, 2)]


def test_nobody_fits_is_an_empty_answer():
    scores = np.full((2, 3), 0.2, dtype=np.float32)

    ranked = top_pairs(scores, feasible_mask((2, 3)), ROWS, COLUMNS, per_row=3, per_column=3, threshold=0.5)

    assert pairs_of(ranked) == []


def test_the_mask_is_false_for_excluded_pairs_alone():
    mask = feasible_mask((2, 2), np.array([0, 1]), np.array([1, 1]))

    assert mask.tolist() == [[True, False], [True, False]]
