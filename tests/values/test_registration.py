import pytest

from values.errors import NaceClassError, RegistrationNumberError
from values.industry import check_nace_class
from values.registration import normalise_registration_number


@pytest.mark.parametrize(
    ("country", "text", "stored"),
    [
        ("KR", "124-81-00998", "124-81-00998"),
        ("KR", " 1248100998 ", "124-81-00998"),
        ("KR", "124 81 00998", "124-81-00998"),
        ("KR", "１２４-８１-００９９８", "124-81-00998"),
        ("LU", "LU 150 274 42", "LU15027442"),
        ("LU", "lu15027442", "LU15027442"),
        ("LU", "15027442", "LU15027442"),
        ("LU", "B 123.456", "B123456"),
        ("LU", "b00123", "B123"),
        ("LU", "R.C.S. Luxembourg B 123456", "B123456"),
    ],
)
def test_number_is_stored_in_one_spelling(country: str, text: str, stored: str) -> None:
    assert normalise_registration_number(country, text) == stored


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("KR", "124-81-00999"),
        ("KR", "124-81-0099"),
        ("KR", "124-81-009980"),
        ("KR", "000-81-00998"),
        ("KR", "LU15027442"),
        ("KR", ""),
        ("LU", "LU15027443"),
        ("LU", "124-81-00998"),
        ("LU", "B"),
        ("LU", "B12345678"),
        ("LU", "B000"),
        ("FR", "124-81-00998"),
    ],
)
def test_impossible_number_is_refused(country: str, text: str) -> None:
    with pytest.raises(RegistrationNumberError):
        normalise_registration_number(country, text)


@pytest.mark.parametrize("position", range(9))
def test_every_single_wrong_digit_is_noticed(position: int) -> None:
    digits = [int(digit) for digit in "1248100998"]
    digits[position] = (digits[position] + 1) % 10

    with pytest.raises(RegistrationNumberError):
        normalise_registration_number("KR", "".join(map(str, digits)))


def test_resident_registration_number_is_refused_in_words_and_never_repeated() -> None:
    with pytest.raises(RegistrationNumberError) as refused:
        normalise_registration_number("KR", "900101-1234568")

    assert "resident registration number" in str(refused.value)
    assert "1234568" not in str(refused.value)


@pytest.mark.parametrize("text", ["01.11", "38.32", "62.01", "99.00"])
def test_nace_class_of_a_known_division_is_accepted(text: str) -> None:
    assert check_nace_class(text) == text


@pytest.mark.parametrize("text", ["38.3", "3832", "38.32 ", "C38.32", "04.10", "34.00", "00.10", "٣٨.٣٢", ""])
def test_nace_class_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(NaceClassError):
        check_nace_class(text)
