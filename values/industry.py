"""Classes of industry: NACE Rev. 2 as people and spreadsheets write it, and Korean codes (KSIC) bridged to it."""

import re
import unicodedata

from django.utils.translation import gettext as _

from values.errors import NaceClassError
from values.years import MONTHS

NACE_CLASS = re.compile(r"([0-9]{2})\.[0-9]{2}")
# NACE Rev. 2 leaves gaps between its sections, so that 04, 34 or 40 are no divisions.
NACE_DIVISION_RANGES = (
    *((1, 3), (5, 9), (10, 33), (35, 39), (41, 43), (45, 47), (49, 53), (55, 56), (58, 66), (68, 75)),
    *((77, 82), (84, 88), (90, 99)),
)
NACE_DIVISIONS = frozenset(number for first, last in NACE_DIVISION_RANGES for number in range(first, last + 1))
# Divisions of KSIC Rev. 11 that have another number in NACE Rev. 2, and groups where a division is split; the others
# are the same (both follow ISIC Rev. 4 down to the division).
NACE_OF_KSIC = {
    "27": 26,
    "28": 27,
    "29": 28,
    "30": 29,
    "31": 30,
    "32": 31,
    "33": 32,
    "34": 33,
    "42": 43,
    "412": 42,
    "611": 53,
    "70": 72,
    "711": 69,
    "712": 69,
    "713": 73,
    "714": 73,
    "715": 70,
    "716": 70,
    "72": 71,
    "73": 74,
    "731": 75,
    "74": 81,
    "751": 78,
    "752": 79,
    "753": 80,
    "759": 82,
    "75": 82,
    "76": 77,
    "872": 88,
    "91": 93,
}
_LETTER = re.compile(r"^[a-u]\s*(?=[0-9])", re.IGNORECASE)
_CODE = re.compile(r"([0-9]{1,2})\s*[.,]\s*([0-9]{1,2})(?:[.,]?[0-9])?(?![0-9.,])(.*)", re.DOTALL)
_BARE = re.compile(r"([0-9]{2})([0-9]{2})(?![0-9])(.*)", re.DOTALL)
_KSIC = re.compile(r"([0-9]{5})(?![0-9])(.*)", re.DOTALL)
_DAY = re.compile(r"([0-9]{1,2})\s*[.\-/]?\s*([^\W\d_]+)\.?")
_MONTH = re.compile(r"([^\W\d_]+)\.?\s*[.\-/]?\s*([0-9]{2})")
_KOREAN_DAY = re.compile(r"([0-9]{1,2})\s*월\s*([0-9]{1,2})\s*일")
_ISO_DAY = re.compile(r"[0-9]{2}([0-9]{2})-([0-9]{2})-([0-9]{2})")
_BETWEEN = re.compile(r"[;/|\n、；]|,(?=\s)|(?<=[0-9])\s+(?=[0-9]{2}[.,][0-9]{2})")
_COMMA_CODES = re.compile(r"[a-u]?\s*[0-9]{1,2},[0-9]{1,2}", re.IGNORECASE)


def split_classes(text: str) -> list[str]:
    """The entries of a list; a comma before a blank parts them, one between two pairs of digits stands for a point."""
    entries = [entry.strip() for entry in _BETWEEN.split(unicodedata.normalize("NFKC", text))]
    found = [part for entry in entries for part in ([entry] if _COMMA_CODES.fullmatch(entry) else entry.split(","))]
    return list(dict.fromkeys(stripped for part in found if (stripped := part.strip())))


def read_nace_class(text: str, country: str = "") -> str:
    """`25.11` of `C25.11`, `25,11`, `2511`, of the dates that spreadsheets make of it, and of a name behind it.

    Five digits of a Korean company are a KSIC code: its division alone has a counterpart, `26.00` for `26121`. Raises
    NaceClassError.
    """
    plain = _LETTER.sub("", unicodedata.normalize("NFKC", text).strip())
    if (found := _KSIC.fullmatch(plain)) and country == "KR":
        return check_nace_class(f"{_bridge(found[1]):02d}.00")
    return check_nace_class(_from_date(plain) or _from_code(plain, country))


def check_nace_class(text: str) -> str:
    """Return `text` when it is written like a NACE Rev. 2 class (`38.32`) of an existing division.

    Raises NaceClassError otherwise. The class inside the division is not looked up.
    """
    found = NACE_CLASS.fullmatch(text)
    if not found:
        raise NaceClassError(_("Write a NACE Rev. 2 class as two digits, a point and two digits, for example 38.32."))
    if int(found[1]) not in NACE_DIVISIONS:
        raise NaceClassError(
            _("NACE Rev. 2 has no division %(division)s. Check the class and correct it.") % {"division": found[1]}
        )
    return text


def _bridge(ksic: str) -> int:
    return next((NACE_OF_KSIC[ksic[:size]] for size in (3, 2) if ksic[:size] in NACE_OF_KSIC), int(ksic[:2]))


def _from_code(plain: str, country: str) -> str:
    if (found := _CODE.fullmatch(plain)) and _is_name(found[3]):
        return f"{found[1].zfill(2)}.{found[2].ljust(2, '0')}"
    if (found := _BARE.fullmatch(plain)) and _is_name(found[3]):
        return f"{found[1]}.{found[2]}"
    if (found := _KSIC.fullmatch(plain)) and country == "LU" and _is_name(found[2]):  # NACELUX adds a fifth digit
        return f"{found[1][:2]}.{found[1][2:4]}"
    return plain


def _is_name(rest: str) -> bool:
    return rest == "" or (rest[0] in " -–:\t" and not re.search("[0-9]", rest))


def _from_date(plain: str) -> str:
    """The class that a spreadsheet took for a day: `01. Nov`, `25-Nov`, `Nov 25`, `11월 25일`, `2026-11-25`."""
    lower = plain.casefold()
    if (found := _DAY.fullmatch(lower)) and found[2] in MONTHS:
        return f"{found[1].zfill(2)}.{MONTHS[found[2]]:02d}"
    if (found := _MONTH.fullmatch(lower)) and found[1] in MONTHS:
        return f"{MONTHS[found[1]]:02d}.{found[2]}"
    if found := _KOREAN_DAY.fullmatch(lower):
        return f"{found[1].zfill(2)}.{found[2].zfill(2)}"
    if found := _ISO_DAY.fullmatch(plain):
        return _from_iso_day(found)
    return ""


def _from_iso_day(found: re.Match[str]) -> str:
    """A day of a month was `day.month`; the first of one may have been `month.year` too."""
    year, month, day = found.groups()
    if day == "01":
        words = _("The spreadsheet program has turned this NACE class into a date. Enter %(one)s or %(other)s as text.")
        raise NaceClassError(words % {"one": f"01.{month}", "other": f"{month}.{year}"})
    return f"{day}.{month}"
