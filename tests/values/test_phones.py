import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.errors import ReadingError
from values.phones import read_phone


@pytest.mark.parametrize(
    ("country", "text", "number"),
    [
        ("KR", "010-1234-5678", "+821012345678"),
        ("KR", "02-123-4567", "+8221234567"),
        ("KR", "0082-10-1234-5678", "+821012345678"),
        ("KR", "82-10-1234-5678", "+821012345678"),
        ("KR", "+82 (0)42 123 4567", "+82421234567"),
        ("KR", "０４２－１２３－４５６７", "+82421234567"),
        ("KR", "042)123-4567", "+82421234567"),
        ("KR", "042.123.4567", "+82421234567"),
        ("KR", "TEL: 042-123-4567", "+82421234567"),
        ("KR", "042–123–4567", "+82421234567"),
        ("KR", "02-555-1234 (내선 12)", "+8225551234 ext. 12"),
        ("KR", "02-555-1234 내선번호 12번", "+8225551234 ext. 12"),
        ("KR", "02-555-1234~5", "+8225551234"),
        ("KR", "+352 26 12 34 56", "+35226123456"),
        ("LU", "26 12 34 56", "+35226123456"),
        ("LU", "(+352) 26.12.34.56", "+35226123456"),
        ("LU", "00352 26123456", "+35226123456"),
        ("LU", "352 26 12 34 56", "+35226123456"),
        ("LU", "661 123 456", "+352661123456"),
        ("LU", "26 12 34-1", "+3522612341"),
        ("LU", "Tél. 26 12 34 56 poste 7", "+35226123456 ext. 7"),
        ("LU", "+49 651 1234-56", "+49651123456"),
        ("", "+82 42 123 4567 ext. 9", "+82421234567 ext. 9"),
        ("", "+82-42-123-4567;ext=9", "+82421234567 ext. 9"),
    ],
)
def test_numbers_are_read_by_the_country_of_their_company(country: str, text: str, number: str) -> None:
    assert read_phone(text, country) == number


@pytest.mark.parametrize(
    ("country", "text"),
    [
        *(("KR", ""), ("KR", "soon"), ("KR", "123"), ("", "010-1234-5678"), ("KR", "9" * 70), ("KR", "+999 1234")),
        ("KR", "02-555-1234 / 010-1234-5678"),
    ],
)
def test_what_is_no_number_or_several_is_refused(country: str, text: str) -> None:
    with pytest.raises(ReadingError):
        read_phone(text, country)


@given(st.sampled_from(["KR", "LU", ""]), st.text(st.sampled_from("0123456789 +-()ext./내선~"), max_size=24))
def test_what_is_kept_is_read_again_as_the_same(country: str, text: str) -> None:
    try:
        number = read_phone(text, country)
    except ReadingError:
        pass
    else:
        assert read_phone(number, country) == read_phone(number) == number
