import re

import pytest

from directory.places.outlines import OUTLINES, drawing_size, outlines_of
from values.places.regions import NAMES


@pytest.mark.parametrize("country", sorted(NAMES))
def test_every_region_has_an_outline_inside_the_drawing(country: str) -> None:
    width, height = drawing_size(country)
    outlines = outlines_of(country)

    assert sorted(outlines) == sorted(NAMES[country])
    for outline in outlines.values():
        numbers = [float(number) for number in re.findall(r"-?\d+\.\d", outline.path)]
        assert min(numbers) >= 0
        assert max(numbers[0::2]) <= width
        assert max(numbers[1::2]) <= height
        assert 0 < outline.x < width
        assert 0 < outline.y < height


@pytest.mark.parametrize("country", sorted(NAMES))
def test_outlines_are_closed_curves(country: str) -> None:
    for outline in outlines_of(country).values():
        for ring in re.findall(r"M[^Z]*Z", outline.path):
            points = re.findall(r"-?\d+\.\d,-?\d+\.\d", ring)
            assert points[0] == points[-1]


@pytest.mark.parametrize("country", sorted(NAMES))
def test_what_lies_on_top_is_drawn_last(country: str) -> None:
    order = [outline.is_on_top for outline in outlines_of(country).values()]

    assert order == sorted(order)


def test_neighbours_walk_along_the_same_border() -> None:
    used: dict[str, list[str]] = {}
    for line in OUTLINES.read_text("utf-8").splitlines():
        for name in line.split("\t")[4].replace("|", " ").split():
            used.setdefault(name.removeprefix("-"), []).append(name)
    inner = {name: uses for name, uses in used.items() if len(uses) > 1}

    assert all(sorted(uses) == sorted([name, f"-{name}"]) for name, uses in inner.items())
    assert len(inner) > 30
