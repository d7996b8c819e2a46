import re

import pytest

from taxonomy.languages import HANGUL
from values.places.regions import CITIES
from values.places.towns import GERMAN, name_town, names_of_town


@pytest.mark.parametrize(
    ("country", "town", "korean", "latin"),
    [
        ("KR", "Daejeon", "대전", "Daejeon"),
        ("KR", "대전", "대전", "Daejeon"),
        ("KR", "서울특별시", "서울특별시", "Seoul"),
        ("KR", "SUWON-SI", "수원", "SUWON-SI"),
        ("KR", "경기도 성남시", "경기도 성남시", "Seongnam, Gyeonggi"),
        ("KR", "Seongnam, Gyeonggi-do", "경기도 성남", "Seongnam, Gyeonggi-do"),
        ("LU", "Esch sur Alzette", "에슈쉬르알제트", "Esch sur Alzette"),
        ("LU", "Trier", "Trier", "Trier"),
        ("KR", "어딘가", "어딘가", "어딘가"),
        ("KR", "", "", ""),
    ],
)
def test_a_town_in_the_readers_script(country: str, town: str, korean: str, latin: str) -> None:
    assert (name_town(country, town, "ko"), name_town(country, town, "en")) == (korean, latin)


@pytest.mark.parametrize(
    ("country", "town", "french"),
    [
        ("KR", "Seoul", "Séoul"),
        ("KR", "서울", "Séoul"),
        ("KR", "Gangnam, Seoul", "Gangnam, Séoul"),
        ("KR", "Daejeon", "Daejeon"),
        ("LU", "Seoul", "Seoul"),
    ],
)
def test_french_has_names_of_its_own_for_korean_towns(country: str, town: str, french: str) -> None:
    assert name_town(country, town, "fr") == french


@pytest.mark.parametrize(
    ("country", "town", "german"),
    [
        ("LU", "Luxembourg", "Luxemburg"),
        ("LU", "룩셈부르크", "Luxemburg"),
        ("LU", "Esch sur Alzette", "Esch an der Alzette"),
        ("LU", "Grevenmacher", "Grevenmacher"),
        ("KR", "대전", "Daejeon"),
        ("LU", "Trier", "Trier"),
    ],
)
def test_a_town_with_a_german_name_has_it_in_german(country: str, town: str, german: str) -> None:
    assert name_town(country, town, "de") == german


def test_every_german_name_is_that_of_a_town_of_the_table() -> None:
    rows = [line.split("\t") for line in GERMAN.read_text("utf-8").splitlines()]

    unknown = [
        town for country, town, german in rows if name_town(country, name_town(country, town, "ko"), "de") != german
    ]

    assert unknown == []


def test_a_town_is_found_by_both_names() -> None:
    assert set(names_of_town("KR", "Seoul")) == {"Seoul", "서울"}
    assert set(names_of_town("KR", "서울")) == {"Seoul", "서울"}
    assert set(names_of_town("LU", "Luxembourg")) == {"Luxembourg", "Luxemburg", "룩셈부르크"}


def test_every_town_of_the_table_has_a_name_in_either_script() -> None:
    towns = [town for line in CITIES.read_text("utf-8").splitlines() for town in line.split("\t")[1].split("; ")]

    one_script = [town for town in towns if not (HANGUL.search(town) and re.search("[A-Za-z]", town))]

    assert one_script == []
