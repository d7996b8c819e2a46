"""The one rate between euros and won: set by who runs the portal, with its day and source; none is ever fetched."""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from values.money.amounts import Currency, Money


class Rate(NamedTuple):
    """How many won a euro was worth on a day, and who says so."""

    won: Decimal
    day: date
    source: str = ""


@cache
def read_rate(text: str) -> Rate | None:
    """`1480.25@2026-11-27` or `1480.25@2026-11-27@European Central Bank`; None when nothing is set.

    Raises ValueError for anything else.
    """
    if not text.strip():
        return None
    won, day, source = [*(part.strip() for part in text.split("@", 2)), "", ""][:3]
    try:
        rate = Rate(Decimal(won), date.fromisoformat(day), source)
    except InvalidOperation as error:
        raise ValueError(won) from error
    if not (rate.won.is_finite() and rate.won > 0):
        raise ValueError(won)
    return rate


def check_rate(text: str) -> str:
    """The setting, as it is. Raises ImproperlyConfigured with what to write."""
    try:
        read_rate(text)
    except ValueError as error:
        words = "write won for a euro, day and source, as 1480.25@2026-11-27@ECB, or leave it empty"
        raise ImproperlyConfigured(f"EXCHANGE_RATE_EUR_KRW: {words}") from error
    return text


def current_rate() -> Rate | None:
    return read_rate(settings.EXCHANGE_RATE_EUR_KRW)


def convert(money: Money, currency: str) -> Money | None:
    """About as much in the other currency; itself in its own, None while no rate is set."""
    if money.currency == currency:
        return money
    rate = current_rate()
    if rate is None:
        return None
    amount = money.amount * rate.won if currency == Currency.WON else money.amount / rate.won
    return Money(round(amount), currency)
