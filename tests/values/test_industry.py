import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.errors import NaceClassError
from values.industry import read_nace_class, split_classes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("25.11", "25.11"), ("25,11", "25.11"), ("2511", "25.11"), ("C25.11", "25.11"), ("c 25.11", "25.11")),
        *(("38.3", "38.30"), ("1.11", "01.11"), ("0111", "01.11"), ("25.110", "25.11"), ("２５．１１", "25.11")),
        *(
            ("01. Nov", "01.11"),
            ("25-Nov", "25.11"),
            ("25. nov.", "25.11"),
            ("Nov 25", "11.25"),
            ("11월 25일", "11.25"),
        ),
        *(("1-Dez", "01.12"), ("10 déc.", "10.12"), ("2026-11-25", "25.11")),
        *(("25.11 Manufacture of metal structures", "25.11"), ("2511 - Metallbau", "25.11")),
    ],
)
def test_a_class_is_found_in_what_people_and_spreadsheets_write(text: str, found: str) -> None:
    assert read_nace_class(text) == found


@pytest.mark.parametrize(
    ("ksic", "found"),
    [
        *(("26121", "26.00"), ("C26121", "26.00"), ("27213", "26.00"), ("28111", "27.00"), ("29176", "28.00")),
        *(("70113", "72.00"), ("71531", "70.00"), ("72122", "71.00"), ("41210", "42.00")),
        *(("58222", "58.00"), ("61220", "61.00"), ("38210", "38.00")),
    ],
)
def test_a_korean_code_is_bridged_by_its_division(ksic: str, found: str) -> None:
    assert read_nace_class(ksic, "KR") == found


def test_five_digits_of_luxembourg_are_a_class_with_a_digit_more() -> None:
    assert read_nace_class("25110", "LU") == "25.11"


@pytest.mark.parametrize("text", ["", "25", "251", "04.10", "99999", "2026-11-01", "metal", "25.11.26.12", "1 2"])
def test_what_is_no_class_or_two_is_refused(text: str) -> None:
    with pytest.raises(NaceClassError):
        read_nace_class(text)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("25,11", ["25,11"]),
        ("25,11, 38,32", ["25,11", "38,32"]),
        ("25.11,38.32", ["25.11", "38.32"]),
        ("25.11; 38.32 / 27.20", ["25.11", "38.32", "27.20"]),
        ("25.11 38.32", ["25.11", "38.32"]),
        ("C26121\nC28111", ["C26121", "C28111"]),
        ("", []),
    ],
)
def test_lists_are_cut_where_people_part_them(text: str, entries: list[str]) -> None:
    assert split_classes(text) == entries


@given(st.text(max_size=16), st.sampled_from(["KR", "LU", ""]))
def test_what_is_kept_is_read_again_as_the_same(text: str, country: str) -> None:
    for entry in split_classes(text):
        try:
            found = read_nace_class(entry, country)
        except NaceClassError:
            pass
        else:
            assert read_nace_class(found, country) == found
