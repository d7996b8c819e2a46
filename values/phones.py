"""Telephone numbers as people of both countries write them, kept in one way, with their extension."""

import re
import unicodedata

from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, format_number, is_possible_number, parse

from values.errors import ReadingError

LONGEST = 60
FEWEST_DIGITS = 5
_LABEL = re.compile(
    r"^(?:tel|t[ée]l[ée]phone|telefon|phone|mobile|mobil|gsm|hp|m|t|전화(?:번호)?|휴대폰|핸드폰)\s*[.:)]\s*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\s*[(,;]?\s*(?:ext(?:ension)?|poste|durchwahl|dw|nst|내선(?:번호)?|교환|구내)\s*[.:)]?\s*([0-9]{1,6})\s*(?:번)?\s*\)?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<=\d)\s*(?:[/;\n]|,\s+)\s*(?=[+(0]\d|\+)")
_DASHES = re.compile("[‐‑‒–—―−·∙ㆍ_]")
_LINES_BESIDE = re.compile(r"(?<=\d)\s*[~∼]\s*\d{1,4}$")  # `02-555-1234~5`: the first of several lines
# Who writes the code of the country without its plus, or with the zero of calls inside the country behind it.
_BARE_CODES = {"KR": re.compile(r"82(?=[\s.\-)]*0?[1-9])"), "LU": re.compile(r"352(?=[\s.\-)]*\d)")}
_LOCAL_DIGITS = {"KR": 11, "LU": 9}


def read_phone(text: str, country: str = "") -> str:
    """`+82421234567`, or `+82421234567 ext. 12`. A number without a code of its country is one of `country`.

    Raises ReadingError, also for several numbers at once.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    plain = _LINES_BESIDE.sub("", _LABEL.sub("", plain))
    if len(plain) > LONGEST or _SEVERAL.search(plain):
        raise ReadingError(_("Enter a single telephone number."))
    number = _parse(_write_plus(plain, country), country)
    found: str = format_number(number, PhoneNumberFormat.E164)
    return f"{found} ext. {number.extension}" if number.extension else found


def _write_plus(plain: str, country: str) -> str:
    """With the extension as the library knows it, and the code of the country with its plus."""
    number = _EXTENSION.sub(r" ext. \1", plain)
    if number.startswith("00"):
        return f"+{number[2:]}"
    digits = re.sub(r"\D", "", number.partition(" ext.")[0])
    bare = _BARE_CODES.get(country)
    if bare and bare.match(number) and len(digits) > _LOCAL_DIGITS[country] - 1:
        return f"+{number}"
    return number


def _parse(number: str, country: str) -> PhoneNumber:
    try:
        found = parse(number, country or None)
    except NumberParseException as error:
        raise _unreadable(country) from error
    if not is_possible_number(found) or len(str(found.national_number)) < FEWEST_DIGITS:
        raise _unreadable(country)
    return found


def _unreadable(country: str) -> ReadingError:
    if country == "KR":
        return ReadingError(
            _("This is not a telephone number. Enter one, for example 042-123-4567 or +82 42 123 4567.")
        )
    return ReadingError(
        _("This is not a telephone number. Enter a number with its country code, for example +352 26 12 34 56.")
    )
