from companies.industries import DIVISIONS, name_division
from companies.registration import NACE_DIVISIONS


def test_every_division_of_nace_has_one_name() -> None:
    assert sorted(map(int, DIVISIONS)) == sorted(NACE_DIVISIONS)
    assert len({str(name) for name in DIVISIONS.values()}) == len(DIVISIONS)


def test_a_class_is_named_by_its_division() -> None:
    assert name_division("38.32") == name_division("38") == "Waste collection, treatment and recycling"
    assert name_division("04.10") == ""
