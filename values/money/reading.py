"""From what people write to a sum of money: `31억 원`, `3억 5천만원`, `KRW 3.1 billion`, `3,1 Mio. €`, `1.200,50`."""

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext as _

from values.formats.locales import reader_language
from values.money.amounts import Currency, Money, MoneyError, check_money
from values.money.digits import ask_which, read_digits, unreadable
from values.money.units import (
    AROUND,
    CURRENCY_SIGNS,
    FOREIGN,
    KOREAN_STEPS,
    KOREAN_TENS,
    ONE,
    TWO_MEANINGS,
    WESTERN_UNITS,
    Style,
    Unit,
)

LONGEST = 60
NUMBER = r"[0-9](?:[0-9.,'’_ \u00a0\u2009\u202f]*[0-9])?"
WESTERN = re.compile(rf"(?P<before>[a-zà-ÿ]*)\.?\s*(?P<number>{NUMBER})\s*(?P<after>[a-zà-ÿ]*)\.?(?:\s*(?:de|d['’]))?")
SECTION = re.compile(rf"((?:{NUMBER}|[천백십])[0-9.,천백십]*)(조|억|만|$)")
PART = re.compile(rf"({NUMBER})?(천|백|십|$)")
WIDE_STEPS = (KOREAN_STEPS["조"], KOREAN_STEPS["억"])  # behind them `5천` is short for 5천만, or five thousand
WHOLE_ALONE = 1000  # below it, `3.1` without a unit is no sum of a year but one whose unit was left out


def read_money(text: str, *, currency: str = "", unit: Unit = ONE) -> Money:
    """The sum that was written, to the whole euro or won.

    `currency` and `unit` are what stands beside it, in a list of the form or at the head of a column: the unit holds
    for a text that names none, the currency must agree with the one that a text names. Raises MoneyError.
    """
    rest = _simplify(text)
    named, rest = _take_currency(rest)
    if named and currency and named != currency:
        raise MoneyError(
            _("The amount is in %(written)s, but you have chosen %(chosen)s. Correct one of the two.")
            % {"written": Currency(named).label, "chosen": Currency(currency).label}
        )
    amount = read_amount(rest, unit)
    if not (named or currency):
        raise _currency_missing()
    return check_money(amount, named or currency)


def money_of_number(number: Decimal, *, currency: str, unit: Unit = ONE) -> Money:
    """Of a number that a program gave, so that nothing about its signs is open. Raises MoneyError."""
    if not currency:
        raise _currency_missing()
    return check_money(_round(_in_whole(number, unit)), currency)


def currency_in(text: str) -> str:
    """The currency that a text names; empty when it names none or cannot be read."""
    try:
        return _take_currency(_simplify(text))[0]
    except MoneyError:
        return ""


def read_amount(text: str, unit: Unit = ONE) -> int:
    """Of a simplified text without its currency."""
    if text.startswith(("-", "−", "–")):
        raise MoneyError(_("The amount cannot be below 0. Correct it."))
    amount = _read_korean(text) if re.search("[조억만천백십]", text) else _read_western(text, unit)
    return _round(amount)


def _round(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_EVEN))


def _currency_missing() -> MoneyError:
    return MoneyError(_("Add the currency of the amount: EUR for euros or KRW for won."))


def unit_of(words: str) -> Unit | None:
    """What `백만원`, `k€` or `in Mio. EUR` says of the numbers below it; None when it says nothing of them."""
    try:
        rest = _take_currency(_simplify(words))[1]
    except MoneyError:
        return None
    rest = re.sub(r"^(?:단위|unit|in|en)\s*:?\s*", "", rest).strip(" .:")
    if rest == "":
        return ONE
    if re.fullmatch("[조억만천백십]+", rest):
        return Unit(_read_korean(f"1{rest}"), Style.POINT)
    return WESTERN_UNITS.get(rest)


def _simplify(text: str) -> str:
    """Small letters and plain digits, without `about` and its like."""
    if len(text) > LONGEST:
        raise unreadable()
    simple = unicodedata.normalize("NFKC", text).casefold().strip()
    return AROUND.sub("", simple).strip()


def _take_currency(text: str) -> tuple[str, str]:
    """The currency named in a simplified text, and the text without it."""
    if FOREIGN.search(text):
        raise MoneyError(_("Only euros and won can be entered. Convert the amount to one of them."))
    named = ""
    for currency, signs in CURRENCY_SIGNS:
        text, count = signs.subn(" ", text)
        if count and named:
            raise unreadable()
        named = currency.value if count else named
    return named, " ".join(text.split(" ")).strip()


def _read_western(text: str, unit: Unit) -> Decimal:
    match = WESTERN.fullmatch(re.sub(r" {2,}", " ", text).strip())
    if not match or (match["before"] and match["after"]):
        raise unreadable()
    word = match["before"] or match["after"]
    if not word:
        return _read_alone(match["number"], unit)
    if word in TWO_MEANINGS:
        unit = _agree_on(word, match["number"])
    elif word in WESTERN_UNITS:
        unit = WESTERN_UNITS[word]
    else:
        raise unreadable()
    return read_digits(match["number"], unit.style, factor=unit.factor) * unit.factor


def _read_alone(number: str, unit: Unit) -> Decimal:
    return _in_whole(read_digits(number, unit.style, factor=unit.factor), unit)


def _in_whole(found: Decimal, unit: Unit) -> Decimal:
    if unit.factor == 1 and found < WHOLE_ALONE and found != found.to_integral_value():
        raise MoneyError(_("Is this the whole amount? Write all its digits, or add the unit, for example 3.1 million."))
    return found * unit.factor


def _agree_on(word: str, number: str) -> Unit:
    """English readers mean a thousand million; others are asked."""
    small, large = TWO_MEANINGS[word]
    if reader_language() in {"en", "ko"}:
        return Unit(small, Style.POINT)
    found = read_digits(number, Style.COMMA, factor=small)
    raise ask_which(found * small, found * large)


def _read_korean(text: str) -> Decimal:
    """In steps of 조, 억 and 만 that grow smaller, each with 천, 백 and 십 inside: `12억 3,000만`, `5천2백만`."""
    bare, total, last = re.sub(r"\s", "", text), Decimal(0), Decimal(10) ** 16
    while bare:
        match = SECTION.match(bare)
        if not match or KOREAN_STEPS[match[2]] >= last:
            raise unreadable()
        count, step = _read_tens(match[1]), KOREAN_STEPS[match[2]]
        if step == 1 and count and last in WIDE_STEPS:
            raise ask_which(total + count, total + count * last / KOREAN_STEPS["만"])
        total, last = total + count * step, step
        bare = bare[match.end() :]
    return total


def _read_tens(text: str) -> Decimal:
    total, last = Decimal(0), Decimal(10) ** 4
    while text:
        match = PART.match(text)
        if not match or KOREAN_TENS[match[2]] >= last:
            raise unreadable()
        last = KOREAN_TENS[match[2]]
        number = read_digits(match[1], Style.POINT, factor=Decimal(10)) if match[1] else Decimal(1)
        total += number * last
        text = text[match.end() :]
    return total
