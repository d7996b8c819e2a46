"""Filling in the programme: row by row, or pasted and looked at before it is kept."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import SignedInRequest, reviewer_required
from events.calendars.pasting import UnreadLine, read_programme
from events.errors import EventError
from events.forms.programme import PasteForm, Row, Rows, SessionFormSet, rows_of, rows_pasted
from events.models import Event
from events.services.programme import programme_mark, set_programme
from events.views.event_desk import find_event


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_programme(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Rows to fill in; `then=read` fills them from a pasted text, and nothing is kept before it is saved."""
    event = find_event(public_id)
    if request.method != "POST":
        return _show(request, event, _rows(event, rows_of(event)))
    if request.POST.get("then") == "read":
        return _read_pasted(request, event)
    rows = SessionFormSet(request.POST, form_kwargs={"zone": ZoneInfo(event.time_zone)})
    if not rows.is_valid():
        return _show(request, event, rows, status=422)
    items = [item for row in rows if (item := row.item())]
    try:
        set_programme(event, user=request.user, items=items, seen=request.POST.get("seen", ""))
    except EventError as error:
        return _show(request, event, rows, refusal=str(error), status=409)
    _tell(request, event, len(items))
    return redirect("events:event_manage", public_id=public_id)


def _tell(request: SignedInRequest, event: Event, items: int) -> None:
    slots = event.slots.count()
    words = ngettext("Saved: %(count)d programme item.", "Saved: %(count)d programme items.", items)
    more = ngettext("%(count)d slot for meetings.", "%(count)d slots for meetings.", slots)
    messages.success(request, " ".join([words % {"count": items}, more % {"count": slots}]))


def _read_pasted(request: SignedInRequest, event: Event) -> HttpResponse:
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _show(request, event, _rows(event, rows_of(event)), paste=form, status=422)
    programme = read_programme(form.cleaned_data["text"])
    rows = rows_pasted(event, programme) or rows_of(event)
    is_read = bool(programme.items)
    return _show(request, event, _rows(event, rows), paste=form, unread=programme.unread, is_read=is_read)


def _rows(event: Event, initial: list[Row]) -> Rows:
    return SessionFormSet(initial=initial, form_kwargs={"zone": ZoneInfo(event.time_zone)})


def _show(
    request: SignedInRequest,
    event: Event,
    rows: Rows,
    *,
    paste: PasteForm | None = None,
    unread: list[UnreadLine] | None = None,
    is_read: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "event": event,
        "rows": rows,
        "paste": paste or PasteForm(),
        "unread": unread or [],
        "is_read": is_read,
        "refusal": refusal,
        "seen": request.POST.get("seen") or programme_mark(event),
        "zone": ZoneInfo(event.time_zone),
    }
    return render(request, "events/event_programme.html", context, status=status)
