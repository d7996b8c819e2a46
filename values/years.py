"""Years and days as people write them: `2014.03.15`, `2014년 3월`, `15/03/2014`, `15. März 2014`, a serial of Excel."""

import re
import unicodedata
from datetime import date, timedelta

from django.utils.translation import gettext as _

from values.errors import ReadingError

FIRST_YEAR = 1800
LONGEST = 60
SERIAL_START = date(1899, 12, 30)  # Excel counts days from here, its error about 1900 included
SERIALS = range(10_000, 80_000)  # 1927 to 2119; fewer digits could be a year
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan janv january janvier januar jänner", "feb févr fev february février fevrier februar"),
            *("mar mär mrz march mars märz maerz", "apr avr april avril", "may mai", "jun june juin juni"),
            *("jul juil july juillet juli", "aug août aout august", "sep sept september septembre", "oct okt october"),
            *("nov november novembre", "dec déc dez december décembre decembre dezember"),
        ),
        1,
    )
    for name in names.split()
} | {"octobre": 10, "oktober": 10}
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|2[01]\d\d)(?!\d)")
_COMPACT = re.compile(r"(1[89]\d\d|2[01]\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[.\-/년]\s*(\d{1,2})\s*[.\-/월]\s*(\d{1,2})\s*[.일]?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{4})")
_NAMED_DAY = re.compile(r"(\d{1,2})(?:\.|er|st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_NAMED_MONTH = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_TIME = re.compile(r"[T\s]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")


def read_year(text: str, *, latest: int, earliest: int = FIRST_YEAR) -> int:
    """The year that a text or a date in it names. Raises ReadingError unless it names exactly one in these limits."""
    plain = _simplify(text)
    day = _find_day(plain)
    years = {day.year} if day else {int(found) for found in _YEAR.findall(plain)}
    if len(years) > 1:
        raise ReadingError(_("This names several years. Enter one of them."))
    if not years:
        raise ReadingError(_("This is not a year. Enter four digits, for example 2015."))
    (year,) = years
    if not earliest <= year <= latest:
        words = _("Enter a year from %(earliest)d to %(latest)d.")
        raise ReadingError(words % {"earliest": earliest, "latest": latest})
    return year


def read_day(text: str) -> date:
    """The day; of `03/04/2026` the one in April, as all our languages but American English have it.

    Raises ReadingError.
    """
    day = _find_day(_simplify(text))
    if day is None:
        raise ReadingError(_("This is not a date. Enter year, month and day, for example 2026-11-30."))
    return day


def _simplify(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    return _TIME.sub("", unicodedata.normalize("NFKC", text).casefold().strip())


def _find_day(plain: str) -> date | None:
    if plain.isascii() and plain.isdigit() and len(plain) == len("41713"):
        return SERIAL_START + timedelta(days=int(plain)) if int(plain) in SERIALS else None
    try:
        return _written_day(plain)
    except ValueError:
        return None


def _written_day(plain: str) -> date | None:
    if found := _COMPACT.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(plain):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if (found := _NAMED_DAY.fullmatch(plain)) and found[2] in MONTHS:
        return date(int(found[3]), MONTHS[found[2]], int(found[1]))
    if (found := _NAMED_MONTH.fullmatch(plain)) and found[1] in MONTHS:
        return date(int(found[3]), MONTHS[found[1]], int(found[2]))
    return None
