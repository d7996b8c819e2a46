"""A place is called as the sign on it says, in the language of whoever reads."""

import pytest
from django.utils.translation import override

from events.models import MeetingPlace, PlaceKind


@pytest.mark.parametrize(
    ("language", "kind", "name"),
    [
        ("en", PlaceKind.TABLE, "Table 4"),
        ("fr", PlaceKind.VIDEO, "Salle de visioconférence 4"),
        ("de", PlaceKind.TABLE, "Tisch 4"),
        ("ko", PlaceKind.TABLE, "4번 테이블"),
    ],
)
def test_a_place_without_a_name_of_its_own_is_called_by_its_number(language: str, kind: str, name: str) -> None:
    with override(language):
        assert MeetingPlace(kind=kind, number=4).shown_name == name


def test_a_place_keeps_the_name_it_was_given() -> None:
    with override("ko"):
        assert MeetingPlace(kind=PlaceKind.TABLE, number=4, name="Stammtisch").shown_name == "Stammtisch"
