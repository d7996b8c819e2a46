"""What a company says of itself, in other languages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import SignedInRequest, sign_in_required
from companies.forms.summaries import SummariesForm
from companies.permissions import own_companies
from companies.services.translations import save_summaries


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_summaries(request: SignedInRequest, public_id: str) -> HttpResponse:
    company = get_object_or_404(own_companies(request.user), public_id=public_id)
    form = SummariesForm(request.POST if request.method == "POST" else None, company=company)
    if form.is_valid():
        save_summaries(company, language=form.cleaned_data["language"], texts=form.texts(), by=request.user)
        messages.success(request, pgettext("message after saving", "Saved."))
        return redirect("companies:own_summaries", public_id=public_id)
    status = 422 if form.errors else 200
    return render(request, "companies/own_summaries.html", {"company": company, "form": form}, status=status)
