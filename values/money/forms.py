"""Two fields for a sum of money: what people write, and the currency they choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from values.formats.numbers import write_number
from values.forms import LineField
from values.money.amounts import Currency, MoneyError
from values.money.reading import LONGEST, read_money

AMOUNT_HELP = _("In digits or with a unit, for example 1,250,000, 1.2 million or 31억.")


class AmountField(LineField):
    """A sum as people write it; `clean_money` reads it together with its currency."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST, "required": False} | options)

    def prepare_value(self, value: object) -> object:
        return write_number(value) if isinstance(value, int) else value


class CurrencyField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**dict[str, Any](choices=Currency.choices, required=False) | options)


def clean_money(form: forms.BaseForm, amount: str, currency: str) -> None:
    """Set both cleaned values; when they cannot be read, say so beside the amount and set neither."""
    cleaned = form.cleaned_data
    text, chosen = cleaned.pop(amount, None), cleaned.pop(currency, None)
    if text is None or chosen is None:  # one of them has its own error already
        return
    if not text:
        cleaned[amount], cleaned[currency] = None, ""
        return
    try:
        cleaned[amount], cleaned[currency] = read_money(text, currency=chosen)
    except MoneyError as error:
        form.add_error(amount, str(error))
