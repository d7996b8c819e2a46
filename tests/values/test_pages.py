"""The page of a list that an address asks for."""

import pytest

from values.pages import nearest_page


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (None, 1),
        ("", 1),
        ("2", 2),
        ("3", 3),
        (3, 3),
        ("4", 3),
        ("999999", 3),
        ("0", 1),
        ("-5", 1),
        ("x", 1),
        ("1.5", 1),
    ],
)
def test_what_is_beyond_the_pages_shows_the_nearest(asked: str | int | None, number: int) -> None:
    page = nearest_page(range(5), asked, size=2)

    assert page.number == number


def test_an_endless_number_is_no_number() -> None:
    assert nearest_page(range(5), "9" * 5000, size=2).number == 1


def test_a_list_without_anything_has_one_empty_page() -> None:
    page = nearest_page([], "7")

    assert (page.number, list(page), page.has_other_pages()) == (1, [], False)
