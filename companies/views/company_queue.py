"""Staff verify the companies that were submitted, or send them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from companies.forms.claims import ClaimForm
from companies.forms.reviews import CompanyReviewForm, QueueForm
from companies.forms.standing import StandingForm
from companies.models import Company, CompanyStatus, CompanyVerdict, Contact
from companies.queries import with_details
from companies.queries.duplicates import likely_duplicates
from companies.queries.review_fields import company_rows
from companies.queries.review_queue import companies_to_verify
from companies.queries.verification import check_number, check_sme
from companies.seen import company_standing
from companies.services.claims import as_claimed
from companies.services.looks import contact_to_verify, open_contact
from companies.services.reviews import CompanyChecks, ReviewNotes, return_after_review, verify_after_review
from companies.views.queues import go_on_with, render_queue
from values.errors import StateConflictError
from values.seen import write_seen


@require_safe
@never_cache
@reviewer_required
def company_queue(request: SignedInRequest) -> HttpResponse:
    """The submitted companies, longest waiting first."""
    form = QueueForm(request.GET)
    return render_queue(request, "companies/company_queue.html", form=form, find=companies_to_verify)


@require_safe
@never_cache
@reviewer_required
def company_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    company = get_object_or_404(Company, public_id=public_id)
    return show_company(request, company)


@require_POST
@reviewer_required
def company_decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Verify or return; who comes second is told and keeps what they typed."""
    company = get_object_or_404(Company, public_id=public_id)
    form = CompanyReviewForm(request.POST)
    if not form.is_valid():
        return show_company(request, company, form, status=422)
    try:
        _decide(company, request, form)
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
        company.refresh_from_db()
        return show_company(request, company, form.reread(company.updated_at), status=409)
    messages.success(request, _decision_message(company, form))
    following = companies_to_verify().first()
    return go_on_with(following, review="companies:company_review", queue="companies:company_queue")


@require_POST
@never_cache
@reviewer_required
def company_contact(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The contact of a company in any state; its people read who looked."""
    company = get_object_or_404(Company, public_id=public_id)
    return show_company(request, company, contact=open_contact(company, user=request.user))


def _decide(company: Company, request: SignedInRequest, form: CompanyReviewForm) -> None:
    data = form.cleaned_data
    checks = CompanyChecks(**{name: data[name] for name in form.CHECKS})
    if data["decision"] == CompanyVerdict.VERIFIED:
        verify_after_review(company, reviewer=request.user, checks=checks, read_at=data["read_at"])
    else:
        notes = ReviewNotes(data["reason"], form.remarks())
        return_after_review(company, reviewer=request.user, checks=checks, notes=notes, read_at=data["read_at"])


def _decision_message(company: Company, form: CompanyReviewForm) -> str:
    if form.cleaned_data["decision"] == CompanyVerdict.VERIFIED:
        return _("%(name)s is verified. The company will be notified by e-mail.") % {"name": company.shown_name}
    return _("%(name)s was returned. The company will receive an e-mail with your reason.") % {
        "name": company.shown_name
    }


def show_company(
    request: SignedInRequest,
    company: Company,
    form: CompanyReviewForm | None = None,
    *,
    contact: Contact | None = None,
    standing_form: StandingForm | None = None,
    claim_form: ClaimForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; `contact` was asked for by the button, otherwise it is there only while the company waits."""
    form = form or CompanyReviewForm(initial={"read_at": company.updated_at.isoformat()})
    claimed = as_claimed(company)
    context = {
        "company": company,
        "claimed": [
            (row, before)
            for row, before in zip(company_rows(claimed), company_rows(company), strict=True)
            if row.name in company.claimed
        ],
        "claim_form": claim_form or ClaimForm(initial={"seen": company.claimed_at and company.claimed_at.isoformat()}),
        "standing_form": standing_form or StandingForm(),
        "standing_seen": write_seen(company_standing(company)),
        "standing_changes": company.standing_changes.select_related("changed_by"),
        "contact": contact or contact_to_verify(company, user=request.user),
        "has_contact": Contact.objects.filter(company=company).exists(),
        "projects": with_details(company.projects.all()).order_by("pk"),
        "reviews": company.reviews.select_related("reviewer").prefetch_related("remarks"),
        "form": form,
        "rows": [(row, form[f"remark_{row.name}"]) for row in company_rows(company)],
        "number_check": check_number(claimed),
        "sme_checks": check_sme(company),
        "duplicates": likely_duplicates(claimed),
        "is_open": company.status == CompanyStatus.SUBMITTED,
    }
    return render(request, "companies/company_review.html", context, status=status)
