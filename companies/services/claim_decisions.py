"""Staff accept the name or number that a verified company says it has by now, or do not: its people are told."""

from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, ProfileChange
from companies.services.announcements import announce_changed
from companies.services.claims import CLAIM_COLUMNS, number_taken
from companies.services.companies import update_company
from companies.services.decision_emails import email_claim_decision
from companies.services.history import find_changes, keep_imported, values_of
from values.errors import ReasonMissingError, StateConflictError


class ClaimDecision(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"


@transaction.atomic
def accept_claim(company: Company, *, by: User, seen: datetime) -> Company:
    """What its people said is verified from now on.

    `seen` is the `claimed_at` of what was read. Raises StateConflictError when it was changed or decided meanwhile,
    NumberTakenError.
    """
    current = _lock(company, seen)
    claim, claimed_by, before = current.claimed, current.claimed_by, values_of(current, current.claimed)
    _drop_claim(current)
    try:
        with transaction.atomic():
            renamed = update_company(current, fields=claim)
    except IntegrityError as error:
        raise number_taken() from error
    if changes := find_changes(renamed, by=claimed_by, before=before, after=claim):  # else staff wrote it themselves
        keep_imported(changes, by=by)
        email_claim_decision(changes[-1])
    return renamed


@transaction.atomic
def refuse_claim(company: Company, *, by: User, reason: str, seen: datetime) -> Company:
    """What was verified stays. Raises ReasonMissingError; StateConflictError as `accept_claim`."""
    if not reason.strip():
        raise ReasonMissingError(_("Give the reason: the members of the company will see it."))
    current = _lock(company, seen)
    text = "; ".join(current.claimed.values())
    _drop_claim(current)
    announce_changed([current.pk])
    kept = {"field": "claim", "old_text": text, "new_text": reason.strip()}
    email_claim_decision(ProfileChange.objects.create(company=current, changed_by=by, **kept))
    return current


def _lock(company: Company, seen: datetime) -> Company:
    current = (
        Company.objects.select_for_update(of=("self",), no_key=True).select_related("claimed_by").get(pk=company.pk)
    )
    if current.claimed_at is None or current.claimed_at != seen:
        raise StateConflictError(
            _(
                "Nothing was saved: the new name or number of %(name)s has since been changed, or a "
                "decision has already been made on it. Check it again."
            )
            % {"name": current.shown_name}
        )
    return current


def _drop_claim(company: Company) -> None:
    company.claimed, company.claimed_by, company.claimed_at = {}, None, None
    company.save(update_fields=[*CLAIM_COLUMNS, "updated_at"])
