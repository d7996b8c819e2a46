"""A country's regions with their counts, ready to be drawn and to be told as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, sqrt
from urllib.parse import urlencode

from django.utils.functional import Promise

from directory.places.outlines import Outline, drawing_size, outlines_of
from values.places.regions import ELSEWHERE, NAMES, SHORT_NAMES, RegionCount, count_regions
from values.places.towns import city_of

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Region:
    """`level` 0 (nothing) to LEVELS; `query` is the directory's query string for its companies."""

    code: str
    name: Promise
    label: Promise
    outline: Outline
    count: int
    level: int
    query: str


@dataclass(frozen=True, slots=True)
class Step:
    """One colour of the legend and the counts it stands for, both ends included."""

    level: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class CountryMap:
    """`regions` in the order of drawing; `table` the same by falling count; `elsewhere` what no region holds."""

    country: str
    width: int
    height: int
    regions: list[Region]
    table: list[Region]
    legend: list[Step]
    elsewhere: RegionCount | None
    elsewhere_query: str

    @property
    def total(self) -> int:
        return sum(region.count for region in self.regions) + (self.elsewhere.count if self.elsewhere else 0)


def draw_map(country: str, cities: Iterable[tuple[str, int]]) -> CountryMap:
    """The map of the country's (city, number of companies) pairs."""
    counts = {row.code: row for row in count_regions(country, cities)}
    elsewhere = counts.pop(ELSEWHERE, None)
    highest = max(row.count for row in counts.values())
    width, height = drawing_size(country)
    regions = [_region(country, counts[code], outline, highest) for code, outline in outlines_of(country).items()]
    order = list(NAMES[country])
    table = sorted(regions, key=lambda region: (-region.count, order.index(region.code)))
    query = _query(country, elsewhere) if elsewhere else ""
    return CountryMap(country, width, height, regions, table, legend_of(highest), elsewhere, query)


def level_of(count: int, highest: int) -> int:
    """The colour's step: square roots, so that one large city does not leave all others pale."""
    return ceil(LEVELS * sqrt(count / highest)) if count else 0


def legend_of(highest: int) -> list[Step]:
    """The steps of `level_of` that at least one count can reach."""
    bounds = [floor(highest * (level / LEVELS) ** 2) for level in range(LEVELS + 1)]
    steps = [Step(level, bounds[level - 1] + 1, bounds[level]) for level in range(1, LEVELS + 1)]
    return [step for step in steps if step.lowest <= step.highest]


def _region(country: str, row: RegionCount, outline: Outline, highest: int) -> Region:
    name = NAMES[country][row.code]
    label = SHORT_NAMES.get(row.code, name)
    return Region(row.code, name, label, outline, row.count, level_of(row.count, highest), _query(country, row))


def _query(country: str, row: RegionCount) -> str:
    cities = dict.fromkeys(city_of(country, city) for city in row.cities)
    return urlencode([("country", country), *(("city", city) for city in cities)])
