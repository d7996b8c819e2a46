"""Registrations as staff see them: who comes, who waits, decisions on one or many, invitations, and a file."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from events.forms.staff_registrations import CONFIRM, DecisionForm, RegistrationFilterForm
from events.models import Event, Registration
from events.queries.registrations import count_registrations, registrations_to_show
from events.services.invitations import find_candidates, invite_companies
from events.services.registration_decisions import CONFIRMABLE, confirm_registration, decline_registration
from events.services.registration_files import registration_cells
from exchange.tables.table_writing import write_csv
from values.errors import PortalError
from values.pages import nearest_page

ROWS_ON_A_PAGE = 50


@require_safe
@reviewer_required
def registration_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.prefetch_related("texts"), public_id=public_id)
    return _show(request, event, DecisionForm())


def _show(request: SignedInRequest, event: Event, decision: DecisionForm, *, status: int = 200) -> HttpResponse:
    form = RegistrationFilterForm(request.GET)
    rows = registrations_to_show(event, **form.filters())
    page = nearest_page(rows, request.GET.get("page"), size=ROWS_ON_A_PAGE)
    context = {
        "event": event,
        "form": form,
        "decision": decision,
        "page": page,
        "counts": count_registrations(event),
        "confirmable": CONFIRMABLE,
        "ticked": decision.ticked(),
    }
    return render(request, "events/registration_list.html", context, status=status)


@require_POST
@reviewer_required
def registration_decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Confirm or decline those ticked, each as it was seen; what has changed meanwhile is said, the rest is done."""
    event = get_object_or_404(Event.objects.prefetch_related("texts"), public_id=public_id)
    form = DecisionForm(request.POST)
    if form.is_valid() and not form.chosen():
        form.add_error(None, _("Select at least one registration."))
    if form.is_valid() and form.cleaned_data["decision"] != CONFIRM and not form.cleaned_data["reason"]:
        form.add_error("reason", _("Give the reason: the company will read it."))
    if not form.is_valid():
        return _show(request, event, form, status=422)
    done = [outcome for public_id, seen in form.chosen() if (outcome := _decide(request, event, form, public_id, seen))]
    if done:
        text = ngettext("%(count)d decision saved.", "%(count)d decisions saved.", len(done))
        messages.success(request, text % {"count": len(done)})
    return redirect("events:registration_list", public_id=event.public_id)


def _decide(
    request: SignedInRequest, event: Event, form: DecisionForm, public_id: str, seen: str
) -> Registration | None:
    registration = get_object_or_404(Registration, event=event, public_id=public_id)
    try:
        if form.cleaned_data["decision"] == CONFIRM:
            return confirm_registration(registration, seen=seen)
        return decline_registration(registration, seen=seen, by=request.user, reason=form.cleaned_data["reason"])
    except PortalError as error:
        messages.warning(request, str(error))
        return None


@require_safe
@reviewer_required
def registration_export(_request: SignedInRequest, public_id: str) -> HttpResponseBase:
    event = get_object_or_404(Event, public_id=public_id)
    headers = {"Content-Disposition": f'attachment; filename="registrations-{event.public_id}.csv"'}
    return StreamingHttpResponse(
        write_csv(registration_cells(event)), content_type="text/csv; charset=utf-8", headers=headers
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reviewer_required
def invitation_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The companies that would find the best partners at this event, and those invited so far."""
    event = get_object_or_404(Event.objects.prefetch_related("texts"), public_id=public_id)
    error = ""
    if request.method == "POST":
        try:
            made = invite_companies(event, public_ids=request.POST.getlist("chosen"), by=request.user)
        except PortalError as refusal:
            error = str(refusal)
        else:
            text = ngettext("%(count)d company invited.", "%(count)d companies invited.", len(made))
            messages.success(request, text % {"count": len(made)})
            return redirect("events:invitation_list", public_id=event.public_id)
    context = {
        "event": event,
        "candidates": find_candidates(event),
        "ticked": request.POST.getlist("chosen"),
        "invitations": event.invitations.select_related("company"),
        "error": error,
    }
    return render(request, "events/invitation_list.html", context, status=409 if error else 200)
