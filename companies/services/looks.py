"""Staff see a company's contact only through here, or after it was written down here that they are about to."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from companies.models import Company, CompanyStatus, Contact, ContactLook, LookPlace

ONE_LOOK = timedelta(minutes=10)
"""Opening the page of a company to verify again within this time is the same look."""


@transaction.atomic
def contact_to_verify(company: Company, *, user: User) -> Contact | None:
    """The contact while the company is being verified, and the look at it is recorded; None at any other time.

    The lock keeps a decision from slipping in between.
    """
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    contact = Contact.objects.filter(company=current).first()
    if contact is None or current.status != CompanyStatus.SUBMITTED:
        return None
    same = ContactLook.objects.filter(company=current, user=user, place=LookPlace.VERIFICATION)
    if not same.filter(looked_at__gt=timezone.now() - ONE_LOOK).exists():
        record_looks([current.pk], user=user, place=LookPlace.VERIFICATION)
    return contact


@transaction.atomic
def open_contact(company: Company, *, user: User) -> Contact | None:
    """The contact in any state, for a member of staff who asked for it by the button; each is a look of its own."""
    contact = Contact.objects.filter(company=company).first()
    if contact is not None:
        record_looks([company.pk], user=user, place=LookPlace.DESK)
    return contact


def record_looks(company_ids: Iterable[int], *, user: User | None, place: LookPlace) -> None:
    """Staff are about to see the contacts of these companies, in the caller's transaction."""
    ContactLook.objects.bulk_create(
        [ContactLook(company_id=pk, user=user, place=place) for pk in company_ids], batch_size=1000
    )
