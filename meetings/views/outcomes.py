"""What came of an event's meetings, for the case managers: who wants to go on with whom, and the notes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from meetings.queries.feedback import outcomes_of
from meetings.views.schedule import find_event


@require_safe
@never_cache
@reviewer_required
def event_outcomes(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Pairs of which one side alone wants to go on come first: there the case manager can help."""
    event = find_event(public_id)
    return render(request, "meetings/outcomes.html", {"event": event, "outcomes": outcomes_of(event)})
