"""Hand-made, simplified outlines of the regions as paths of SVG.

Each border is written once, as a line of `longitude,latitude` points between two corners, and both neighbours walk
along it: no gaps. Metropolitan cities lie on top of the province around them, a little larger than life; Jeju and
Ulleung are nearer than they are.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path

Point = tuple[float, float]
BORDERS = Path(__file__).resolve().parent / "borders.tsv"
OUTLINES = Path(__file__).resolve().parent / "outlines.tsv"
SCALES = {"KR": 130.0, "LU": 840.0}
"""Units of the drawing for one degree of latitude."""
CORNERS: dict[str, tuple[Point, Point]] = {
    "KR": ((125.95, 38.72), (129.98, 33.42)),
    "LU": ((5.70, 50.22), (6.56, 49.42)),
}
"""North-west and south-east corner of each country's drawing."""


@dataclass(frozen=True, slots=True)
class Outline:
    """`path` for the `d` of an SVG path; where the label stands; whether it lies on another region."""

    path: str
    x: float
    y: float
    is_on_top: bool


def drawing_size(country: str) -> tuple[int, int]:
    """Width and height of the country's drawing."""
    x, y = _project(country, CORNERS[country][1])
    return round(x), round(y)


@cache
def outlines_of(country: str) -> dict[str, Outline]:
    """Every region's outline by its code; those on top come last, as a drawing needs them."""
    outlines = {}
    for line in OUTLINES.read_text("utf-8").splitlines():
        owner, code, place, label, rings = line.split("\t")
        if owner == country:
            x, y = _project(country, _point(label))
            path = " ".join(_ring(country, ring.split()) for ring in rings.split("|"))
            outlines[code] = Outline(path, round(x, 1), round(y, 1), is_on_top=place == "top")
    return outlines


def _ring(country: str, names: list[str]) -> str:
    """A closed curve along the named borders; a leading minus walks the border backwards."""
    curves, start = [], ""
    for name in names:
        points = [_project(country, point) for point in _borders()[name.removeprefix("-")]]
        if name.startswith("-"):
            points.reverse()
        start = start or f"M{_write(points[0])}"
        curves.append(_curve(points))
    return f"{start}{''.join(curves)}Z"


def _curve(points: list[Point]) -> str:
    """Through all points, rounded between them (Catmull-Rom as Bézier curves); the ends keep their place."""
    is_closed = points[0] == points[-1]
    before = points[-2] if is_closed else points[0]
    after = points[1] if is_closed else points[-1]
    padded = [before, *points, after]
    pieces = []
    for place, (start, end) in enumerate(pairwise(points)):
        previous, following = padded[place], padded[place + 3]
        first = _shift(start, previous, end)
        second = _shift(end, following, start)
        pieces.append(f"C{_write(first)} {_write(second)} {_write(end)}")
    return "".join(pieces)


def _shift(point: Point, start: Point, end: Point) -> Point:
    """The point, moved by a sixth of the way from `start` to `end`."""
    return point[0] + (end[0] - start[0]) / 6, point[1] + (end[1] - start[1]) / 6


def _write(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


@cache
def _borders() -> dict[str, list[Point]]:
    rows = (line.split("\t") for line in BORDERS.read_text("utf-8").splitlines())
    return {name: [_point(word) for word in words.split()] for name, words in rows}


def _point(word: str) -> Point:
    longitude, latitude = word.split(",")
    return float(longitude), float(latitude)


def _project(country: str, point: Point) -> Point:
    (west, north), (_east, south) = CORNERS[country]
    scale = SCALES[country]
    return (point[0] - west) * cos(radians((north + south) / 2)) * scale, (north - point[1]) * scale
