"""Rounds under caps: never over a cap, and never worse than the best of all ways on small inputs."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.assignment import FIRST_SUGGESTION_BONUS, AssignmentSide, assign_round
from matching.engine.candidates import Candidates

PAIRS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(11, 14), st.integers(1, 99)),
    unique_by=lambda pair: pair[:2],
    min_size=1,
    max_size=8,
)


def candidates(pairs: list[tuple[int, int, int]]) -> Candidates:
    return Candidates(
        np.array([row for row, _column, _score in pairs], np.int64),
        np.array([column for _row, column, _score in pairs], np.int64),
        np.array([score / 100 for _row, _column, score in pairs], np.float32),
    )


def side(ids: list[int], *, room: int = 1, company_room: int = 2, exposures: list[int] | None = None) -> AssignmentSide:
    """Projects two by two in one company."""
    companies = [project_id // 2 for project_id in ids]
    return AssignmentSide(
        np.array(ids, np.int64),
        np.array(companies, np.int64),
        np.full(len(ids), room, np.int64),
        np.array(exposures or [10**9] * len(ids), np.int64),
        dict.fromkeys(companies, company_room),
    )


def as_pairs(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))


def is_within(pairs: tuple[tuple[int, int, int], ...], room: int, company_room: int) -> bool:
    for position in (0, 1):
        ids = [pair[position] for pair in pairs]
        companies = [project_id // 2 for project_id in ids]
        if any(ids.count(i) > room for i in ids) or any(companies.count(c) > company_room for c in companies):
            return False
    return True


def best_total(pairs: list[tuple[int, int, int]], room: int, company_room: int) -> int:
    subsets = (chosen for size in range(len(pairs) + 1) for chosen in combinations(pairs, size))
    return max(sum(score for *_ids, score in chosen) for chosen in subsets if is_within(chosen, room, company_room))


@settings(max_examples=60)
@given(PAIRS, st.integers(1, 2), st.integers(1, 3))
def test_a_round_is_the_best_of_all_ways_under_the_caps(
    pairs: list[tuple[int, int, int]], room: int, company_room: int
) -> None:
    koreans = side([1, 2, 3, 4], room=room, company_room=company_room)
    luxembourgers = side([11, 12, 13, 14], room=room, company_room=company_room)

    found = assign_round(candidates(pairs), koreans, luxembourgers)

    scores = {(row, column): score for row, column, score in pairs}
    chosen = tuple((row, column, scores[row, column]) for row, column in as_pairs(found))
    assert is_within(chosen, room, company_room)
    assert sum(score for *_ids, score in chosen) == best_total(pairs, room, company_room)


@settings(max_examples=30)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(pairs: list[tuple[int, int, int]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    koreans, luxembourgers = side([1, 2, 3, 4]), side([11, 12, 13, 14])

    assert as_pairs(assign_round(candidates(pairs), koreans, luxembourgers)) == as_pairs(
        assign_round(candidates(shuffled), koreans, luxembourgers)
    )


def test_a_popular_project_leaves_room_for_others() -> None:
    pairs = candidates([(1, 11, 90), (2, 11, 88), (1, 12, 80), (2, 12, 10)])

    found = assign_round(pairs, side([1, 2]), side([11, 12]))

    assert sorted(as_pairs(found)) == [(1, 12), (2, 11)]


def test_a_newcomer_is_preferred_to_a_slightly_better_pair_of_the_often_suggested() -> None:
    pairs = candidates([(1, 11, 70), (3, 11, 65)])
    luxembourgers = side([11], room=1)

    often = assign_round(pairs, side([1, 3], exposures=[50, 50]), luxembourgers)
    newcomer = assign_round(pairs, side([1, 3], exposures=[50, 0]), luxembourgers)

    assert (as_pairs(often), as_pairs(newcomer)) == ([(1, 11)], [(3, 11)])
    assert FIRST_SUGGESTION_BONUS > 0.05


def test_a_company_without_room_gets_nothing_more() -> None:
    found = assign_round(candidates([(1, 11, 90)]), side([1], company_room=0), side([11]))

    assert as_pairs(found) == []


def test_no_candidates_make_an_empty_round() -> None:
    assert as_pairs(assign_round(candidates([]), side([1]), side([11]))) == []


@pytest.mark.parametrize("score", [0.5, 0.500001])
def test_scores_are_told_apart_to_a_millionth(score: float) -> None:
    pairs = Candidates(np.array([1, 3]), np.array([11, 11]), np.array([0.5000005, score], np.float32))

    found = assign_round(pairs, side([1, 3]), side([11]))

    assert as_pairs(found) == [(1, 11) if score < 0.5000005 else (3, 11)]
