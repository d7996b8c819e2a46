import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.diffs import CONTEXT_WORDS, DiffKind, DiffPart, diff_words, shorten

words = st.lists(st.sampled_from(["한빛", "glass", " ", "\n", ",", "réseau", "2026"]), max_size=30).map("".join)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text) for part in diff_words(before, after)]


def test_changed_word_is_removed_and_added_between_what_stays() -> None:
    assert told("A line for glass.", "A line for silver.") == [
        ("same", "A line for "),
        ("removed", "glass"),
        ("added", "silver"),
        ("same", "."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        ("same", "same", [("same", "same")]),
        ("", "", []),
        (
            "유리를 분리합니다",
            "유리를 재활용합니다",
            [("same", "유리를 "), ("removed", "분리합니다"), ("added", "재활용합니다")],
        ),
    ],
)
def test_difference_of_small_texts(before: str, after: str, parts: list[tuple[str, str]]) -> None:
    assert told(before, after) == parts


def test_what_lies_far_from_every_change_becomes_an_ellipsis() -> None:
    long = " ".join(f"word{number}" for number in range(100))

    parts = shorten(diff_words(f"{long} old {long}", f"{long} new {long}"))

    assert [part.kind for part in parts] == [
        *(DiffKind.GAP, DiffKind.SAME, DiffKind.REMOVED, DiffKind.ADDED, DiffKind.SAME, DiffKind.GAP),
    ]
    assert len(parts[1].text.split()) == CONTEXT_WORDS


@given(words, words)
def test_both_texts_can_be_read_from_the_difference(before: str, after: str) -> None:
    parts = diff_words(before, after)

    assert "".join(part.text for part in parts if part.kind != DiffKind.ADDED) == before
    assert "".join(part.text for part in parts if part.kind != DiffKind.REMOVED) == after


@given(words, words)
def test_shortening_keeps_every_change(before: str, after: str) -> None:
    parts = diff_words(before, after)

    changed = [part for part in shorten(parts) if part.kind in (DiffKind.ADDED, DiffKind.REMOVED)]

    assert changed == [part for part in parts if part.kind in (DiffKind.ADDED, DiffKind.REMOVED)]


def test_short_text_is_not_shortened() -> None:
    parts = [DiffPart(DiffKind.REMOVED, "a"), DiffPart(DiffKind.SAME, " b c "), DiffPart(DiffKind.ADDED, "d")]

    assert shorten(parts) == parts
