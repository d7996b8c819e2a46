"""What a search asks for, in the reader's words."""

import pytest
from django.utils.translation import override

from directory.forms.saved_searches import describe_search


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Seoul", "10–49 employees", "250+ employees"]),
        ("fr", ["Séoul", "effectif\u00a0: 10 à 49", "effectif\u00a0: 250 et plus"]),
    ],
)
def test_a_town_and_a_range_are_written_as_the_reader_writes_them(language: str, words: list[str]) -> None:
    with override(language):
        assert describe_search("city=Seoul&size=10-49&size=250%2B") == words


def test_a_range_that_does_not_exist_stands_as_it_was_typed() -> None:
    assert describe_search("size=many") == ["many employees"]
