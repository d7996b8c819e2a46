"""Staff's list of events, the page of one, and the steps of its life."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Language
from accounts.permissions import SignedInRequest, reviewer_required
from events.calendars.zones import reader_zone
from events.errors import EventError, EventMovedError
from events.forms.events import seen_from
from events.forms.moves import CancelForm, DuplicateForm
from events.models import Event
from events.queries.event_pages import times_of
from events.queries.events import count_staff_events, count_turnout, events_to_read, staff_events, with_texts
from events.services.duplicates import duplicate_event
from events.services.event_emails import readers_of
from events.services.event_states import (
    cancel_event,
    close_registration,
    publish_event,
    reasons_against_publishing,
    reopen_registration,
)
from events.views.public_events import page_context
from values.pages import nearest_page

TABS = ("drafts", "coming", "past")


@require_safe
@never_cache
@reviewer_required
def event_queue(request: SignedInRequest) -> HttpResponse:
    """Drafts, coming and past events; the coming ones first of all."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "coming"
    page = nearest_page(staff_events(tab), request.GET.get("page"))
    zone = reader_zone(request)
    rows = [{"event": event, "times": times_of(event, zone)} for event in page]
    context = {"tab": tab, "counts": count_staff_events(), "page": page, "rows": rows}
    return render(request, "events/event_queue.html", context)


@require_safe
@never_cache
@reviewer_required
def event_manage(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What there is of an event, what is missing, what may be done next and what was done."""
    event = find_event(public_id)
    written = {text.language: text.updated_at for text in event.texts.all()}
    context = {
        "event": event,
        "times": times_of(event, reader_zone(request)),
        "turnout": count_turnout(event),
        "missing": reasons_against_publishing(event) if event.status == "draft" else [],
        "languages": [(code, label, written.get(code)) for code, label in Language.choices],
        "records": event.records.select_related("user"),
        "tables": event.places.filter(kind="table").count(),
        "video_rooms": event.places.filter(kind="video").count(),
        "slot_count": event.slots.count(),
        "picture": getattr(event, "picture", None),
    }
    return render(request, "events/event_manage.html", context)


def find_event(public_id: str) -> Event:
    return get_object_or_404(events_to_read(), public_id=public_id)


@require_safe
@never_cache
@reviewer_required
def event_preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The event’s page as everybody will see it."""
    event = find_event(public_id)
    return render(request, "events/event_detail.html", page_context(request, event) | {"is_preview": True})


@require_POST
@reviewer_required
def event_publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Announce it, as it was read."""

    def publish(event: Event) -> None:
        seen = seen_from(request.POST.get("seen"))
        publish_event(event, user=request.user, seen=seen or event.created_at)

    return _take_step(
        request, public_id, publish, _("The event is published. Companies can now read about it and register.")
    )


@require_POST
@reviewer_required
def event_close(request: SignedInRequest, public_id: str) -> HttpResponse:
    done = _("Registration is closed.")
    return _take_step(request, public_id, lambda event: close_registration(event, user=request.user), done)


@require_POST
@reviewer_required
def event_reopen(request: SignedInRequest, public_id: str) -> HttpResponse:
    done = _("Registration is open again.")
    return _take_step(request, public_id, lambda event: reopen_registration(event, user=request.user), done)


def _take_step(request: SignedInRequest, public_id: str, step: Callable[[Event], object], done: str) -> HttpResponse:
    event = get_object_or_404(Event, public_id=public_id)
    try:
        step(event)
    except EventError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, done)
    return redirect("events:event_manage", public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for the reason, say who will be told, then call it off."""
    event = get_object_or_404(with_texts(Event.objects.all()), public_id=public_id)
    form = CancelForm(request.POST or None)
    told = 0 if event.published_at is None else readers_of(event).count()
    if request.method != "POST" or not form.is_valid():
        context = {"event": event, "form": form, "told": told, "turnout": count_turnout(event)}
        return render(request, "events/event_cancel.html", context, status=422 if form.errors else 200)
    try:
        cancel_event(event, user=request.user, reason=form.cleaned_data["reason"])
    except EventMovedError as error:
        messages.warning(request, str(error))
    else:
        words = ngettext(
            "The event is cancelled. %(count)d person is being notified by e-mail.",
            "The event is cancelled. %(count)d people are being notified by e-mail.",
            told,
        )
        messages.success(request, words % {"count": told} if told else _("The event is cancelled."))
    return redirect("events:event_manage", public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_duplicate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for the day, then open the new draft."""
    event = get_object_or_404(with_texts(Event.objects.all()), public_id=public_id)
    form = DuplicateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            copy = duplicate_event(event, user=request.user, day=form.cleaned_data["day"])
        except EventError as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("This is the new draft. Check its times and texts, then publish it."))
            return redirect("events:event_manage", public_id=copy.public_id)
    context = {"event": event, "form": form}
    return render(request, "events/event_duplicate.html", context, status=422 if form.errors else 200)
