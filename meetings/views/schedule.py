"""The organiser's schedule: the grid, and what is done with all of it."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from events.calendars.zones import other_zones, reader_zone
from events.errors import EventError
from events.models import COMING_STATUSES, Event, ScheduleStatus
from events.queries.events import events_to_read
from meetings.queries.schedule import (
    agreed_without_meeting,
    figures_of,
    grid_of,
    left_out_of,
    newest_result,
    newest_run,
    taking_meetings,
)
from meetings.queries.schedule_conflicts import conflicts_of
from meetings.services.schedule_publishing import draft_seen, publish_schedule
from meetings.services.schedule_runs import request_schedule


@require_safe
@never_cache
@reviewer_required
def schedule(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Times by places, what stands in the way, who has no meeting and why, and what publishing does."""
    event = find_event(public_id)
    meetings, conflicts = taking_meetings(event), conflicts_of(event)
    rows = grid_of(event, meetings, conflicts)
    run, result = newest_run(event), newest_result(event)
    figures = figures_of(event, meetings, rows)
    companies = {side.pk for meeting in meetings if meeting.status == "planned" for side in meeting.sides}
    context = {
        "event": event,
        "zones": _zones(request, event),
        "places": list(event.places.all()),
        "rows": rows,
        "figures": figures,
        "conflicts": conflicts,
        "left_out": left_out_of(result, meetings),
        "unmet": agreed_without_meeting(event, meetings),
        "run": run,
        "result": result,
        "is_computing": run is not None and run.status == ScheduleStatus.QUEUED,
        "has_failed": run is not None and run.status == ScheduleStatus.FAILED,
        "told": len(companies),
        "seen": draft_seen(event),
        "may_change": event.status in COMING_STATUSES,
    }
    return render(request, "meetings/schedule.html", context)


def _zones(request: SignedInRequest, event: Event) -> list[ZoneInfo]:
    """The reader's first, then the venue's and those of both countries where they differ."""
    own, venue = reader_zone(request), ZoneInfo(event.time_zone)
    return [own, *other_zones(event.starts_at, shown=own, venue=venue)]


def find_event(public_id: str) -> Event:
    return get_object_or_404(events_to_read(), public_id=public_id)


@require_POST
@reviewer_required
def schedule_compute(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for a new draft; what is pinned or published stays."""
    event = find_event(public_id)
    try:
        request_schedule(event, by=request.user)
    except EventError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The schedule is being computed. This takes up to two minutes for a large event."))
    return redirect("meetings:schedule", public_id=public_id)


@require_POST
@reviewer_required
def schedule_publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Publish the draft as it was read, and tell everybody who meets somebody."""
    event = find_event(public_id)
    try:
        count = publish_schedule(event, seen=request.POST.get("seen", ""), by=request.user)
    except EventError as error:
        messages.warning(request, str(error))
    else:
        words = ngettext(
            "The schedule is published: %(count)d meeting. Both companies are being notified by e-mail.",
            "The schedule is published: %(count)d meetings. All companies concerned are being notified by e-mail.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect("meetings:schedule", public_id=public_id)
