"""The door, on a phone: who is expected, check-in by name or by the code on a badge, and those who just come."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required, sign_in_required
from companies.queries.likely_same import find_companies
from events.calendars.zones import write_time
from events.errors import DoorError
from events.forms.door import CompanySearchForm, DoorSearchForm, WalkInForm
from events.models import Attendee
from events.queries.day import count_arrivals, expected_attendees
from events.services.check_ins import CheckIn, check_in, check_in_seen, undo_check_in
from events.services.walk_ins import add_walk_in
from events.views.event_desk import find_event
from values.errors import PortalError
from values.pages import nearest_page

PEOPLE = 30
"""On a page of the list: whoever looks for one of more searches."""


@require_safe
@never_cache
@reviewer_required
def event_day(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Who is expected today, and who is here."""
    event = find_event(public_id)
    form = DoorSearchForm(request.GET)
    text, show = form.wanted()
    page = nearest_page(expected_attendees(event, text=text, show=show), request.GET.get("page"), size=PEOPLE)
    context = {
        "event": event,
        "form": form,
        "page": page,
        "people": [{"attendee": attendee, "seen": check_in_seen(attendee)} for attendee in page],
        "arrivals": count_arrivals(event),
        "text": text,
        "show": show,
        "query": request.GET.urlencode(),
    }
    return render(request, "events/day.html", context)


@require_POST
@reviewer_required
def attendee_check_in(request: SignedInRequest, public_id: str, attendee_id: int) -> HttpResponse:
    attendee = find_attendee(public_id, attendee_id)
    try:
        tell(request, check_in(attendee, by=request.user))
    except PortalError as error:
        messages.warning(request, str(error))
    return _back(request, public_id)


@require_POST
@reviewer_required
def attendee_undo(request: SignedInRequest, public_id: str, attendee_id: int) -> HttpResponse:
    attendee = find_attendee(public_id, attendee_id)
    try:
        undo_check_in(attendee, seen=request.POST.get("seen", ""))
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Check-in undone: %(name)s") % {"name": attendee.name})
    return _back(request, public_id)


def find_attendee(public_id: str, attendee_id: int) -> Attendee:
    people = Attendee.objects.select_related("registration__event", "registration__company", "checked_in_by")
    return get_object_or_404(people, pk=attendee_id, registration__event__public_id=public_id)


def tell(request: SignedInRequest, done: CheckIn) -> None:
    """That they are here; when they were before, since when and who noted it."""
    attendee, arrived_at = done.attendee, done.attendee.checked_in_at
    if done.is_new or arrived_at is None:
        messages.success(request, _("Checked in: %(name)s") % {"name": attendee.name})
        return
    values = {
        "name": attendee.name,
        "time": write_time(arrived_at, ZoneInfo(attendee.registration.event.time_zone)),
        "person": attendee.checked_in_by or _("a colleague"),
    }
    messages.info(request, _("%(name)s was already checked in at %(time)s by %(person)s.") % values)


def _back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """To the list as it was."""
    address = reverse("events:event_day", args=[public_id])
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def badge(request: SignedInRequest, key: str) -> HttpResponse:
    """What the code on a badge opens: for staff the person and one button, for everybody else nothing."""
    if not request.user.is_reviewer:
        raise Http404
    people = Attendee.objects.select_related("registration__event", "registration__company", "checked_in_by")
    attendee = get_object_or_404(people.prefetch_related("registration__event__texts"), badge_key=key)
    if request.method == "POST":
        try:
            tell(request, check_in(attendee, by=request.user))
        except PortalError as error:
            messages.warning(request, str(error))
        return redirect("events:badge", key=key)
    event = attendee.registration.event
    context = {"attendee": attendee, "event": event, "arrivals": count_arrivals(event)}
    return render(request, "events/badge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def walk_in(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Find the company of somebody who just comes, and let them in."""
    event = find_event(public_id)
    search = CompanySearchForm(request.GET or None)
    text = search.cleaned_data["text"] if search.is_valid() else ""
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tell(request, add_walk_in(event, company=form.cleaned_data["company"], guest=form.guest(), by=request.user))
            return redirect("events:event_day", public_id=public_id)
        except DoorError as error:
            form.add_error(None, str(error))
    chosen = form.cleaned_data.get("company") if form.is_bound else None
    found = [chosen] if chosen else find_companies(text)
    context = {"event": event, "search": search, "text": text, "found": found, "form": form}
    return render(request, "events/walk_in.html", context, status=422 if form.errors else 200)
