import json
import re
from itertools import chain

import pytest

from demonstration.companies import PROFILES
from values.places.regions import CITIES, ELSEWHERE, NAMES, SHORT_NAMES, RegionCount, count_regions, region_of


@pytest.mark.parametrize(
    ("country", "city", "region"),
    [
        ("KR", "Seoul", "seoul"),
        ("KR", "서울특별시", "seoul"),
        ("KR", "Gangnam-gu, Seoul", "seoul"),
        ("KR", "경기도 성남시", "gyeonggi"),
        ("KR", "SUWON-SI", "gyeonggi"),
        ("KR", "Seongnam City", "gyeonggi"),
        ("KR", "Gwangju", "gwangju"),
        ("KR", "Gwangju, Gyeonggi-do", "gyeonggi"),
        ("KR", "Goseong", "gyeongnam"),
        ("KR", "양구군", "gangwon"),
        ("KR", "대구", "daegu"),
        ("KR", "제주특별자치도", "jeju"),
        ("LU", "Luxembourg", "luxembourg"),
        ("LU", "Luxembourg-Hollerich", "luxembourg"),
        ("LU", "룩셈부르크", "luxembourg"),
        ("LU", "Lëtzebuerg", "luxembourg"),
        ("LU", "Cloche d'Or", "luxembourg"),
        ("LU", "PETANGE", "esch"),
        ("LU", "Esch sur Alzette", "esch"),
        ("LU", "Esch-sur-Sûre", "wiltz"),
        ("LU", "Ettelbrück", "diekirch"),
        ("KR", "Luxembourg", ELSEWHERE),
        ("LU", "Trier", ELSEWHERE),
        ("KR", "", ELSEWHERE),
    ],
)
def test_region_of_a_city_as_companies_write_it(country: str, city: str, region: str) -> None:
    assert region_of(country, city) == region


def test_every_demonstration_company_lies_in_a_region() -> None:
    companies = [json.loads(line) for line in PROFILES.read_text("utf-8").splitlines()]

    assert [company["city"] for company in companies if not region_of(company["country"], company["city"])] == []


def test_every_line_of_the_table_is_about_a_region_and_every_region_has_one() -> None:
    codes = [line.split("\t")[0] for line in CITIES.read_text("utf-8").splitlines()]

    assert sorted(codes) == sorted(chain(*NAMES.values()))
    assert set(SHORT_NAMES) <= set(codes)


def test_no_country_has_a_city_in_two_regions() -> None:
    for country in NAMES:
        rows = [line.split("\t") for line in CITIES.read_text("utf-8").splitlines()]
        moved = [
            (name, code)
            for code, names in rows
            for name in re.split("; | = ", names)
            if code in NAMES[country] and region_of(country, name) != code
        ]
        assert moved == []


def test_counts_hold_every_region_with_the_cities_as_written_and_what_lies_elsewhere() -> None:
    rows = count_regions("LU", [("Belval", 2), ("Esch-sur-Alzette", 5), ("Mamer", 1), ("Trier", 3)])

    found = {row.code: row for row in rows}
    assert list(found) == [*NAMES["LU"], ELSEWHERE]
    assert found["esch"] == RegionCount("esch", 7, ("Esch-sur-Alzette", "Belval"))
    assert found["wiltz"] == RegionCount("wiltz", 0, ())
    assert found[ELSEWHERE].count == 3


def test_nothing_elsewhere_is_no_row() -> None:
    assert [row.code for row in count_regions("KR", [])] == list(NAMES["KR"])
