"""What happens to a company: it is created, changed, submitted, verified or returned."""

from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import COLUMNS_FROM_NAMES, NAMES, Company, CompanyStatus, MembershipRole
from companies.records import CompanyFields
from companies.services.announcements import (
    announce_changed,
    announce_entered,
    published_project_ids,
)
from companies.services.claims import CLAIM_COLUMNS, hold_identity, number_taken
from companies.services.history import record_changes, values_of
from companies.services.members import add_member
from values.errors import ReasonMissingError, StateConflictError

MATCHING_FIELDS = frozenset({"country", "languages", "nace", "employees"})
"""What matching reads from the company rather than from the project."""


@transaction.atomic
def create_company(owner: User, *, fields: CompanyFields) -> Company:
    """A draft that `owner` acts for. Raises NumberTakenError, and MembershipRefusedError for staff."""
    try:
        with transaction.atomic():
            company = Company.objects.create(**fields)
    except IntegrityError as error:
        raise number_taken() from error
    add_member(owner, company=company, role=MembershipRole.OWNER)
    return company


@transaction.atomic
def update_company(company: Company, *, fields: CompanyFields, by: User | None = None) -> Company:
    """Write the fields that differ; when matching reads one of them, the company's public projects enter again.

    An edit `by` somebody of its people is kept in the history; the identity of a verified company waits for staff
    (`companies.services.claims`).
    """
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    before, claimed_at = values_of(current, fields), current.claimed_at
    written = fields if by is None else hold_identity(current, fields, by=by)
    changed = assign_changes(current, written)
    claim_columns = CLAIM_COLUMNS if current.claimed_at != claimed_at else ()
    if changed or claim_columns:
        current.save(update_fields=[*changed, *keys_to_write(changed), *claim_columns, "updated_at"])
        announce_changed([current.pk])
    if by is not None:
        record_changes(current, by=by, before=before, after=values_of(current, sorted(changed)))
    if MATCHING_FIELDS & changed:
        announce_entered(published_project_ids([current]))
    return current


def keys_to_write(changed: Collection[str]) -> list[str]:
    """The columns that follow from changed names."""
    return list(COLUMNS_FROM_NAMES) if NAMES & set(changed) else []


def assign_changes(row: Model, fields: Mapping[str, object]) -> set[str]:
    """Set on `row` the values of `fields` that differ from its own, unsaved; the names of those."""
    changed = {name for name, value in fields.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, fields[name])
    return changed


@transaction.atomic
def submit_company(company: Company) -> Company:
    """Ask staff to verify it. Raises StateConflictError unless it is a draft or was returned."""
    submitted = {"status": CompanyStatus.SUBMITTED, "submitted_at": timezone.now()}
    return move_company(company, old={CompanyStatus.DRAFT, CompanyStatus.RETURNED}, **submitted)


@transaction.atomic
def verify_company(company: Company) -> Company:
    """Staff vouch for it: it becomes public. Raises StateConflictError unless it is submitted."""
    verified = {"status": CompanyStatus.VERIFIED, "verified_at": timezone.now(), "return_reason": ""}
    return move_company(company, old={CompanyStatus.SUBMITTED}, **verified)


@transaction.atomic
def return_company(company: Company, *, reason: str) -> Company:
    """Back to its people, with what to improve. Raises ReasonMissingError; StateConflictError unless submitted."""
    return move_company(
        company, old={CompanyStatus.SUBMITTED}, status=CompanyStatus.RETURNED, return_reason=require_reason(reason)
    )


def require_reason(reason: str) -> str:
    """The trimmed reason. Raises ReasonMissingError when nothing is left of it."""
    if not reason.strip():
        raise ReasonMissingError(_("State what needs improving before you return the submission."))
    return reason.strip()


def move_company(company: Company, *, old: Collection[CompanyStatus], **changes: object) -> Company:
    """Change its state, and what goes with it. Raises StateConflictError unless it is in one of the `old` states."""
    moved = Company.objects.filter(pk=company.pk, status__in=old).update(updated_at=timezone.now(), **changes)
    current = Company.objects.get(pk=company.pk)
    if not moved:
        raise StateConflictError(
            _(
                "Nothing was changed: the status of %(name)s is now “%(status)s”. Reload the page to see "
                "the current version."
            )
            % {"name": current.shown_name, "status": current.get_status_display()}
        )
    announce_changed([current.pk])
    return current
