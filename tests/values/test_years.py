from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.errors import ReadingError
from values.years import read_day, read_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2015", 2015),
        ("２０１５", 2015),
        ("2015년", 2015),
        ("설립 2011년", 2011),
        ("2014년 3월", 2014),
        ("2014.03.15", 2014),
        ("2014. 3. 15.", 2014),
        ("2014-03-15T00:00:00", 2014),
        ("2014-03-15 00:00:00", 2014),
        ("20140315", 2014),
        ("15/03/2014", 2014),
        ("15. März 2014", 2014),
        ("1er mars 2014", 2014),
        ("March 2014", 2014),
        ("since 1998", 1998),
        ("gegr. 1921", 1921),
        ("41713", 2014),
    ],
)
def test_a_year_is_found_in_what_people_write(text: str, year: int) -> None:
    assert read_year(text, latest=2026) == year


@pytest.mark.parametrize("text", ["", "15", "soon", "1998-2004", "2027", "1799", "14.3.15", "9" * 400, "99999"])
def test_what_names_no_year_or_several_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        read_year(text, latest=2026)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-30", "2026. 11. 30.", "2026년 11월 30일", "20261130", "30.11.2026", "30/11/2026", "30-11-2026"),
        *("30. November 2026", "30 novembre 2026", "30 Nov 2026", "November 30, 2026", "46356"),
    ],
)
def test_a_day_is_read_in_the_order_of_each_language(text: str) -> None:
    assert read_day(text) == date(2026, 11, 30)


def test_the_day_comes_before_the_month() -> None:
    assert read_day("03/04/2026") == date(2026, 4, 3)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(ReadingError):
        assert 1800 <= read_year(text, latest=2026) <= 2026


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2100, 1, 1)))
def test_what_each_language_writes_of_a_day_is_that_day(day: date) -> None:
    for written in (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day:%Y. %m. %d.}", f"{day:%Y%m%d}"):
        assert read_day(written) == day
