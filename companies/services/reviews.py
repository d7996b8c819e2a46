"""Staff decide on what companies submitted: one winner, everything recorded, mail in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.errors import ChecksMissingError
from companies.models import (
    Company,
    CompanyReview,
    CompanyStatus,
    CompanyVerdict,
    FieldRemark,
    Project,
    ProjectReview,
    ProjectStatus,
    ProjectVerdict,
)
from companies.rubric import RubricVerdict, Scores, judge
from companies.services.companies import require_reason, return_company, verify_company
from companies.services.decision_emails import email_company_decision, email_project_decision
from companies.services.projects import publish_project, return_project
from values.errors import StateConflictError


@dataclass(frozen=True, slots=True)
class CompanyChecks:
    """What the reviewer says to have looked at."""

    is_number_checked: bool = False
    is_sme_checked: bool = False
    is_duplicate_checked: bool = False

    @property
    def is_complete(self) -> bool:
        return self.is_number_checked and self.is_sme_checked and self.is_duplicate_checked


@dataclass(frozen=True, slots=True)
class ReviewNotes:
    """What is written beside a decision; `remarks` by field name."""

    reason: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def verify_after_review(company: Company, *, reviewer: User, checks: CompanyChecks, read_at: datetime) -> CompanyReview:
    """Vouch for a submitted company and tell its people.

    `read_at` is the `updated_at` of the profile that was read. Raises ChecksMissingError unless everything was looked
    at, StateConflictError when the company was changed or decided meanwhile.
    """
    if not checks.is_complete:
        raise ChecksMissingError(
            _("Confirm what you have checked: a company can be verified only when all three checks are done.")
        )
    current = _lock_company(company, read_at)
    review = _record_company_review(verify_company(current), CompanyVerdict.VERIFIED, reviewer, checks, ReviewNotes())
    email_company_decision(review)
    return review


@transaction.atomic
def return_after_review(
    company: Company, *, reviewer: User, checks: CompanyChecks, notes: ReviewNotes, read_at: datetime
) -> CompanyReview:
    """Send a submitted company back with a reason and remarks, and tell its people.

    Raises ReasonMissingError, or StateConflictError when the company was changed or decided meanwhile.
    """
    reason = require_reason(notes.reason)
    current = return_company(_lock_company(company, read_at), reason=reason)
    review = _record_company_review(current, CompanyVerdict.RETURNED, reviewer, checks, notes)
    email_company_decision(review)
    return review


@transaction.atomic
def review_project(
    project: Project, *, reviewer: User, scores: Scores, notes: ReviewNotes, read_at: datetime
) -> ProjectReview:
    """Record the points of a submitted project and do what the rubric says: publish, hold or return it.

    `read_at` is the `updated_at` of the project that was read. Raises ReasonMissingError for a return without a reason,
    CompanyNotVerifiedError when it cannot be published yet, StateConflictError when changed or decided meanwhile.
    """
    verdict = judge(scores)
    current = _carry_out(verdict, _lock_project(project, read_at), notes)
    review = ProjectReview.objects.create(
        project=current,
        reviewer=reviewer,
        advantages=scores.advantages,
        clarity=scores.clarity,
        cooperation=scores.cooperation,
        guidelines=scores.guidelines,
        verdict=ProjectVerdict(verdict.value),
        reason=notes.reason.strip(),
    )
    _write_remarks(notes, project_review=review)
    email_project_decision(review)
    return review


def _carry_out(verdict: RubricVerdict, project: Project, notes: ReviewNotes) -> Project:
    if verdict == RubricVerdict.PUBLISH:
        return publish_project(project)
    if verdict == RubricVerdict.RETURN:
        return return_project(project, reason=notes.reason)
    # Whoever has the page open must learn that somebody has read the project meanwhile.
    Project.objects.filter(pk=project.pk).update(updated_at=timezone.now())
    return project


def _lock_company(company: Company, read_at: datetime) -> Company:
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if current.status == CompanyStatus.SUBMITTED and current.updated_at != read_at:
        raise StateConflictError(
            _("Nothing was saved: %(name)s has changed since you opened the page. Review it again, then decide.")
            % {"name": current.shown_name}
        )
    return current


def _lock_project(project: Project, read_at: datetime) -> Project:
    # The company first, in the order of every other service, so that nobody waits in a circle.
    Company.objects.select_for_update(no_key=True).get(pk=project.company_id)
    current = Project.objects.select_for_update(no_key=True, of=("self",)).select_related("company").get(pk=project.pk)
    if current.status != ProjectStatus.SUBMITTED:
        raise StateConflictError(
            _(
                "Nothing was saved: someone else has decided on “%(title)s” in the meantime. Its status is "
                "now “%(status)s”."
            )
            % {"title": current.title, "status": current.get_status_display()}
        )
    if current.updated_at != read_at:
        raise StateConflictError(
            _("Nothing was saved: “%(title)s” has been reviewed or changed since you opened the page. Review it again.")
            % {"title": current.title}
        )
    return current


def _record_company_review(
    company: Company, verdict: CompanyVerdict, reviewer: User, checks: CompanyChecks, notes: ReviewNotes
) -> CompanyReview:
    review = CompanyReview.objects.create(
        company=company,
        reviewer=reviewer,
        is_number_checked=checks.is_number_checked,
        is_sme_checked=checks.is_sme_checked,
        is_duplicate_checked=checks.is_duplicate_checked,
        verdict=verdict,
        reason=notes.reason.strip(),
    )
    _write_remarks(notes, company_review=review)
    return review


def _write_remarks(
    notes: ReviewNotes, *, project_review: ProjectReview | None = None, company_review: CompanyReview | None = None
) -> None:
    FieldRemark.objects.bulk_create(
        FieldRemark(project_review=project_review, company_review=company_review, field=name, text=text.strip())
        for name, text in notes.remarks.items()
        if text.strip()
    )
