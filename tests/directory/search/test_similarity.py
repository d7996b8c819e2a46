import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.documents import IndexedText
from directory.search.similarity import MOST_CONCEPTS, Trait, rank_similar, telling_concepts


def trait(name: str, *positions: int, weight: float = 1.0, is_telling: bool = True) -> Trait:
    return Trait(name, np.array(positions, np.int32), weight, is_telling)


def test_rarer_traits_count_more() -> None:
    traits = [trait("common", 0, 1, 2, 3, 4), trait("rare", 0, 5)]

    ranking = rank_similar(8, 0, traits, 2)

    assert [(one.position, one.shared) for one in ranking] == [(5, ("rare",)), (1, ("common",))]


def test_score_is_the_part_of_the_subjects_worth() -> None:
    traits = [trait("a", 0, 1, weight=2.0), trait("b", 0, 2, weight=1.0)]

    ranking = rank_similar(3, 0, traits, 5)

    assert [(one.position, one.score) for one in ranking] == [(1, pytest.approx(2 / 3)), (2, pytest.approx(1 / 3))]


def test_what_is_not_telling_only_adds_to_what_is() -> None:
    traits = [trait("telling", 0, 1, 2), trait("facet", 0, 2, 3, is_telling=False)]

    assert [(one.position, one.shared) for one in rank_similar(4, 0, traits, 5)] == [
        (2, ("telling",)),
        (1, ("telling",)),
    ]


def test_nothing_shared_is_nobody_similar() -> None:
    assert rank_similar(3, 0, [], 5) == []
    assert rank_similar(3, 0, [trait("alone", 0)], 5) == []


@given(st.integers(2, 30), st.lists(st.sets(st.integers(0, 29)), max_size=6), st.integers(0, 6))
def test_ranking_is_falling_without_the_subject_and_no_longer_than_asked(
    size: int, sets: list[set[int]], count: int
) -> None:
    traits = [trait(str(number), *sorted({0} | {p % size for p in one})) for number, one in enumerate(sets)]

    ranking = rank_similar(size, 0, traits, count)

    scores = [one.score for one in ranking]
    assert scores == sorted(scores, reverse=True)
    assert len(ranking) <= count
    assert all(one.position != 0 and 0 < one.score <= 1 + 1e-9 and one.shared for one in ranking)


def test_concepts_named_often_come_first_and_broader_ones_are_left_out() -> None:
    passages = [
        IndexedText("No more water leaks", "en", is_title=True),
        IndexedText("We find water leaks with hydrophones.", "en"),
        IndexedText("Wind turbines are another market.", "en"),
    ]

    found = telling_concepts(passages)

    assert next(iter(found)) == "water.leak"
    assert "water" not in found
    assert found["water.leak"] > found["wind"] == 1.0


def test_how_firms_work_makes_them_no_more_alike() -> None:
    passages = [IndexedText("We offer training, maintenance, certification and joint research on wind power.", "en")]

    assert set(telling_concepts(passages)) == {"wind"}


def test_a_long_text_gives_no_more_concepts_than_are_looked_up() -> None:
    text = (
        "wind, photovoltaics, batteries, hydrogen, recycling of plastics, biochar, drones, leaks, sludge, fish, dyeing"
    )

    assert len(telling_concepts([IndexedText(text, "en")])) == MOST_CONCEPTS
