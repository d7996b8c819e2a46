import pytest

from values.places.reading import read_place
from values.places.regions import region_of


@pytest.mark.parametrize(
    ("place", "region"),
    [
        *(("경기도 광주시", "gyeonggi"), ("경기 광주시 오포읍", "gyeonggi"), ("Gwangju-si, Gyeonggi-do", "gyeonggi")),
        *(("광주광역시", "gwangju"), ("광주", "gwangju"), ("광주광역시 북구", "gwangju"), ("강원도 고성군", "gangwon")),
        *(("강원특별자치도 고성군", "gangwon"), ("경상남도 고성군", "gyeongnam"), ("대구 중구", "daegu")),
        *(("서울특별시 강서구", "seoul"), ("전북특별자치도 전주시", "jeonbuk"), ("대전광역시 유성구", "daejeon")),
    ],
)
def test_a_region_that_is_named_goes_before_a_namesake(place: str, region: str) -> None:
    assert region_of("KR", place) == region


@pytest.mark.parametrize(
    ("country", "address", "place"),
    [
        ("KR", "경기도 성남시 분당구 판교로 255번길 9", "경기도 성남시 분당구"),
        ("KR", "(13487) 경기도 성남시 분당구 판교로 255", "경기도 성남시 분당구"),
        ("KR", "대한민국 서울특별시 강남구 테헤란로 1", "서울특별시 강남구"),
        ("KR", "서울 강남구 테헤란로 1", "서울 강남구"),
        ("KR", "서울", "서울"),
        ("KR", "판교", "판교"),
        ("KR", "Daejeon", "Daejeon"),
        ("LU", "12, rue de l’Industrie, L-4321 Esch-sur-Alzette", "Esch-sur-Alzette"),
        ("LU", "L–1234 Luxembourg (Kirchberg)", "Luxembourg"),
        ("LU", "Mersch", "Mersch"),
    ],
)
def test_of_an_address_the_town_is_kept(country: str, address: str, place: str) -> None:
    assert read_place(address, country) == place
