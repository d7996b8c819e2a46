"""Company numbers of both countries and industry classes: is this one possible, and how is it written?"""

import re
import unicodedata

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.kr import brn
from stdnum.lu import tva

from values.errors import NaceClassError, RegistrationNumberError

KOREAN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
TRADE_REGISTER = re.compile(r"(?:RCS)?(?:LUXEMBOURG)?B0*([1-9][0-9]{0,6})")
NACE_CLASS = re.compile(r"([0-9]{2})\.[0-9]{2}")
# NACE Rev. 2 leaves gaps between its sections, so that 04, 34 or 40 are no divisions.
NACE_DIVISION_RANGES = (
    *((1, 3), (5, 9), (10, 33), (35, 39), (41, 43), (45, 47), (49, 53), (55, 56), (58, 66), (68, 75)),
    *((77, 82), (84, 88), (90, 99)),
)
NACE_DIVISIONS = frozenset(number for first, last in NACE_DIVISION_RANGES for number in range(first, last + 1))


def normalise_registration_number(country: str, text: str) -> str:
    """The number as the portal stores it: `124-81-00998` for KR, `LU15027442` or `B123456` for LU.

    Accepts the usual ways of writing it (spaces, hyphens, full-width digits). Raises RegistrationNumberError for
    anything that cannot be a company number of `country`, with words for the person who typed it.
    """
    compact = re.sub(r"[\s.\-:/]", "", unicodedata.normalize("NFKC", text)).upper()
    if country == "KR":
        return _normalise_korean(compact)
    if country == "LU":
        return _normalise_luxembourgish(compact)
    raise RegistrationNumberError(
        _("Registration numbers can be checked only for Korea and Luxembourg. Choose one of these countries.")
    )


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


def _normalise_korean(compact: str) -> str:
    if re.fullmatch(r"[0-9]{13}", compact):
        raise RegistrationNumberError(
            _(
                "Thirteen digits are not a business registration number. If this is a resident "
                "registration number, it identifies a person and must never be entered here. Enter the "
                "company’s ten-digit business registration number."
            )
        )
    if not re.fullmatch(r"[0-9]{10}", compact):
        raise RegistrationNumberError(
            _("A Korean business registration number has ten digits, for example 124-81-00998. Correct it.")
        )
    if not brn.is_valid(compact) or not _has_korean_check_digit(compact):
        raise RegistrationNumberError(
            _(
                "This Korean business registration number cannot be right: its check digit is wrong. Check "
                "for a typing error."
            )
        )
    return f"{compact[:3]}-{compact[3:5]}-{compact[5:]}"


def _has_korean_check_digit(digits: str) -> bool:
    """The National Tax Service's rule, which python-stdnum leaves out: the weighted sum plus ninth digit × 5 // 10."""
    total = sum(weight * int(digit) for weight, digit in zip(KOREAN_WEIGHTS, digits[:9], strict=True))
    total += int(digits[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(digits[9])


def _normalise_luxembourgish(compact: str) -> str:
    if found := TRADE_REGISTER.fullmatch(compact):
        return f"B{found[1]}"
    if not re.fullmatch(r"(?:LU)?[0-9]{8}", compact):
        raise RegistrationNumberError(
            _("Enter the VAT number (LU and eight digits) or the trade register number (B and its digits).")
        )
    try:
        return f"LU{tva.validate(compact)}"
    except ValidationError as error:
        raise RegistrationNumberError(
            _("This Luxembourg VAT number cannot be right: its check digits are wrong. Check for a typing error.")
        ) from error
