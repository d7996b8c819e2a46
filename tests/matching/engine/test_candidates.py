"""Choosing among candidates gathered in parts, against a plain reference."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.candidates import Candidates, best_candidates, join_candidates, unite_candidates

PAIRS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(0, 8)), unique_by=lambda pair: pair[:2], max_size=30
)


def candidates(pairs: list[tuple[int, int, float]]) -> Candidates:
    return Candidates(
        np.array([row for row, _column, _score in pairs], np.int64),
        np.array([column for _row, column, _score in pairs], np.int64),
        np.array([score for _row, _column, score in pairs], np.float32),
    )


def as_tuples(found: Candidates) -> list[tuple[int, int, float]]:
    return list(zip(found.rows.tolist(), found.columns.tolist(), found.scores.tolist(), strict=True))


def reference(pairs: list[tuple[int, int, float]], per_row: int, per_column: int) -> list[tuple[int, int, float]]:
    ordered = sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    kept = []
    for row, column, score in ordered:
        rows[row], columns[column] = rows.get(row, 0) + 1, columns.get(column, 0) + 1
        if rows[row] <= per_row or columns[column] <= per_column:
            kept.append((row, column, float(score)))
    return kept


@given(PAIRS, st.integers(0, 3), st.integers(0, 3))
def test_best_candidates_are_those_a_plain_loop_finds(
    pairs: list[tuple[int, int, float]], per_row: int, per_column: int
) -> None:
    found = best_candidates(candidates(pairs), per_row=per_row, per_column=per_column)

    assert as_tuples(found) == reference(pairs, per_row, per_column)


@given(PAIRS, st.integers(0, 30))
def test_it_does_not_matter_how_candidates_were_cut_into_parts(pairs: list[tuple[int, int, float]], cut: int) -> None:
    parts = [candidates(pairs[cut:]), candidates(pairs[:cut])]

    joined = best_candidates(join_candidates(parts), per_row=2, per_column=2)

    assert as_tuples(joined) == as_tuples(best_candidates(candidates(pairs), per_row=2, per_column=2))


def test_a_pair_found_from_both_sides_counts_once_with_its_better_score() -> None:
    ahead, back = candidates([(1, 5, 0.4), (2, 5, 0.9)]), candidates([(1, 5, 0.5), (1, 6, 0.5)])

    assert as_tuples(unite_candidates([ahead, back])) == as_tuples(candidates([(2, 5, 0.9), (1, 5, 0.5), (1, 6, 0.5)]))
    assert len(unite_candidates([]).rows) == 0


def test_nothing_joined_is_nothing() -> None:
    assert as_tuples(join_candidates([])) == []
