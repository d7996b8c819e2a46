"""What a verified company says of its own identity waits for staff: until then the verified name and number stand."""

from collections.abc import Iterable
from copy import copy
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.errors import NumberTakenError
from companies.models import IDENTITY, Company, CompanyStatus, compute_from_names
from companies.records import CompanyFields
from companies.services.history import values_of

CLAIM_COLUMNS = ("claimed", "claimed_by", "claimed_at")
VOUCHED_FOR = frozenset({CompanyStatus.VERIFIED, CompanyStatus.SUSPENDED})


def as_claimed(company: Company) -> Company:
    """A copy, never to be saved, that is called what its people say it is called."""
    claimed = copy(company)
    for name, value in company.claimed.items():
        setattr(claimed, name, value)
    compute_from_names(claimed)
    return claimed


def claimed_values(company: Company, names: Iterable[str]) -> dict[str, object]:
    """The values of these fields as the company's people see them in their forms."""
    return values_of(as_claimed(company), names)


def hold_identity(company: Company, fields: CompanyFields, *, by: User) -> CompanyFields:
    """What of the fields may be written at once; the identity of a verified company is kept on it as claimed, unsaved.

    What is claimed is what differs from what was verified: the verified name typed again takes a claim back. Raises
    NumberTakenError.
    """
    if company.status not in VOUCHED_FOR:
        return fields
    said = company.claimed | {name: value for name, value in fields.items() if name in IDENTITY}
    claim = {name: said[name] for name in _as_stored(said) if said[name] != getattr(company, name)}
    if claim != company.claimed:
        _refuse_taken(company, claim)
        company.claimed = claim
        company.claimed_by, company.claimed_at = (by, timezone.now()) if claim else (None, None)
    return cast("CompanyFields", {name: value for name, value in fields.items() if name not in IDENTITY})


def _as_stored(names: Iterable[str]) -> list[str]:
    """In the order in which PostgreSQL gives them back, so that a claim reads the same before and after."""
    return sorted(names, key=lambda name: (len(name), name))


def _refuse_taken(company: Company, claim: dict[str, str]) -> None:
    number, country = (claim.get(name, getattr(company, name)) for name in ("registration_number", "country"))
    others = Company.objects.filter(country=country, registration_number=number).exclude(pk=company.pk)
    if number and others.exists():
        raise number_taken()


def number_taken() -> NumberTakenError:
    return NumberTakenError(
        _(
            "Another company on this portal has this registration number. Search for it and ask to join it; if you "
            "cannot find it, contact us."
        )
    )
