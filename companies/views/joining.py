"""Asking to act for a company that is here already, and answering such requests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required, sign_in_required
from companies.forms.members import JoinForm, JoinSearchForm
from companies.models import Company, JoinRequest, JoinStatus
from companies.permissions import join_requests_to_answer
from companies.queries.likely_same import find_companies
from companies.services.joining import accept_join, ask_to_join, decline_join
from companies.views.apart import not_for_staff
from companies.views.kept_forms import SEEN
from values.errors import PortalError
from values.links import own_page
from values.pages import nearest_page


@require_safe
@sign_in_required
@not_for_staff
def own_join(request: SignedInRequest) -> HttpResponse:
    """Find one's company by name or number, and ask to join it."""
    form = JoinSearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    context = {"form": form, "text": text, "found": find_companies(text), "join_form": JoinForm()}
    return render(request, "companies/own_join.html", context)


@require_POST
@sign_in_required
@not_for_staff
def own_join_ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Any verified company may be asked: its name is all that the person learns of it."""
    company = get_object_or_404(Company.objects.joinable(), public_id=public_id)
    form = JoinForm(request.POST)
    if not form.is_valid():
        context = {"form": JoinSearchForm(), "text": company.shown_name, "found": [company], "join_form": form}
        return render(request, "companies/own_join.html", context, status=422)
    try:
        ask_to_join(request.user, company=company, message=form.cleaned_data["message"])
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your request was sent. You will get an e-mail as soon as someone answers."))
    return redirect("companies:own_companies")


@require_safe
@reviewer_required
def own_join_queue(request: SignedInRequest) -> HttpResponse:
    """For staff: the requests to companies that nobody owns and nobody has answered, half answered ones first."""
    requests = join_requests_to_answer(request.user).filter(status=JoinStatus.ASKED)
    page = nearest_page(requests.order_by("proposed_at", "asked_at", "pk"), request.GET.get("page"))
    context = {"page": page, "half_answered": requests.exclude(proposed_at=None).count()}
    return render(request, "companies/own_join_queue.html", context)


@require_POST
@sign_in_required
def own_join_answer(request: SignedInRequest, request_id: int) -> HttpResponse:
    """An owner of the company says yes or no; where there is none, two members of staff do."""
    join_request = get_object_or_404(join_requests_to_answer(request.user), pk=request_id)
    answer = accept_join if request.POST.get("answer") == "accept" else decline_join
    try:
        answered = answer(join_request, by=request.user, seen=request.POST.get(SEEN, ""))
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _say_answered(answered))
    return redirect(own_page(request, request.POST.get("next", "")) or "companies:own_companies")


def _say_answered(join_request: JoinRequest) -> str:
    if join_request.status == JoinStatus.ASKED:
        return _("Your approval was recorded. Another member of staff has to confirm it.")
    return _("Your answer was recorded. The person has been notified by e-mail.")
