"""A stated sum, and beside it what it is about worth in the currency its reader reckons in."""

from decimal import Decimal

from babel.numbers import format_compact_decimal
from django.utils.translation import pgettext

from values.formats.dates import write_date
from values.formats.locales import reader_locale
from values.formats.numbers import write_money, write_number
from values.money.amounts import Currency, Money
from values.money.rates import convert, current_rate

MILLION = 1_000_000
FIGURES = 2  # more would claim to know more than a rate of another day can


def write_stated(money: Money) -> str:
    """`₩3,100,000,000, €2.1 million (about, at 1,480 won on 27 November 2026)` for who reckons in euros.

    As stated alone for who reckons in its currency, and while no rate is set.
    """
    stated = write_money(money.amount, money.currency)
    wanted = Currency.WON if reader_locale().language == "ko" else Currency.EURO
    rate, other = current_rate(), convert(money, wanted)
    if rate is None or other is None or other.currency == money.currency:
        return stated
    said = {"stated": stated, "about": write_roughly(other), "day": write_date(rate.day), "source": rate.source}
    said["rate"] = write_number(float(rate.won), _decimals(rate.won))
    if rate.source:
        words = pgettext("sum", "%(stated)s (about %(about)s at %(rate)s won to the euro on %(day)s, %(source)s)")
    else:
        words = pgettext("sum", "%(stated)s (about %(about)s at %(rate)s won to the euro on %(day)s)")
    return words % said


def write_roughly(money: Money) -> str:
    """In two figures, large sums of euros with their unit in words: `€2.1 million`, `31억 원`."""
    amount = _round(money.amount)
    locale = reader_locale()
    if money.currency != Currency.EURO or amount < MILLION or locale.language == "ko":
        return write_money(amount, money.currency)
    number = format_compact_decimal(amount, format_type="long", locale=locale, fraction_digits=1)
    return pgettext("millions of euros", "€%(number)s") % {"number": number}


def _decimals(number: Decimal) -> int:
    return max(-int(number.normalize().as_tuple().exponent), 0)


def _round(amount: int) -> int:
    digits = max(len(str(amount)) - FIGURES, 0)
    return int(round(Decimal(amount), -digits))
