import pytest

from directory.search.facets import size_of
from taxonomy.sectors import load_names, name_sector, sectors_of
from values.industry import NACE_DIVISIONS


@pytest.mark.parametrize(
    ("employees", "size"), [(0, ["0-9"]), (9, ["0-9"]), (10, ["10-49"]), (249, ["50-249"]), (250, ["250+"]), (None, [])]
)
def test_size_is_the_class_of_the_eu_definition(employees: int | None, size: list[str]) -> None:
    assert size_of(employees) == size


def test_classes_are_filed_under_division_and_section() -> None:
    assert sectors_of(["38.32", "27.11", "27.90"]) == {"E", "E38", "C", "C27"}
    assert sectors_of([]) == set()


def test_every_division_of_nace_has_a_section_and_a_name_in_four_languages() -> None:
    for division in NACE_DIVISIONS:
        section, code = sorted(sectors_of([f"{division:02}.00"]))
        assert {"en", "fr", "de", "ko"} <= {key for key, name in load_names()[section].items() if name}
        assert all(name_sector(code, language).startswith(f"{division:02} · ") for language in ("en", "fr", "de", "ko"))


def test_sector_nobody_knows_is_shown_as_its_code() -> None:
    assert name_sector("Z99", "en") == "Z99"
    assert name_sector("E38", "lb") == "38 · Waste and materials recovery"
