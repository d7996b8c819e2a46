"""A turnover in a table: the head of its column may say the unit, the cell and the country the currency."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from exchange.errors import ValueRefusedError
from exchange.profiles.money import written_money
from exchange.tables.tables import Cell
from taxonomy.languages import HANGUL
from taxonomy.vocabulary import Country
from values.money.amounts import Currency, Money, MoneyError, currency_of
from values.money.reading import currency_in, money_of_number, unit_of
from values.money.units import ONE, Unit

AMOUNT, CURRENCY, EUROS = "turnover", "turnover_currency", "turnover_eur"
KEYS = (AMOUNT, CURRENCY, EUROS)
HEAD = re.compile(
    r"(?P<name>.+?)\s*(?:[(\[（［]\s*(?P<aside>[^()\[\]（）［］]+?)\s*[)\]）］]|,?\s+(?P<tail>(?:in|en)\s.+)|[\s_](?P<code>krw|eur|won))",
    re.IGNORECASE | re.DOTALL,
)
KOREAN_UNITS = re.compile("[조억만천백]")


def split_head(head: str) -> tuple[str, Unit, str] | None:
    """The name of a column, and unit and currency of the amounts below it: `매출액(백만원)`, `Umsatz in T€`.

    None for a head that says neither.
    """
    match = HEAD.fullmatch(head.strip())
    if not match:
        return None
    words = match["aside"] or match["tail"] or match["code"]
    unit = unit_of(words)
    return None if unit is None else (match["name"], unit, currency_in(words))


def read_turnover(cells: Mapping[str, Cell], heads: Mapping[str, str], country: str) -> Money | None:
    """What the cells of `KEYS` say together; `heads` are the names of their columns in the file.

    None where they say nothing. Raises ValueRefusedError.
    """
    stated = _read_stated(cells, heads, country) if _is_said(cells.get(AMOUNT)) else None
    in_euros = _read_euros(cells[EUROS], heads) if _is_said(cells.get(EUROS)) else None
    if stated and in_euros and stated != in_euros:
        raise ValueRefusedError(_("two columns state different amounts; keep one of the two."))
    return stated or in_euros


def _is_said(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _read_stated(cells: Mapping[str, Cell], heads: Mapping[str, str], country: str) -> Money:
    head, cell = heads[AMOUNT], cells[AMOUNT]
    _name, unit, currency = split_head(head) or ("", ONE, "")
    if _is_said(said := cells.get(CURRENCY)):
        currency = _read_currency(str(said))
    return _read(cell, currency or currency_in(str(cell)) or _guess(head, str(cell), country), unit)


def _read_euros(cell: Cell, heads: Mapping[str, str]) -> Money:
    unit = (split_head(heads[EUROS]) or ("", ONE, ""))[1]
    return _read(cell, currency_in(str(cell)) or Currency.EURO.value, unit)


def _read(cell: Cell, currency: str, unit: Unit) -> Money:
    if isinstance(cell, str):
        return written_money(cell.removeprefix("'"), currency, unit)
    try:
        return money_of_number(Decimal(str(cell)), currency=currency, unit=unit)
    except (MoneyError, ArithmeticError) as error:
        raise ValueRefusedError(str(error)) from error


def _read_currency(text: str) -> str:
    if currency := currency_in(text):
        return currency
    raise ValueRefusedError(_("the currency is neither EUR nor KRW; correct it."))


def _guess(head: str, text: str, country: str) -> str:
    """Nobody in Luxembourg states won; a Korean company may state euros unless its table is Korean."""
    is_korean = HANGUL.search(head) or KOREAN_UNITS.search(text)
    if country == Country.LUXEMBOURG or (country == Country.KOREA and is_korean):
        return currency_of(country).value
    return ""
