"""What happens at the tables now and next: for staff who go round, and on a screen for everybody in the hall."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from events.models import Meeting
from jobs.clock import database_now
from meetings.queries.tables import places_now
from meetings.services.meeting_outcomes import mark_missed
from meetings.views.schedule import find_event
from values.errors import PortalError


@require_safe
@never_cache
@reviewer_required
def event_tables(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Each table with its meeting now and next; those where somebody waits come first."""
    event, now = find_event(public_id), database_now()
    places = sorted(places_now(event, now=now), key=lambda place: not place.needs_attention)
    context = {"event": event, "places": places, "now": now}
    return render(request, "meetings/tables.html", context)


@require_POST
@reviewer_required
def meeting_missed(request: SignedInRequest, public_id: str, meeting_id: str) -> HttpResponse:
    """One side did not come; the table is free."""
    meetings = Meeting.objects.with_sides().filter(event__public_id=public_id)
    meeting = get_object_or_404(meetings, public_id=meeting_id)
    missing = next((side for side in meeting.sides if side.public_id == request.POST.get("side")), None)
    try:
        mark_missed(meeting, missed_by=missing)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Noted: the meeting did not take place."))
    return redirect("meetings:event_tables", public_id=public_id)


@require_safe
@never_cache
@reviewer_required
def event_screen(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For a projector: it draws itself anew every half minute, and names companies alone."""
    event, now = find_event(public_id), database_now()
    return render(request, "meetings/screen.html", {"event": event, "places": places_now(event, now=now), "now": now})
