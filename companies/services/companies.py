"""What happens to a company: it is created, changed, submitted, verified or returned, suspended and reinstated."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.errors import ReasonMissingError, StateConflict
from companies.models import Company, CompanyStatus, Membership, MembershipRole
from companies.records import CompanyFields
from companies.services.announcements import (
    announce_company,
    announce_entered,
    announce_left,
    published_project_ids,
)

MATCHING_FIELDS = frozenset({"country", "languages", "nace", "employees"})
"""What matching reads from the company rather than from the project."""


@transaction.atomic
def create_company(owner: User, *, fields: CompanyFields) -> Company:
    """A draft that `owner` acts for. Raises IntegrityError when its registration number is taken."""
    company = Company.objects.create(**fields)
    Membership.objects.create(user=owner, company=company, role=MembershipRole.OWNER)
    return company


@transaction.atomic
def update_company(company: Company, *, fields: CompanyFields) -> Company:
    """Write the fields that differ; when matching reads one of them, the company's public projects enter again."""
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    changed = assign_changes(current, fields)
    if changed:
        current.save(update_fields=[*changed, "updated_at"])
        announce_company(current)
    if MATCHING_FIELDS & changed:
        announce_entered(published_project_ids([current]))
    return current


def assign_changes(row: Model, fields: Mapping[str, object]) -> set[str]:
    """Set on `row` the values of `fields` that differ from its own, unsaved; the names of those."""
    changed = {name for name, value in fields.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, fields[name])
    return changed


@transaction.atomic
def submit_company(company: Company) -> Company:
    """Ask staff to verify it. Raises StateConflict unless it is a draft or was returned."""
    return _move(company, old={CompanyStatus.DRAFT, CompanyStatus.RETURNED}, status=CompanyStatus.SUBMITTED)


@transaction.atomic
def verify_company(company: Company) -> Company:
    """Staff vouch for it: it becomes public. Raises StateConflict unless it is submitted."""
    verified = {"status": CompanyStatus.VERIFIED, "verified_at": timezone.now(), "return_reason": ""}
    return _move(company, old={CompanyStatus.SUBMITTED}, **verified)


@transaction.atomic
def return_company(company: Company, *, reason: str) -> Company:
    """Back to its people, with what to improve. Raises ReasonMissingError, or StateConflict unless it is submitted."""
    return _move(
        company, old={CompanyStatus.SUBMITTED}, status=CompanyStatus.RETURNED, return_reason=require_reason(reason)
    )


@transaction.atomic
def suspend_company(company: Company) -> Company:
    """Out of sight with all its projects, which keep their states. Raises StateConflict unless it is verified."""
    moved = _move(company, old={CompanyStatus.VERIFIED}, status=CompanyStatus.SUSPENDED)
    announce_left(published_project_ids([moved]))
    return moved


@transaction.atomic
def reinstate_company(company: Company) -> Company:
    """Public again with the projects still published. Raises StateConflict unless it is suspended."""
    moved = _move(company, old={CompanyStatus.SUSPENDED}, status=CompanyStatus.VERIFIED)
    announce_entered(published_project_ids([moved]))
    return moved


def require_reason(reason: str) -> str:
    """The trimmed reason. Raises ReasonMissingError when nothing is left of it."""
    if not reason.strip():
        raise ReasonMissingError(_("Say what to improve before returning it."))
    return reason.strip()


def _move(company: Company, *, old: Collection[CompanyStatus], **changes: Any) -> Company:
    moved = Company.objects.filter(pk=company.pk, status__in=old).update(updated_at=timezone.now(), **changes)
    current = Company.objects.get(pk=company.pk)
    if not moved:
        raise StateConflict(
            _("Nothing was changed: the state of %(name)s is “%(status)s” by now. Reload the page to see it as it is.")
            % {"name": current.name, "status": current.get_status_display()}
        )
    announce_company(current)
    return current
