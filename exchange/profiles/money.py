"""A turnover in a file: an amount with its currency, as people write it, or in euros by its first name."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exchange.errors import ValueRefusedError
from exchange.profiles.values import code, refuse_type, whole_number
from values.formats.phrases import write_labelled
from values.money.amounts import MOST, Currency, Money, MoneyError, check_money
from values.money.reading import read_money
from values.money.units import ONE, Unit

KEYS = {"amount", "currency"}


def euros(value: object) -> Money:
    """Whole euros."""
    return Money(whole_number(0, MOST[Currency.EURO])(value), Currency.EURO.value)


def money(value: object) -> Money:
    """`{"amount": 3100000000, "currency": "KRW"}`, or a text such as `31억 원`, also as the amount."""
    if isinstance(value, str):
        return written_money(value)
    if not isinstance(value, dict):
        raise refuse_type(pgettext("JSON type, expected or found", "an object"), value)
    if value.keys() != KEYS:
        raise ValueRefusedError(_("an amount has the two keys “amount” and “currency”; correct the value."))
    amount, currency = value["amount"], str(code(Currency.values)(value["currency"]))
    if isinstance(amount, str):
        return written_money(amount, currency)
    try:
        return check_money(whole_number(0, max(MOST.values()))(amount), currency)
    except MoneyError as error:
        raise ValueRefusedError(str(error)) from error


def written_money(text: str, currency: str = "", unit: Unit = ONE) -> Money:
    """Raises ValueRefusedError with what to write instead."""
    try:
        return read_money(text, currency=currency, unit=unit)
    except MoneyError as error:
        raise ValueRefusedError(str(error)) from error


def take_turnover(found: dict[str, Any], reasons: list[str]) -> None:
    """Put the columns in place of `turnover` and `turnover_eur`, where either was said and neither contradicts."""
    if not {"turnover", "turnover_eur"} & found.keys():
        return
    stated, in_euros = found.pop("turnover", None), found.pop("turnover_eur", None)
    if stated and in_euros and stated != in_euros:
        words = _("the value contradicts “turnover_eur”; keep one of the two.")
        reasons.append(write_labelled("turnover", words))
    found["turnover"], found["turnover_currency"] = stated or in_euros or (None, "")
