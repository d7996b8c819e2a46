"""Company numbers of both countries: is this one possible, and how is it written?"""

import re
import unicodedata

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.kr import brn
from stdnum.lu import tva

from values.errors import RegistrationNumberError

KOREAN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
TRADE_REGISTER = re.compile(r"(?:RCSL?|RC)?(?:LUXEMBOURG|LUXEMBURG|LUX)?B0*([1-9][0-9]{0,6})")
# What stands between the digits on letterheads: blanks, points, dashes of every kind, middle dots.
_BETWEEN = re.compile(r"[\s.:/()\[\]№°º#\-‐‑‒–—―−·∙ㆍ・_]")
_LABELS = re.compile(
    r"^(?:사업자(?:등록)?번호|등록번호|사업자|BUSINESSREGISTRATION(?:NUMBER|NO)?|REGISTRATION(?:NUMBER|NO)|BRN|COMPANYNO"
    r"|NUM[EÉ]ROD[E'’]?(?:TVA|IDENTIFICATION)|N?TVA(?:INTRACOMMUNAUTAIRE)?|VAT(?:ID|NUMBER|NO|REG)?|UST-?ID-?(?:NR)?|USTIDNR"
    r"|MWST-?(?:NR)?|HANDELSREGISTER(?:NUMMER|NR)?|REGISTREDECOMMERCE(?:ETDESSOCI[EÉ]T[EÉ]S)?|NO(?=[0-9LB]))"
)


def normalise_registration_number(country: str, text: str) -> str:
    """The number as the portal stores it: `124-81-00998` for KR, `LU15027442` or `B123456` for LU.

    Accepts the usual ways of writing it, with the words that letterheads have before it. Raises
    RegistrationNumberError for anything that cannot be a company number of `country`, with words for the person who
    typed it.
    """
    compact = _LABELS.sub("", _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper())
    if country == "KR":
        return _normalise_korean(compact)
    if country == "LU":
        return _normalise_luxembourgish(compact)
    raise RegistrationNumberError(
        _("Registration numbers can be checked only for Korea and Luxembourg. Choose one of these countries.")
    )


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
    if re.fullmatch(r"[0-9]{11}|[0-9]{13}", compact):
        raise RegistrationNumberError(
            _(
                "This is a national identification number (matricule), which must not be entered here. Enter the VAT "
                "number (LU and eight digits) or the trade register number (B and its digits)."
            )
        )
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
