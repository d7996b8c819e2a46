from contextlib import suppress
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from values.errors import ReadingError
from values.formats.numbers import write_number
from values.quantities import read_count, read_measure

LANGUAGES = ("en", "fr", "de", "ko")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("250", 250),
        ("250.000", 250_000),
        ("250,000", 250_000),
        ("250 000", 250_000),
        ("250\u202f000", 250_000),
        ("250'000", 250_000),
        ("250’000", 250_000),
        ("２５０", 250),
        ("1,234명", 1234),
        ("38명", 38),
        ("약 20명", 20),
        ("about 40", 40),
        ("env. 40 salariés", 40),
        ("ca. 40 Mitarbeiter", 40),
        ("3천 명", 3000),
        ("1.2만", 12_000),
        ("38.0", 38),
        ("1.250.000", 1_250_000),
    ],
)
def test_counts_are_read_as_people_write_them_in_every_language(text: str, number: int) -> None:
    for language in LANGUAGES:
        with translation.override(language):
            assert read_count(text, lowest=0, highest=10**7) == number


@pytest.mark.parametrize(
    "text", ["", "many", "10-49", "10~49명", "12.5", "-3", "1.23.4", "10000001", "٣٨", "1e5", "9" * 50]
)
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        read_count(text, lowest=0, highest=10**7)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "1.234", "1234"),
        ("de", "1.234,5", "1234.5"),
        ("de", "12,5 t", "12.5"),
        ("fr", "1 234,5 tonnes", "1234.5"),
        ("fr", "1.234", "1234"),
        ("en", "1,234", "1234"),
        ("en", "1,234.5", "1234.5"),
        ("ko", "1,234톤", "1234"),
        ("ko", "12.5", "12.5"),
    ],
)
def test_measures_are_read_by_the_language_of_their_reader(language: str, text: str, number: str) -> None:
    with translation.override(language):
        assert read_measure(text, lowest=Decimal(0), highest=Decimal(10**9)) == Decimal(number)


@pytest.mark.parametrize(("language", "text"), [("de", "1,234"), ("fr", "1,234"), ("en", "1.234"), ("ko", "1.234")])
def test_a_measure_with_two_readings_is_asked(language: str, text: str) -> None:
    with translation.override(language), pytest.raises(ReadingError, match=r"1234.*1[.,]234"):
        read_measure(text, lowest=Decimal(0), highest=Decimal(10**9))


@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_what_the_portal_writes_it_reads(number: int, language: str) -> None:
    with translation.override(language):
        assert read_count(write_number(number), lowest=0, highest=10**9) == number


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    for read in (
        lambda: read_count(text, lowest=0, highest=10**6),
        lambda: read_measure(text, lowest=Decimal(0), highest=Decimal(10**6)),
    ):
        with suppress(ReadingError):
            assert 0 <= read() <= 10**6
