"""The words and signs that stand beside the digits of a sum, in four languages."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from values.money.amounts import Currency


class Style(StrEnum):
    """Which sign stands before decimals where the words around a number say it."""

    UNKNOWN = ""
    POINT = "."
    COMMA = ","


class Unit(NamedTuple):
    factor: Decimal = Decimal(1)
    style: Style = Style.UNKNOWN


ONE = Unit()
THOUSAND, MILLION, MILLIARD, BILLION = (Decimal(10) ** power for power in (3, 6, 9, 12))
_UNITS = (
    (Unit(THOUSAND), "k t"),
    (Unit(MILLION), "m million millions mln"),
    (Unit(MILLIARD, Style.POINT), "bn bln"),
    (Unit(MILLIARD), "b"),
    (Unit(BILLION, Style.POINT), "tn trillion trillions"),
    (Unit(THOUSAND, Style.POINT), "thousand thousands"),
    (Unit(THOUSAND, Style.COMMA), "tsd tausend mille millier milliers"),
    (Unit(MILLION, Style.COMMA), "mio millionen"),
    (Unit(MILLIARD, Style.COMMA), "mrd mia md mds milliard milliards milliarde milliarden"),
    (Unit(BILLION, Style.COMMA), "bio billionen"),
)
WESTERN_UNITS = {word: unit for unit, words in _UNITS for word in words.split()}
TWO_MEANINGS = {"billion": (MILLIARD, BILLION), "billions": (MILLIARD, BILLION)}
"""A thousand million in English; a million million in French and German."""

KOREAN_STEPS = {"조": Decimal(10) ** 12, "억": Decimal(10) ** 8, "만": Decimal(10) ** 4, "": Decimal(1)}
KOREAN_TENS = {"천": Decimal(1000), "백": Decimal(100), "십": Decimal(10), "": Decimal(1)}

_CURRENCIES = (
    (Currency.EURO, r"eur(?:o|os)?(?![a-z])|€|유로"),
    (Currency.WON, r"krw|₩|\\|원|(?:südkoreanische[rn]?\s+)?wons?(?![a-z])(?:\s+sud-coréens?)?"),
)
CURRENCY_SIGNS = tuple((currency, re.compile(signs)) for currency, signs in _CURRENCIES)
FOREIGN = re.compile(
    r"[$¥£]|\b(?:usd|us|jpy|cny|rmb|gbp|chf)\b|dollars?|yen|yuan|pounds?|francs?|달러|위안|(?:불|엔)(?=$|\s)"
)
AROUND = re.compile(
    r"^(?:about|approximately|approx\.?|around|roughly|circa|ca\.?|c\.|environ|env\.?|etwa|rund|ungefähr)\s*"
    r"|^(?:약|일금|금|[~≈∼])\s*"
    r"|\s*(?:정도|가량|정|내외|approx\.?|environ)$"
)
