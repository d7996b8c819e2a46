"""A member's dashboard."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from companies.models import ProfileDraft
from companies.permissions import own_companies
from companies.queries.own_companies import describe_own_companies, requests_of
from companies.services.drafts import discard_draft


@require_safe
@sign_in_required
def own_companies_page(request: SignedInRequest) -> HttpResponse:
    """The companies this person acts for, or how to come to act for one."""
    context = {
        "entries": describe_own_companies(own_companies(request.user), request.user),
        "own_requests": requests_of(request.user),
        "new_company_draft": ProfileDraft.objects.filter(user=request.user, company=None).first(),
    }
    return render(request, "companies/own_companies.html", context)


@require_POST
@sign_in_required
def own_draft_discard(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Throw away what one left unsaved in a form."""
    draft = get_object_or_404(ProfileDraft, pk=draft_id, user=request.user)
    discard_draft(draft)
    messages.success(request, _("Draft discarded. What was saved before is unchanged."))
    return redirect("companies:own_companies")
