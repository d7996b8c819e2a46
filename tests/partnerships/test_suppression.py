"""Hidden cells stay hidden: checked against a reader who tries every table there could be."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.suppression import LEAST_SHOWN, Sight, suppress

SHOWN, SMALL, WITHHELD = Sight.SHOWN, Sight.SMALL, Sight.WITHHELD


def columns_of(*values: int) -> list[list[int]]:
    return [[value] for value in values]


@pytest.mark.parametrize(
    ("values", "sights", "total"),
    [
        ((5, 9, 20), [SHOWN, SHOWN, SHOWN], SHOWN),
        ((4, 9, 20), [SMALL, WITHHELD, SHOWN], SHOWN),
        ((4, 3, 20), [SMALL, SMALL, SHOWN], SHOWN),
        ((4, 4, 20), [SMALL, SMALL, WITHHELD], SHOWN),
        ((0, 5, 7), [SMALL, WITHHELD, WITHHELD], SHOWN),
        ((1, 2), [SMALL, SMALL], SMALL),
        ((4, 4), [SMALL, SMALL], WITHHELD),
        ((), [], SMALL),
    ],
)
def test_one_column(values: tuple[int, ...], sights: list[Sight], total: Sight) -> None:
    suppressed = suppress(columns_of(*values), [sum(values)])

    assert [row[0] for row in suppressed.rows] == sights
    assert suppressed.total == [total]


steps = st.lists(st.integers(0, 9), min_size=1, max_size=1).map(lambda row: sorted(row, reverse=True))
two_steps = st.lists(st.integers(0, 8), min_size=2, max_size=2).map(lambda row: sorted(row, reverse=True))
tables = st.one_of(st.lists(steps, min_size=1, max_size=4), st.lists(two_steps, min_size=1, max_size=3))


@given(tables)
@settings(max_examples=150)
def test_each_small_cell_could_have_another_value(rows: list[list[int]]) -> None:
    total = [sum(column) for column in zip(*rows, strict=True)]

    suppressed = suppress(rows, total)

    for row, sights in zip(rows, suppressed.rows, strict=True):
        assert all((sight is SMALL) == (value < LEAST_SHOWN) for value, sight in zip(row, sights, strict=True))
    seen = possible_values(rows, total, suppressed.rows, suppressed.total)
    assert all(len(seen[place]) > 1 for place in seen)


def possible_values(
    rows: list[list[int]], total: list[int], sights: list[list[Sight]], totals: list[Sight]
) -> dict[tuple[int, int], set[int]]:
    """For each small cell every value it has in some table that looks the same; found by trying all of them."""
    highest = max([9, *total])
    candidates = [
        [_values(value, sight, highest) for value, sight in zip(row, line, strict=True)]
        for row, line in zip(rows, sights, strict=True)
    ]
    fitting_rows = [[way for way in product(*cells) if list(way) == sorted(way, reverse=True)] for cells in candidates]
    seen: dict[tuple[int, int], set[int]] = {
        (i, j): set() for i, line in enumerate(sights) for j, sight in enumerate(line) if sight is SMALL
    }
    reachable = _reachable_sums(fitting_rows, total, totals)
    for i, ways in enumerate(fitting_rows):
        for way in ways:
            sums = (tuple(a + b for a, b in zip(way, rest, strict=True)) for rest in reachable[i])
            if any(_is_total(one, total, totals) for one in sums):
                for j, value in enumerate(way):
                    seen.get((i, j), set()).add(value)
    return seen


def _values(value: int, sight: Sight, highest: int) -> range:
    if sight is SHOWN:
        return range(value, value + 1)
    return range(LEAST_SHOWN) if sight is SMALL else range(LEAST_SHOWN, highest + 1)


def _reachable_sums(
    fitting_rows: list[list[tuple[int, ...]]], total: list[int], totals: list[Sight]
) -> list[set[tuple[int, ...]]]:
    """For each row the sums that the other rows can have together."""
    reachable = []
    for i in range(len(fitting_rows)):
        sums: set[tuple[int, ...]] = {(0,) * len(total)}
        for ways in fitting_rows[:i] + fitting_rows[i + 1 :]:
            sums = {tuple(a + b for a, b in zip(one, way, strict=True)) for one in sums for way in ways}
        reachable.append(sums)
    return reachable


def _is_total(sums: tuple[int, ...], total: list[int], totals: list[Sight]) -> bool:
    for value, known, sight in zip(sums, total, totals, strict=True):
        if sight is SHOWN and value != known:
            return False
        if sight is SMALL and value >= LEAST_SHOWN:
            return False
        if sight is WITHHELD and value < LEAST_SHOWN:
            return False
    return True
