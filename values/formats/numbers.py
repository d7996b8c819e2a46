"""Numbers, shares and money as the reader's language writes them."""

from babel.numbers import format_currency, format_decimal, format_percent

from values.formats.locales import reader_locale

SMALLEST_GROUPED = 1000
_PLAIN = "#,##0"
TRILLION, HUNDRED_MILLION, TEN_THOUSAND = 10**12, 10**8, 10**4  # 조, 억 and 만: the steps in which Korean counts


def write_number(number: float, decimals: int = 0) -> str:
    """Digits in groups, with exactly so many decimals; a half is rounded to the even neighbour."""
    if isinstance(number, int) and 0 <= number < SMALLEST_GROUPED and not decimals:
        return str(number)  # as most counts are, and a page may have a hundred of them
    pattern = f"{_PLAIN}.{'0' * decimals}" if decimals else _PLAIN
    return format_decimal(number, format=pattern, locale=reader_locale())


def write_percent(part: float, decimals: int = 0) -> str:
    """A part of 1 in per cent, with the space before % that French and German ask for: 0.25 gives `25 %`."""
    pattern = reader_locale().percent_formats[None].pattern
    if decimals:
        pattern = pattern.replace("0", f"0.{'0' * decimals}", 1) if "." not in pattern else pattern
    return format_percent(part, format=pattern, locale=reader_locale())


def write_money(amount: int, currency: str = "EUR") -> str:
    """A whole sum with its currency (ISO 4217); large sums in 만 and 억 for a Korean: `31억 원`, `420만 유로`."""
    locale = reader_locale()
    if locale.language == "ko":
        return _write_korean_money(amount, currency)
    return format_currency(amount, currency, locale=locale, currency_digits=False, format=_whole(locale.language))


_KOREAN_UNITS = {"KRW": "원", "EUR": "유로"}


def _write_korean_money(amount: int, currency: str) -> str:
    """In steps of 조, 억 and 만 where nothing of the sum is lost; won below a hundred million in digits."""
    unit = _KOREAN_UNITS.get(currency, currency)
    if amount == 0 or amount % TEN_THOUSAND or (currency == "KRW" and amount < HUNDRED_MILLION):
        return f"{write_number(amount)}{'' if currency == 'KRW' else ' '}{unit}"
    counts = (amount // TRILLION, amount % TRILLION // HUNDRED_MILLION, amount % HUNDRED_MILLION // TEN_THOUSAND)
    steps = [f"{write_number(count)}{step}" for count, step in zip(counts, "조억만", strict=True) if count]
    return f"{' '.join(steps)} {unit}"


def _whole(language: str) -> str:
    """The pattern of money without cents, as the locale places the sign."""
    return "¤#,##0" if language == "en" else "#,##0\u00a0¤"
