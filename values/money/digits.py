"""A number as people write its digits: which signs part thousands, and which the decimals."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from values.money.amounts import MoneyError
from values.money.units import Style

SPACES = re.compile(r"[ '’_\u00a0\u2009\u202f]")
GROUPS = {
    "": re.compile(r"[0-9]{1,3}(?:[ '’_\u00a0\u2009\u202f][0-9]{3})+"),
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+"),
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+"),
}
SEVERAL = 2  # groups of three digits or more: then no sign among them stands before decimals


def read_digits(text: str, style: Style = Style.UNKNOWN, *, factor: Decimal = Decimal(1)) -> Decimal:
    """The number; `style` is the sign before decimals where the words beside it tell.

    Raises MoneyError for what is no number, and for one that means two things: `1.250` before a unit that two
    languages share. Without a unit three digits behind a sign are thousands, as nobody states a sum in thousandths.
    """
    if text.isascii() and text.isdigit():
        return Decimal(text)
    point, comma = text.rfind("."), text.rfind(",")
    if point < 0 and comma < 0:
        return Decimal(_without_groups(text, ""))
    if point >= 0 and comma >= 0:
        mark, other = (".", ",") if point > comma else (",", ".")
        return _with_decimals(text, mark, groups=other)
    return _read_one_sign(text, "." if point >= 0 else ",", style, factor)


def _read_one_sign(text: str, mark: str, style: Style, factor: Decimal) -> Decimal:
    """Of a text in which only this one of the two signs stands."""
    if text.count(mark) >= SEVERAL:
        return Decimal(_without_groups(text, mark))
    before, after = text.split(mark)
    if not GROUPS[mark].fullmatch(text) or (style == mark and factor != 1):
        return _with_decimals(text, mark, groups="")
    if before.lstrip("0") == "":
        raise unreadable()
    thousands, decimals = Decimal(before + after), Decimal(f"{before}.{after}")
    if factor == 1 or style:
        return thousands
    raise ask_which(decimals * factor, thousands * factor)


def _with_decimals(text: str, mark: str, *, groups: str) -> Decimal:
    whole, _mark, decimals = text.rpartition(mark)
    if not (decimals.isascii() and decimals.isdigit()):
        raise unreadable()
    return Decimal(f"{_without_groups(whole, groups)}.{decimals}")


def _without_groups(text: str, mark: str) -> str:
    """The bare digits of a whole number whose thousands are parted by `mark`, else by blanks or apostrophes."""
    bare = text.replace(mark, "") if mark and GROUPS[mark].fullmatch(text) else text
    if GROUPS[""].fullmatch(bare):
        bare = SPACES.sub("", bare)
    if not (bare.isascii() and bare.isdigit()):
        raise unreadable()
    return bare


def ask_which(one: Decimal, other: Decimal) -> MoneyError:
    return MoneyError(
        _("This amount can mean %(one)s or %(other)s. Write all its digits.")
        % {"one": f"{one:.0f}", "other": f"{other:.0f}"}
    )


def unreadable() -> MoneyError:
    return MoneyError(
        _("This amount cannot be read. Write it in digits or with a unit, for example 1,250,000, 1.2 million or 31억.")
    )
