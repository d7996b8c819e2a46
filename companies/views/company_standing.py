"""Staff suspend a company and let it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import SignedInRequest, reviewer_required
from companies.forms.standing import StandingForm
from companies.models import Company
from companies.services.standing import reinstate_company, suspend_company
from companies.views.company_queue import show_company
from values.errors import PortalError


@require_POST
@reviewer_required
def company_suspend(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _take(
        request, public_id, suspend_company, _("Suspended. The company will receive an e-mail with your reason.")
    )


@require_POST
@reviewer_required
def company_reinstate(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _take(
        request, public_id, reinstate_company, _("Reinstated. The company will receive an e-mail with your reason.")
    )


def _take(request: SignedInRequest, public_id: str, step: Callable[..., Company], done: str) -> HttpResponse:
    """Take the step; who comes second is told and keeps what they typed."""
    company = get_object_or_404(Company, public_id=public_id)
    form = StandingForm(request.POST)
    if not form.is_valid():
        return show_company(request, company, standing_form=form, status=422)
    try:
        step(company, reason=form.cleaned_data["reason"], by=request.user, seen=request.POST.get("seen", ""))
    except PortalError as conflict:
        messages.warning(request, str(conflict))
        company.refresh_from_db()
        return show_company(request, company, standing_form=form, status=409)
    messages.success(request, done)
    return redirect("companies:company_review", public_id=public_id)
