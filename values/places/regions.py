"""The 17 provinces and metropolitan cities of Korea and the 12 cantons of Luxembourg, and the cities in them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

CITIES = Path(__file__).resolve().parent / "cities.tsv"
ELSEWHERE = ""
"""The code for a city that the table does not know."""

NAMES: dict[str, dict[str, Promise]] = {
    "KR": {
        "seoul": pgettext_lazy("region", "Seoul"),
        "busan": pgettext_lazy("region", "Busan"),
        "daegu": pgettext_lazy("region", "Daegu"),
        "incheon": pgettext_lazy("region", "Incheon"),
        "gwangju": pgettext_lazy("region", "Gwangju"),
        "daejeon": pgettext_lazy("region", "Daejeon"),
        "ulsan": pgettext_lazy("region", "Ulsan"),
        "sejong": pgettext_lazy("region", "Sejong"),
        "gyeonggi": pgettext_lazy("region", "Gyeonggi"),
        "gangwon": pgettext_lazy("region", "Gangwon"),
        "chungbuk": pgettext_lazy("region", "North Chungcheong"),
        "chungnam": pgettext_lazy("region", "South Chungcheong"),
        "jeonbuk": pgettext_lazy("region", "Jeonbuk"),
        "jeonnam": pgettext_lazy("region", "South Jeolla"),
        "gyeongbuk": pgettext_lazy("region", "North Gyeongsang"),
        "gyeongnam": pgettext_lazy("region", "South Gyeongsang"),
        "jeju": pgettext_lazy("region", "Jeju"),
    },
    "LU": {
        "capellen": pgettext_lazy("region", "Capellen"),
        "clervaux": pgettext_lazy("region", "Clervaux"),
        "diekirch": pgettext_lazy("region", "Diekirch"),
        "echternach": pgettext_lazy("region", "Echternach"),
        "esch": pgettext_lazy("region", "Esch-sur-Alzette"),
        "grevenmacher": pgettext_lazy("region", "Grevenmacher"),
        "luxembourg": pgettext_lazy("region", "Luxembourg"),
        "mersch": pgettext_lazy("region", "Mersch"),
        "redange": pgettext_lazy("region", "Redange"),
        "remich": pgettext_lazy("region", "Remich"),
        "vianden": pgettext_lazy("region", "Vianden"),
        "wiltz": pgettext_lazy("region", "Wiltz"),
    },
}
SHORT_NAMES: dict[str, Promise] = {
    "seoul": pgettext_lazy("region, short", "Seoul"),
    "busan": pgettext_lazy("region, short", "Busan"),
    "daegu": pgettext_lazy("region, short", "Daegu"),
    "incheon": pgettext_lazy("region, short", "Incheon"),
    "gwangju": pgettext_lazy("region, short", "Gwangju"),
    "daejeon": pgettext_lazy("region, short", "Daejeon"),
    "ulsan": pgettext_lazy("region, short", "Ulsan"),
    "sejong": pgettext_lazy("region, short", "Sejong"),
    "gyeonggi": pgettext_lazy("region, short", "Gyeonggi"),
    "gangwon": pgettext_lazy("region, short", "Gangwon"),
    "chungbuk": pgettext_lazy("region, short", "Chungbuk"),
    "chungnam": pgettext_lazy("region, short", "Chungnam"),
    "jeonbuk": pgettext_lazy("region, short", "Jeonbuk"),
    "jeonnam": pgettext_lazy("region, short", "Jeonnam"),
    "gyeongbuk": pgettext_lazy("region, short", "Gyeongbuk"),
    "gyeongnam": pgettext_lazy("region, short", "Gyeongnam"),
    "jeju": pgettext_lazy("region, short", "Jeju"),
    "esch": pgettext_lazy("region, short", "Esch"),
}
"""For a map, where the full name does not fit."""
PROVINCES = frozenset(
    ["gyeonggi", "gangwon", "chungbuk", "chungnam", "jeonbuk", "jeonnam", "gyeongbuk", "gyeongnam", "jeju"]
)
_ENDINGS = re.compile(r"(특별자치시|특별자치도|특별시|광역시|(?<=..)[시군구]|[ -](si|gun|gu|city|do))$")


@dataclass(frozen=True, slots=True)
class RegionCount:
    """How many companies are in a region, and the cities as they write them, most frequent first."""

    code: str
    count: int
    cities: tuple[str, ...]

    @property
    def is_elsewhere(self) -> bool:
        return self.code == ELSEWHERE


def region_of(country: str, city: str) -> str:
    """The region's code; ELSEWHERE for a city that the table does not know.

    Case, accents, hyphens and endings such as `-si` or 광역시 do not matter. Of `district, city` the last known part
    counts. A name that two regions share means the better known place, unless the text names the region too:
    `경기도 광주시` is in Gyeonggi.
    """
    if named := _region_named(country, city):
        return named
    table = _regions_by_city(country)
    parts = [city, *reversed(re.split(r"[,/()]", city)), *reversed(re.split(r"[\s-]", city))]
    return next((table[key] for part in parts if (key := key_of(part)) in table), ELSEWHERE)


def _region_named(country: str, city: str) -> str:
    """The province that a part of the text names, else the metropolitan city."""
    if country != "KR":
        return ""
    regions = _names_of_regions()
    found = [regions[key] for part in re.split(r"[\s,/()]+", city) if (key := key_of(part)) in regions]
    return next((code for code in found if code in PROVINCES), found[0] if found else "")


@cache
def _names_of_regions() -> dict[str, str]:
    """Every name of the Korean regions themselves, which come first in their lines of the table."""
    lines = (line.split("\t") for line in CITIES.read_text("utf-8").splitlines())
    first = {code: names.split("; ")[0].split(" = ") for code, names in lines if code in NAMES["KR"]}
    return {key_of(name): code for code, names in first.items() for name in names}


def count_regions(country: str, cities: Iterable[tuple[str, int]]) -> list[RegionCount]:
    """Every region of the country in the order of `NAMES`, also those with nothing; then elsewhere, if anything is.

    `cities`: (city, number of companies) pairs.
    """
    counts = {code: Counter[str]() for code in [*NAMES[country], ELSEWHERE]}
    for city, count in cities:
        counts[region_of(country, city)][city] += count
    rows = [
        RegionCount(code, found.total(), tuple(sorted(found, key=lambda city: (-found[city], city))))
        for code, found in counts.items()
    ]
    return [row for row in rows if row.count or not row.is_elsewhere]


@cache
def _regions_by_city(country: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in CITIES.read_text("utf-8").splitlines():
        code, names = line.split("\t")
        if code in NAMES.get(country, {}):
            table |= {key_of(name): code for name in re.split("; | = ", names)}
    return table


def key_of(city: str) -> str:
    """The same for every way of writing one town: case, accents, hyphens and the endings of districts left out."""
    plain = unicodedata.normalize("NFKD", city.strip().casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    composed = unicodedata.normalize("NFC", bare)
    return re.sub(r"[\s’'-]", "", _ENDINGS.sub("", composed))
