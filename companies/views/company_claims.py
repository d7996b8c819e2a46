"""Staff decide about the name or number that a verified company says it has by now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import SignedInRequest, reviewer_required
from companies.forms.claims import ClaimForm
from companies.models import Company
from companies.services.claim_decisions import ClaimDecision, accept_claim, refuse_claim
from companies.views.company_queue import show_company
from values.errors import PortalError


@require_POST
@reviewer_required
def company_claim(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Accept it or not; who comes second is told and keeps what they typed."""
    company = get_object_or_404(Company, public_id=public_id)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return show_company(request, company, claim_form=form, status=422)
    data = form.cleaned_data
    try:
        if data["decision"] == ClaimDecision.ACCEPT:
            accept_claim(company, by=request.user, seen=data["seen"])
        else:
            refuse_claim(company, by=request.user, reason=data["reason"], seen=data["seen"])
    except PortalError as conflict:
        messages.warning(request, str(conflict))
        company.refresh_from_db()
        return show_company(request, company, claim_form=form, status=409)
    messages.success(request, _("Your decision has been saved. The members of the company will receive an e-mail."))
    return redirect("companies:company_review", public_id=public_id)
