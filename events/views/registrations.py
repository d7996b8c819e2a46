"""A company's own registrations: its events, the form, one registration, and what can be done with it."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from companies.models import Company, Project
from companies.permissions import own_companies
from events.forms.registrations import RegistrationForm, first_answers, initial_of
from events.forms.staff_registrations import CancellationForm
from events.models import LIVE_STATUSES, Event, Registration, RegistrationStatus
from events.permissions import companies_to_register, own_registrations, registrations_visible_to
from events.queries.availability import free_slots
from events.queries.registrations import (
    count_registrations,
    intentions_of,
    place_in_line,
    projects_to_bring,
    refusal_of_company,
    refusal_of_event,
    registrations_of,
)
from events.services.intentions import drop_intention, note_intention, note_wish_of_visitor
from events.services.registration_decisions import cancel_registration
from events.services.registrations import register_company, seen_of, update_registration
from events.services.waiting_list import accept_offer
from values.errors import PortalError
from values.pages import nearest_page


@require_safe
@sign_in_required
def own_events(request: SignedInRequest) -> HttpResponse:
    """The events this person's companies take part in, and those they still wanted to register for."""
    page = nearest_page(registrations_of(request.user).order_by("-event__starts_at", "pk"), request.GET.get("page"))
    context = {
        "page": page,
        "intentions": intentions_of(request.user),
        "has_company": own_companies(request.user).exists(),
    }
    return render(request, "events/own_events.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_create(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Register for the event of this address; who has no account yet finds the way back after signing up."""
    event = get_object_or_404(Event.objects.public().prefetch_related("texts", "slots"), public_id=public_id)
    if not request.user.is_authenticated:
        note_wish_of_visitor(request.session, event)
    return _register(request, event)


@sign_in_required
def _register(request: SignedInRequest, event: Event) -> HttpResponse:
    companies = list(companies_to_register(request.user, event))
    asked = request.GET.get("company", "")
    company = next((entry for entry in companies if entry.public_id == asked), companies[0] if companies else None)
    if request.method != "POST" and (company is None or _obstacle(event, company)):
        return _refuse(request, event, company)
    if company is None:
        return _refuse(request, event, None, status=409)
    form = _form(request, event, company)
    if request.method != "POST":
        return _show(request, form, companies=companies)
    return _take(request, form, lambda: _create(request, form), companies=companies)


def _obstacle(event: Event, company: Company) -> str:
    return refusal_of_event(event) or refusal_of_company(event, company)


def _refuse(request: SignedInRequest, event: Event, company: Company | None, *, status: int = 200) -> HttpResponse:
    """Why not, and what to do about it; whoever only lacks a company or its verification is reminded later."""
    closed = refusal_of_event(event)
    standing = own_registrations(request.user).filter(event=event, status__in=LIVE_STATUSES).first()
    if not closed and standing is None and not request.user.is_reviewer:
        note_intention(event, request.user)
    context = {
        "event": event,
        "company": company,
        "reason": closed or (refusal_of_company(event, company) if company else ""),
        "is_closed": bool(closed),
        "standing": standing,
    }
    return render(request, "events/registration_refused.html", context, status=status)


def _form(
    request: SignedInRequest, event: Event, company: Company, found: Registration | None = None
) -> RegistrationForm:
    zone = ZoneInfo(request.user.time_zone)
    projects: list[Project] = list(projects_to_bring(company))
    initial = (
        initial_of(found) | {"seen": seen_of(found)} if found else first_answers(event, company, person=request.user)
    )
    if found is None:
        initial["projects"] = [project.public_id for project in projects]
    data = request.POST if request.method == "POST" else None
    return RegistrationForm(data, event=event, company=company, projects=projects, zone=zone, initial=initial)


def _create(request: SignedInRequest, form: RegistrationForm) -> Registration:
    made = register_company(form.event, company=form.company, answers=form.answers(), by=request.user)
    messages.success(request, _words_for(made))
    return made


def _words_for(registration: Registration) -> str:
    if registration.status == RegistrationStatus.CONFIRMED:
        return _("You are registered. The confirmation with a calendar entry is on its way to you by e-mail.")
    if registration.status == RegistrationStatus.WAITING:
        return _("The event is full: you are on the waiting list and will get an e-mail as soon as a place is free.")
    return _("Thank you. The organisers will look at your registration. You will get an e-mail when it is confirmed.")


def _take(
    request: SignedInRequest,
    form: RegistrationForm,
    step: Callable[[], Registration],
    *,
    companies: list[Company] | None = None,
    registration: Registration | None = None,
) -> HttpResponse:
    """What was typed stays, whatever refuses it."""
    if not form.is_valid():
        return _show(request, form, companies=companies, registration=registration, status=422)
    try:
        made = step()
    except PortalError as error:
        form.add_error(None, str(error))
        return _show(request, form, companies=companies, registration=registration, status=409)
    return redirect("events:registration_detail", public_id=made.public_id)


def _show(
    request: SignedInRequest,
    form: RegistrationForm,
    *,
    companies: list[Company] | None = None,
    registration: Registration | None = None,
    status: int = 200,
) -> HttpResponse:
    counts = count_registrations(form.event)
    context = {
        "form": form,
        "event": form.event,
        "company": form.company,
        "companies": companies or [],
        "registration": registration,
        "venue_zone": ZoneInfo(form.event.time_zone),
        "is_full": registration is None and (counts.left == 0 or counts.by_status.get(RegistrationStatus.WAITING, 0)),
    }
    return render(request, "events/registration_form.html", context, status=status)


@require_POST
@sign_in_required
def intention_drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Who wanted to register does not want to be reminded of it."""
    event = get_object_or_404(Event.objects.public(), public_id=public_id)
    drop_intention(event, request.user)
    messages.success(request, _("You will no longer be reminded of this event."))
    return redirect("events:own_events")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def registration_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(own_registrations(request.user), public_id=public_id)
    if request.method != "POST" and not (found.is_live and found.event.is_coming):
        return redirect("events:registration_detail", public_id=public_id)
    form = _form(request, found.event, found.company, found)

    def change() -> Registration:
        changed = update_registration(found, answers=form.answers(), seen=form.cleaned_data["seen"])
        messages.success(request, _("Your registration has been changed."))
        return changed

    if request.method == "POST":
        return _take(request, form, change, registration=found)
    return _show(request, form, registration=found)


@require_safe
@sign_in_required
def registration_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(registrations_visible_to(request.user), public_id=public_id)
    return _show_registration(request, found)


def _show_registration(
    request: SignedInRequest, registration: Registration, *, error: str = "", status: int = 200
) -> HttpResponse:
    is_own = own_companies(request.user).filter(pk=registration.company_id).exists()
    context = {
        "registration": registration,
        "event": registration.event,
        "company": registration.company,
        "is_own": is_own,
        "place": place_in_line(registration) if registration.status == RegistrationStatus.WAITING else 0,
        "attendees": registration.attendees.all(),
        "projects": registration.projects.all(),
        "slots": registration.event.slots.count(),
        "free_slots": len(free_slots(registration)),
        "to_answer": registration.requests_received.open().count() if is_own else 0,
        "form": CancellationForm(),
        "error": error,
    }
    return render(request, "events/registration_detail.html", context, status=status)


@require_POST
@sign_in_required
def registration_cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """By the company's own people, or by staff in their place."""
    found = get_object_or_404(registrations_visible_to(request.user), public_id=public_id)
    form = CancellationForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    done = _("The registration has been cancelled. The place is free for another company.")
    return _step(request, found, lambda: cancel_registration(found, by=request.user, reason=reason), done)


@require_POST
@sign_in_required
def offer_accept(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(own_registrations(request.user), public_id=public_id)
    done = _("The place is yours. The confirmation with a calendar entry is on its way to you by e-mail.")
    return _step(request, found, lambda: accept_offer(found, by=request.user), done)


def _step(
    request: SignedInRequest, registration: Registration, step: Callable[[], Registration], done: str
) -> HttpResponse:
    """Take it; who comes too late sees how it stands."""
    try:
        step()
    except PortalError as error:
        current = get_object_or_404(registrations_visible_to(request.user), pk=registration.pk)
        return _show_registration(request, current, error=str(error), status=409)
    messages.success(request, done)
    return redirect("events:registration_detail", public_id=registration.public_id)
