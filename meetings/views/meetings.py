"""One meeting in the organiser's hands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from events.errors import EventError
from events.models import Event, Meeting, MeetingStatus
from events.queries.video import video_address
from jobs.clock import database_now
from meetings.forms.schedule import CancelMeetingForm, LinkForm, PlaceForm, SpotForm, SwapForm
from meetings.services.meeting_outcomes import BEGUN_STATUSES, mark_held, mark_missed
from meetings.services.meetings import (
    OPEN_STATUSES,
    cancel_meeting,
    move_meeting,
    pin_meeting,
    place_by_hand,
    seen_of,
    set_link,
    swap_meetings,
)
from meetings.views.schedule import find_event


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def meeting_place(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A meeting at a free place; `?slot=` and `?place=` say which."""
    event = find_event(public_id)
    form = PlaceForm(event, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            place_by_hand(chosen["korean"], chosen["luxembourg"], spot=form.spot, is_asked=chosen["is_asked"])
        except EventError as error:
            form.add_error(None, str(error))
        else:
            is_told = event.schedule_published_at is not None
            told, kept = (
                _("The meeting has been added. Both companies are being notified."),
                _("The meeting has been added to the schedule and pinned."),
            )
            messages.success(request, told if is_told else kept)
            return redirect("meetings:schedule", public_id=public_id)
    context = {"event": event, "form": form}
    return render(request, "meetings/meeting_place.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@reviewer_required
def meeting_manage(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Where a meeting is, and what may be done with it."""
    return _show(request, _find(public_id))


@require_POST
@never_cache
@reviewer_required
def meeting_move(request: SignedInRequest, public_id: str) -> HttpResponse:
    meeting = _find(public_id)
    form = SpotForm(meeting.event, request.POST)
    seen = request.POST.get("seen", "")

    def move() -> None:
        move_meeting(meeting, spot=form.spot, seen=seen, is_asked=form.cleaned_data["is_asked"])

    return _take_step(
        request, meeting, form, "move", move, _("The meeting has been moved and pinned at its new time and place.")
    )


@require_POST
@never_cache
@reviewer_required
def meeting_swap(request: SignedInRequest, public_id: str) -> HttpResponse:
    meeting = _find(public_id)
    form = SwapForm(meeting, _others(meeting), request.POST)

    def swap() -> None:
        other: Meeting = form.cleaned_data["other"]
        swap_meetings(meeting, other, seen=(request.POST.get("seen", ""), seen_of(other)))

    return _take_step(request, meeting, form, "swap", swap, _("The two meetings have been swapped and pinned."))


@require_POST
@never_cache
@reviewer_required
def meeting_cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    meeting = _find(public_id)
    form = CancelMeetingForm(request.POST)

    def cancel() -> None:
        seen, reason = request.POST.get("seen", ""), form.cleaned_data["reason"]
        cancel_meeting(meeting, seen=seen, by=request.user, reason=reason)

    return _take_step(
        request,
        meeting,
        form,
        "cancel",
        cancel,
        _("The meeting has been cancelled. Its time and place are free again."),
    )


@require_POST
@never_cache
@reviewer_required
def meeting_link(request: SignedInRequest, public_id: str) -> HttpResponse:
    meeting = _find(public_id)
    form = LinkForm(request.POST)

    def keep() -> None:
        set_link(meeting, link=form.cleaned_data["link"])

    return _take_step(request, meeting, form, "link", keep, _("The address of the video room is saved."))


@require_POST
@reviewer_required
def meeting_pin(request: SignedInRequest, public_id: str) -> HttpResponse:
    meeting = _find(public_id)
    is_pinned = request.POST.get("is_pinned") == "1"
    done = (
        _("Pinned: the meeting stays where it is when the schedule is computed again.")
        if is_pinned
        else _("The meeting is no longer pinned.")
    )
    return _try(request, meeting, lambda: pin_meeting(meeting, is_pinned=is_pinned), done)


@require_POST
@reviewer_required
def meeting_settle(request: SignedInRequest, public_id: str) -> HttpResponse:
    """It was held, or one side (or both) did not come."""
    meeting = _find(public_id)
    outcome = request.POST.get("outcome", "")
    missing = {"korean": meeting.korean, "luxembourg": meeting.luxembourg}.get(outcome)
    if outcome == "held":
        return _try(request, meeting, lambda: mark_held(meeting), _("Noted: the meeting took place."))
    return _try(
        request, meeting, lambda: mark_missed(meeting, missed_by=missing), _("Noted: the meeting did not take place.")
    )


def _try(request: SignedInRequest, meeting: Meeting, step: Callable[[], object], done: str) -> HttpResponse:
    try:
        step()
    except EventError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, done)
    return redirect("meetings:meeting_manage", public_id=meeting.public_id)


def _take_step(
    request: SignedInRequest, meeting: Meeting, form: Any, name: str, step: Callable[[], object], done: str
) -> HttpResponse:
    """Back to the grid when it is done; else the page again with what was typed and why not."""
    if form.is_valid():
        try:
            step()
        except EventError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("meetings:schedule", public_id=meeting.event.public_id)
    return _show(request, _find(meeting.public_id), **{name: form})


def _show(request: SignedInRequest, meeting: Meeting, **typed: Any) -> HttpResponse:
    event: Event = meeting.event
    slot = event.slots.filter(starts_at=meeting.starts_at).first()
    forms = {
        "move": SpotForm(event, initial={"slot": slot, "place": meeting.place_id}),
        "swap": SwapForm(meeting, _others(meeting)),
        "cancel": CancelMeetingForm(),
        "link": LinkForm(initial={"link": meeting.link}),
    } | typed
    context = {
        "event": event,
        "meeting": meeting,
        "seen": seen_of(meeting),
        "is_open": meeting.status in OPEN_STATUSES,
        "is_told": meeting.status != MeetingStatus.PLANNED,
        "has_begun": meeting.status in BEGUN_STATUSES and meeting.starts_at <= database_now(),
        "address": video_address(meeting) if meeting.place.kind == "video" else "",
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "meetings/meeting_manage.html", context, status=422 if typed else 200)


def _others(meeting: Meeting) -> Any:
    others = meeting.event.meetings.filter(status__in=OPEN_STATUSES).exclude(pk=meeting.pk)
    return others.with_sides().order_by("starts_at", "place__number", "pk")


def _find(public_id: str) -> Meeting:
    meetings = Meeting.objects.with_sides().prefetch_related("event__texts")
    return get_object_or_404(meetings, public_id=public_id)
