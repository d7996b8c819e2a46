"""A turnover as programs read and write it: an amount with its currency, and the euros that older programs know."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from rest.serializers import StrictSerializer
from values.money.amounts import MOST, Currency, Money, MoneyError, check_money
from values.money.reading import read_money


class MoneySerializer(StrictSerializer):
    """Whole euros or won, as the company states them. A text is read as people write a sum."""

    example = {"amount": 3_100_000_000, "currency": "KRW"}
    amount = serializers.IntegerField(min_value=0, max_value=max(MOST.values()))
    currency = serializers.ChoiceField(choices=Currency.choices)

    def to_internal_value(self, data: Any) -> object:
        is_text = isinstance(data, dict) and isinstance(data.get("amount"), str)
        if is_text and data.get("currency") in Currency.values:
            data = data | {"amount": _checked(lambda: read_money(data["amount"], currency=data["currency"])).amount}
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> Money:
        """Both members, also where the rest of an edit may be left out."""
        if missing := {"amount", "currency"} - attrs.keys():
            raise serializers.ValidationError(dict.fromkeys(sorted(missing), self.error_messages["required"]))
        return _checked(lambda: check_money(attrs["amount"], attrs["currency"]))


def take_turnover(attrs: dict[str, Any], *, stored: Money | None) -> None:
    """Put the columns in place of the members `turnover` and `turnover_eur`.

    A program that knows euros alone sends back the null that it read for won: it does not mean to empty them.
    """
    is_said, is_said_in_euros = "stated_turnover" in attrs, "turnover_eur" in attrs
    money, euros = attrs.pop("stated_turnover", None), attrs.pop("turnover_eur", None)
    if is_said and euros is not None and (money is None or money.euros != euros):
        text = _("“turnover” and “turnover_eur” contradict each other. Send one of the two.")
        raise serializers.ValidationError({"turnover_eur": text})
    if not is_said and euros is not None:
        money = Money(euros, Currency.EURO.value)
    if is_said or euros is not None or (is_said_in_euros and stored is not None and stored.euros is not None):
        attrs["turnover"], attrs["turnover_currency"] = money or (None, "")


def _checked(read: Callable[[], Money]) -> Money:
    try:
        return read()
    except MoneyError as error:
        raise serializers.ValidationError({"amount": str(error)}) from error
