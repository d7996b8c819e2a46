"""The mail of companies: written into the outbox in the transaction of the decision it tells of."""

from collections.abc import Mapping, Sequence

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from companies.models import (
    ChangeCheck,
    Company,
    CompanyReview,
    CompanyVerdict,
    ProfileChange,
    ProjectReview,
    ProjectVerdict,
    StandingChange,
)
from companies.queries.review_fields import label_of
from notifications.models import About, EmailKind
from notifications.services import queue_email

COMPANY_TEMPLATES = {
    CompanyVerdict.VERIFIED: "company_verified",
    CompanyVerdict.RETURNED: "company_returned",
}
PROJECT_TEMPLATES = {ProjectVerdict.PUBLISH: "project_published", ProjectVerdict.RETURN: "project_returned"}
"""A project on hold waits for staff: there is nothing to tell its people yet."""


def email_company_decision(review: CompanyReview) -> None:
    """Tell the company's people of this review, once however often it is called."""
    path = reverse("directory:company_detail", args=[review.company.public_id])
    context = {"review": review, "company": review.company, "path": path, "remarks": _labelled(review)}
    _write(review.company, review, COMPANY_TEMPLATES[CompanyVerdict(review.verdict)], context)


def email_project_decision(review: ProjectReview) -> None:
    """Tell the project's people of this review, once however often it is called; nothing while it is on hold."""
    template = PROJECT_TEMPLATES.get(ProjectVerdict(review.verdict))
    if template is None:
        return
    project = review.project
    is_public = review.verdict == ProjectVerdict.PUBLISH
    page = "directory:project_detail" if is_public else "companies:own_project_edit"
    path = reverse(page, args=[project.public_id])
    context = {
        "review": review,
        "project": project,
        "company": project.company,
        "path": path,
        "remarks": _labelled(review),
    }
    _write(project.company, review, template, context)


def email_change_remarks(checks: Sequence[ChangeCheck]) -> None:
    """Tell the people of one company of the remarks on their edits, once however often it is called."""
    with_remarks = [check for check in checks if check.remark]
    if not with_remarks:
        return
    last = max(with_remarks, key=lambda check: check.pk).change
    route, thing = ("project", last.project) if last.project else ("company", last.company)
    context = {
        "company": last.company,
        "project": last.project,
        "path": reverse(f"directory:{route}_detail", args=[thing.public_id]),
        "remarks": [(label_of(check.change.field), check.remark) for check in with_remarks],
    }
    _write(last.company, last, "change_remarks", context)


def email_standing_change(change: StandingChange) -> None:
    """Tell the company's people that it is suspended, or back, and why."""
    context = {"change": change, "company": change.company, "path": reverse("companies:own_companies")}
    _write(change.company, change, f"company_{change.step}", context)


def email_claim_decision(change: ProfileChange) -> None:
    """Tell the company's people that its new name or number is accepted, or why not (`field` is then "claim")."""
    context = {
        "company": change.company,
        "is_accepted": change.field != "claim",
        "claimed": change.old_text,
        "reason": change.new_text,
        "path": reverse("companies:own_companies"),
    }
    _write(change.company, change, "company_claim", context)


def _labelled(review: CompanyReview | ProjectReview) -> list[tuple[str | Promise, str]]:
    return [(label_of(remark.field), remark.text) for remark in review.remarks.all()]


def _write(company: Company, decision: Model, template: str, context: Mapping[str, object]) -> None:
    about = About(decision)
    readers = User.objects.filter(memberships__company=company, is_active=True).order_by("pk")
    for person in readers:
        queue_email(
            person, kind=EmailKind.COMPANY_NEWS, about=about, topic="decision", template=template, context=context
        )
