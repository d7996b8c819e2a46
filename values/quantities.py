"""Counts and measures as people write them: `1,234명`, `1 234 salariés`, `２５０`, `약 40명`, `2천 명`."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from values.errors import ReadingError
from values.formats.locales import reader_language
from values.money.amounts import MoneyError
from values.money.digits import GROUPS, read_digits
from values.money.units import AROUND
from values.text import clean_line

LONGEST = 40
NUMBER = r"[0-9](?:[0-9.,'’_ \u00a0\u2009\u202f]*[0-9])?"
COUNTED = (
    r"명|인|개사|개|건|名|people|persons?|employees?|staff|jobs?|fte|headcount|personnes?|salariés?|employés?|emplois?"
    r"|etp|collaborateurs?|personen|mitarbeiter(?:innen|\*innen|:innen)?|beschäftigte|angestellte|ma|vzä|arbeitsplätze"
)
MEASURED = r"t|tco2(?:e|eq)?|t\s*co2(?:e|eq)?|tonnes?|tons?|tonnen|톤|%|percent|prozent|pour cent|퍼센트"
_WRITTEN = re.compile(rf"({NUMBER})\s*(만|천)?\s*(?:{COUNTED}|{MEASURED})?\.?")
_RANGE = re.compile(rf"{NUMBER}\s*(?:[-–—~∼]|à|bis|to)\s*{NUMBER}.*")
_STEPS = {"만": 10_000, "천": 1000, None: 1}
_GROUP_SIGNS = {"en": ",", "ko": ",", "de": ".", "fr": "."}


def read_count(text: str, *, lowest: int, highest: int) -> int:
    """A whole number in these limits: three digits behind a sign are thousands, as nobody counts in thousandths.

    Raises ReadingError.
    """
    number = _read(text, is_count=True)
    if number != number.to_integral_value():
        raise ReadingError(_("Enter a whole number, for example 250."))
    return int(_within(number, Decimal(lowest), Decimal(highest)))


def read_measure(text: str, *, lowest: Decimal, highest: Decimal) -> Decimal:
    """A number with decimals. Raises ReadingError, also for `1,234` where it can mean two numbers to its reader."""
    return _within(_read(text, is_count=False), lowest, highest)


def _read(text: str, *, is_count: bool) -> Decimal:
    plain = unicodedata.normalize("NFKC", clean_line(text)).casefold().strip() if len(text) <= LONGEST else ""
    if _RANGE.fullmatch(plain):
        raise ReadingError(_("This is a range. Enter a single number."))
    found = _WRITTEN.fullmatch(AROUND.sub("", plain).strip())
    if not found:
        raise _unreadable()
    if not is_count and not found[2]:
        _refuse_two_readings(found[1])
    try:
        return read_digits(found[1]) * _STEPS[found[2]]
    except MoneyError as error:
        raise _unreadable() from error


def _refuse_two_readings(number: str) -> None:
    """Of a measure: one sign with three digits behind it, which is not the one that parts thousands for the reader."""
    signs = re.findall("[.,]", number)
    if len(signs) == 1 and GROUPS[signs[0]].fullmatch(number) and signs[0] != _GROUP_SIGNS.get(reader_language(), ","):
        whole, _sign, decimals = number.partition(signs[0])
        words = _(
            "This can mean %(one)s or %(other)s. Write the full number without separators, or use fewer decimals."
        )
        raise ReadingError(words % {"one": f"{whole}{decimals}", "other": number})


def _within(number: Decimal, lowest: Decimal, highest: Decimal) -> Decimal:
    if not lowest <= number <= highest:
        words = _("Enter a number from %(lowest)d to %(highest)d.")
        raise ReadingError(words % {"lowest": lowest, "highest": highest})
    return number


def _unreadable() -> ReadingError:
    return ReadingError(_("This is not a number. Enter digits, for example 1250."))
