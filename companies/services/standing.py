"""A company is suspended and reinstated: staff say why, it is kept, its people are told."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, CompanyStatus, ProfileChange, StandingChange, StandingStep
from companies.seen import company_standing
from companies.services.announcements import announce_entered, announce_left, published_project_ids
from companies.services.companies import move_company
from companies.services.decision_emails import email_standing_change
from values.errors import ReasonMissingError
from values.seen import require_seen


@transaction.atomic
def suspend_company(company: Company, *, reason: str, by: User, seen: str) -> Company:
    """Out of sight with all its projects, which keep their states; it acts with nobody until it is reinstated.

    `seen` is what `companies.seen.company_standing` told. Raises ReasonMissingError, StateConflictError unless it is
    verified, ChangedMeanwhileError.
    """
    words = _require_reason(reason)
    _require_seen(company, seen, status=CompanyStatus.VERIFIED)
    moved = move_company(company, old={CompanyStatus.VERIFIED}, status=CompanyStatus.SUSPENDED)
    _record(moved, StandingStep.SUSPENDED, words, by, before=CompanyStatus.VERIFIED)
    announce_left(published_project_ids([moved]))
    return moved


@transaction.atomic
def reinstate_company(company: Company, *, reason: str, by: User, seen: str) -> Company:
    """Public again with the projects still published.

    Raises ReasonMissingError, StateConflictError unless it is suspended, ChangedMeanwhileError as `suspend_company`.
    """
    words = _require_reason(reason)
    _require_seen(company, seen, status=CompanyStatus.SUSPENDED)
    moved = move_company(company, old={CompanyStatus.SUSPENDED}, status=CompanyStatus.VERIFIED)
    _record(moved, StandingStep.REINSTATED, words, by, before=CompanyStatus.SUSPENDED)
    announce_entered(published_project_ids([moved]))
    return moved


def lock_companies(*company_ids: int) -> None:
    """Until the transaction ends none of these changes its state: whoever looks now decides before or after it, never
    beside it. Taken in the order of ids, and before any row of what is between them."""
    rows = Company.objects.select_for_update(no_key=True).filter(pk__in=company_ids)
    list(rows.order_by("pk").values_list("pk"))


def obstacle_between(*companies: Company, reader: Company | None = None) -> str:
    """Why these cannot act with each other now, told to people of `reader`; empty when they may. Locks them."""
    ids = [company.pk for company in companies]
    lock_companies(*ids)
    acting = set(Company.objects.acting().filter(pk__in=ids).values_list("pk", flat=True))
    if acting == set(ids):
        return ""
    if reader is not None and reader.pk not in acting:
        return _(
            "Nothing was changed: your company cannot work with other companies on the portal at the "
            "moment. “My company” explains why and whom to ask."
        )
    return _(
        "Nothing was changed: the other company cannot work with other companies on the portal at "
        "the moment. Your case manager can help."
    )


def _require_seen(company: Company, seen: str, *, status: CompanyStatus) -> None:
    lock_companies(company.pk)
    current = Company.objects.get(pk=company.pk)
    if current.status == status:  # else who was first is told
        require_seen(seen, company_standing(current))


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissingError(_("Give the reason: the members of the company will see it."))
    return reason.strip()


def _record(company: Company, step: StandingStep, reason: str, by: User, *, before: CompanyStatus) -> None:
    change = StandingChange.objects.create(company=company, step=step, reason=reason, changed_by=by)
    ProfileChange.objects.create(
        company=company, changed_by=by, field="status", old_text=before, new_text=company.status
    )
    email_standing_change(change)
