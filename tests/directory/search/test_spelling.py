import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.spelling import is_near, nearest, slips

words = st.text("abcde", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("recycling", "recyclng", 1), ("waste", "wsate", 1), ("kitten", "sitting", 3), ("", "ab", 2)],
)
def test_slips_are_letters_put_in_left_out_changed_or_swapped(one: str, other: str, count: int) -> None:
    assert slips(one, other) == count


@given(words, words)
def test_slips_are_symmetric_and_none_only_between_equals(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))


def test_short_words_are_not_made_into_others() -> None:
    assert not is_near("car", "cat")
    assert is_near("plant", "plent")
    assert not is_near("plant", "pleht")
    assert is_near("electrolyser", "elektrolyzer")


def test_nearest_word_has_the_fewest_slips_then_the_same_first_letter() -> None:
    assert nearest("bater", [("water", "water"), ("baker", "baker")]) == "baker"
    assert nearest("bater", []) is None
