"""Suspending and reinstating as staff do, where the reason does not matter."""

from companies.models import Company
from companies.services.standing import reinstate_company, suspend_company
from tests.factories import ReviewerFactory
from tests.seen import seen_by_staff

REASON = "The registration was struck off; send us a new extract."


def suspend(company: Company) -> Company:
    return suspend_company(company, reason=REASON, by=ReviewerFactory(), seen=seen_by_staff(company))


def reinstate(company: Company) -> Company:
    return reinstate_company(company, reason=REASON, by=ReviewerFactory(), seen=seen_by_staff(company))
