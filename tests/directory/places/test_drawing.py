import pytest

from directory.places.drawing import LEVELS, draw_map, legend_of, level_of


def test_map_tells_the_same_figures_in_the_drawing_and_the_table() -> None:
    drawn = draw_map("LU", [("Belval", 9), ("Mamer", 1), ("Remich", 1), ("Trier", 3)])

    assert sorted(region.code for region in drawn.regions) == sorted(region.code for region in drawn.table)
    assert [(region.code, region.count) for region in drawn.table[:4]] == [
        ("esch", 9),
        ("capellen", 1),
        ("remich", 1),
        ("clervaux", 0),
    ]
    assert drawn.total == 14


def test_region_links_to_its_cities_as_companies_write_them() -> None:
    drawn = draw_map("LU", [("Belval", 1), ("Pétange", 2), ("Trier", 3)])

    query = next(region.query for region in drawn.regions if region.code == "esch")
    assert query == "country=LU&city=P%C3%A9tange&city=Belval"
    assert drawn.elsewhere_query == "country=LU&city=Trier"


def test_map_of_nothing_has_no_legend_and_nothing_elsewhere() -> None:
    drawn = draw_map("KR", [])

    assert (drawn.total, drawn.legend, drawn.elsewhere) == (0, [], None)
    assert {region.level for region in drawn.regions} == {0}


@pytest.mark.parametrize("highest", [1, 2, 3, 7, 50, 1234])
def test_legend_says_for_every_count_the_colour_it_has(highest: int) -> None:
    told = {count: step.level for step in legend_of(highest) for count in range(step.lowest, step.highest + 1)}

    assert told == {count: level_of(count, highest) for count in range(1, highest + 1)}
    assert told[highest] == LEVELS
