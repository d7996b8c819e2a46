"""Suspending and reinstating as staff do, where the reason does not matter."""

from companies.models import Company
from companies.services.standing import reinstate_company, suspend_company
from tests.factories import ReviewerFactory

REASON = "The registration was struck off; send us a new extract."


def suspend(company: Company) -> Company:
    return suspend_company(company, reason=REASON, by=ReviewerFactory())


def reinstate(company: Company) -> Company:
    return reinstate_company(company, reason=REASON, by=ReviewerFactory())
