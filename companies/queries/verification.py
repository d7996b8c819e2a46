"""What the portal itself can tell about a company's number and its declaration as an SME."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Company
from values.errors import RegistrationNumberError
from values.money.amounts import Currency
from values.money.rates import convert
from values.registration import normalise_registration_number

# EU Recommendation 2003/361/EC: fewer than 250 staff, and turnover up to 50 or a balance sheet up to 43 million euros.
EU_STAFF_LIMIT = 250
EU_TURNOVER_LIMIT = 50_000_000
OLD_DECLARATION_YEARS = 2


class Finding(StrEnum):
    FITS = "fits"
    DOUBT = "doubt"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Check:
    finding: Finding
    words: str
    """One sentence for the reviewer, in the reader's language."""


def check_number(company: Company) -> Check:
    number = company.registration_number
    if not number:
        return Check(Finding.OPEN, _("No registration number was given. Ask for it, or look it up in the register."))
    try:
        normalise_registration_number(company.country, number)
    except RegistrationNumberError as error:
        return Check(Finding.DOUBT, str(error))
    if number.startswith("B"):
        return Check(
            Finding.OPEN,
            _("This looks like a trade register number, which has no check digit. Look it up in the register."),
        )
    return Check(
        Finding.FITS, _("The check digits are correct. Compare the name with the public register all the same.")
    )


def check_sme(company: Company) -> list[Check]:
    """What the declarations say, beside the figures the company gives; never empty."""
    checks = []
    if company.is_sme_eu is not None:
        checks.append(_check_eu(company, is_declared=company.is_sme_eu))
    if company.is_sme_korea is not None:
        checks.append(_check_korea(is_declared=company.is_sme_korea))
    if not checks:
        return [Check(Finding.OPEN, _("The company has not declared whether it is an SME."))]
    return checks + _check_year(company)


def _check_eu(company: Company, *, is_declared: bool) -> Check:
    if company.employees is None:
        return Check(
            Finding.OPEN, _("EU definition: the number of employees is missing, so no comparison is possible.")
        )
    is_small_staff = company.employees < EU_STAFF_LIMIT
    if not is_declared:
        return _check_eu_denial(company, is_small_staff=is_small_staff)
    if not is_small_staff:
        return Check(
            Finding.DOUBT,
            _(
                "EU definition: declared as an SME, but the company has %(employees)d employees and an SME must "
                "have fewer than %(limit)d."
            )
            % {"employees": company.employees, "limit": EU_STAFF_LIMIT},
        )
    return _check_eu_turnover(company)


def _check_eu_turnover(company: Company) -> Check:
    if company.stated_turnover is None:
        return Check(
            Finding.OPEN, _("EU definition: the number of employees meets the definition; the turnover is missing.")
        )
    euros = _turnover_in_euros(company)
    if euros is None:
        return Check(
            Finding.OPEN,
            _(
                "EU definition: the number of employees meets the definition; the turnover is in won and the portal "
                "has no exchange rate. Compare it with the limit of 50 million euros."
            ),
        )
    if euros > EU_TURNOVER_LIMIT:
        return Check(
            Finding.DOUBT,
            _(
                "EU definition: declared as an SME, but the turnover is above 50 million euros. This can "
                "only be right if the balance sheet total is 43 million euros or less: ask for it."
            ),
        )
    return Check(
        Finding.FITS, _("EU definition: employees and turnover are consistent with the declaration as an SME.")
    )


def _check_eu_denial(company: Company, *, is_small_staff: bool) -> Check:
    euros = _turnover_in_euros(company)
    is_small_turnover = euros is not None and euros <= EU_TURNOVER_LIMIT
    if is_small_staff and is_small_turnover:
        return Check(
            Finding.DOUBT,
            _(
                "EU definition: declared as not an SME, but employees and turnover are those of an SME. The company "
                "may belong to a group: ask about this."
            ),
        )
    return Check(Finding.FITS, _("EU definition: declared as not an SME; the figures do not contradict this."))


def _turnover_in_euros(company: Company) -> int | None:
    """As stated, or at the portal's rate; None when nothing is stated or won meet no rate."""
    money = company.stated_turnover
    euros = convert(money, Currency.EURO) if money else None
    return euros.amount if euros else None


def _check_korea(*, is_declared: bool) -> Check:
    if not is_declared:
        return Check(Finding.OPEN, _("Korean definition: declared as not an SME."))
    return Check(
        Finding.OPEN,
        _(
            "Korean definition: declared as an SME. This depends on average sales over three years, "
            "with a ceiling per industry (up to 180 billion won), and on independence. The profile "
            "does not contain these: ask for the SME certificate."
        ),
    )


def _check_year(company: Company) -> list[Check]:
    if company.sme_year is None:
        return [Check(Finding.DOUBT, _("The declaration does not state a year."))]
    age = timezone.localdate().year - company.sme_year
    if age <= OLD_DECLARATION_YEARS:
        return []
    words = ngettext(
        "The declaration is %(count)d year old. Ask for a new one.",
        "The declaration is %(count)d years old. Ask for a new one.",
        age,
    )
    return [Check(Finding.DOUBT, words % {"count": age})]
