"""What happens at the tables now and next: for staff who go round, and on a screen for everybody in the hall."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from events.queries.day import places_now
from events.views.door import find_event
from jobs.clock import database_now


@require_safe
@never_cache
@reviewer_required
def event_tables(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Each table with its meeting now and next; those where somebody waits come first."""
    event, now = find_event(public_id), database_now()
    places = sorted(places_now(event, now=now), key=lambda place: not place.needs_attention)
    context = {"event": event, "places": places, "now": now}
    return render(request, "events/tables.html", context)


@require_safe
@never_cache
@reviewer_required
def event_screen(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For a projector: it draws itself anew every half minute, and names companies alone."""
    event, now = find_event(public_id), database_now()
    return render(request, "events/screen.html", {"event": event, "places": places_now(event, now=now), "now": now})
