"""The two currencies of the portal, a sum in one of them, and what is refused."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from taxonomy.vocabulary import Country
from values.errors import ReadingError


class Currency(models.TextChoices):
    EURO = "EUR", pgettext_lazy("currency", "euros")
    WON = "KRW", pgettext_lazy("currency", "won")


CURRENCY_OF = {Country.KOREA: Currency.WON, Country.LUXEMBOURG: Currency.EURO}
MOST = {Currency.EURO: 10**12, Currency.WON: 10**15}


class Money(NamedTuple):
    """A whole sum of at least 0, without cents."""

    amount: int
    currency: str

    @property
    def euros(self) -> int | None:
        """Only of what was stated in euros: nothing is converted."""
        return self.amount if self.currency == Currency.EURO else None


class MoneyError(ReadingError):
    """Not a sum of money, or one that can be read in two ways; the message says what to type."""


def currency_of(country: str) -> Currency:
    """What people of the country reckon in."""
    return CURRENCY_OF.get(Country(country), Currency.EURO) if country else Currency.EURO


def check_money(amount: int, currency: str) -> Money:
    """Raises MoneyError for a sum that no small company has."""
    if not 0 <= amount <= MOST[Currency(currency)]:
        raise MoneyError(_("Enter an amount from 0 to %(highest)d.") % {"highest": MOST[Currency(currency)]})
    return Money(amount, Currency(currency).value)
