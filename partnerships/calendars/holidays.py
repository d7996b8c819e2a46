"""Public holidays of both countries with their substitute days, so that nobody is asked to meet on one."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays


def is_holiday_in_luxembourg(day: date) -> bool:
    return day in _holidays("LU", day.year)


def is_holiday_in_korea(day: date) -> bool:
    return day in _holidays("KR", day.year)


@lru_cache(maxsize=32)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The first call of a process costs some 70 ms and 8 MiB: the library reads its countries then."""
    return frozenset(country_holidays(country, years=year))
