"""Filling in an event: its details, places, picture and words in other languages."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Language
from accounts.permissions import SignedInRequest, reviewer_required
from events.errors import EventError, EventMovedError, EventRefusedError
from events.forms.events import EventForm, EventWordsForm
from events.forms.pictures import PictureForm
from events.forms.programme import PlacesForm, SessionWordsForm
from events.models import COMING_STATUSES, Event, EventPicture, EventSession, PlaceKind
from events.queries.texts import text_in
from events.services.event_emails import readers_of
from events.services.event_texts import SessionWords, save_translation
from events.services.events import EventWords, create_event, update_event
from events.services.pictures import describe_picture, remove_picture, set_picture
from events.services.places import set_places
from events.views.event_desk import find_event
from values.pictures import PictureRefusedError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_create(request: SignedInRequest) -> HttpResponse:
    """A draft: nobody but staff sees it."""
    form = EventForm(request.POST) if request.method == "POST" else EventForm()
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    event = create_event(user=request.user, details=form.details(), words=form.words())
    messages.success(request, _("The draft is saved. Add its programme next."))
    return redirect("events:event_programme", public_id=event.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change it; whoever registered is told of another time or place."""
    event = find_event(public_id)
    registered = event.registrations.holding().count()
    if request.method != "POST":
        return _show(request, EventForm(event=event), event)
    form = EventForm(request.POST, event=event, registered=registered)
    if not form.is_valid():
        return _show(request, form, event)
    sequence = event.sequence
    try:
        changed = update_event(
            event,
            user=request.user,
            details=form.details(),
            words=form.words(),
            seen=form.seen_at() or event.created_at,
        )
    except EventRefusedError as error:
        form.add_error(error.field or None, str(error))
        return _show(request, form, event)
    except EventMovedError as error:
        form.add_error(None, str(error))
        return _show(request, form, event, status=409)
    messages.success(request, _saved(changed) if changed.sequence != sequence else _("Nothing was changed."))
    return redirect("events:event_manage", public_id=public_id)


def _saved(event: Event) -> str:
    told = readers_of(event).count() if event.status in COMING_STATUSES else 0
    if not told:
        return pgettext("message after saving", "Saved.")
    return ngettext(
        "Saved. If the time or place has changed, %(count)d person is being notified by e-mail.",
        "Saved. If the time or place has changed, %(count)d people are being notified by e-mail.",
        told,
    ) % {"count": told}


def _show(
    request: SignedInRequest, form: EventForm, event: Event | None = None, *, status: int | None = None
) -> HttpResponse:
    is_told = event is not None and event.status in COMING_STATUSES
    context = {
        "form": form,
        "event": event,
        "told": readers_of(event).count() if event is not None and is_told else 0,
    }
    return render(request, "events/event_form.html", context, status=status or (422 if form.errors else 200))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_places(request: SignedInRequest, public_id: str) -> HttpResponse:
    """How many tables and video rooms there are."""
    event = find_event(public_id)
    form = PlacesForm(request.POST) if request.method == "POST" else PlacesForm(initial=_places_of(event))
    if request.method == "POST" and form.is_valid():
        try:
            set_places(event, user=request.user, **form.cleaned_data)
        except EventRefusedError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, pgettext("message after saving", "Saved."))
            return redirect("events:event_manage", public_id=public_id)
    context = {"form": form, "event": event, "places": event.places.all(), "slots": event.slots.count()}
    return render(request, "events/event_places.html", context, status=422 if form.errors else 200)


def _places_of(event: Event) -> dict[str, object]:
    tables = event.places.filter(kind=PlaceKind.TABLE)
    first = tables.first()
    rooms = event.places.filter(kind=PlaceKind.VIDEO).count()
    return {"tables": tables.count(), "rooms": rooms, "detail": first.detail if first else ""}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_picture_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A picture for the event’s page, other words for it, or none any more."""
    event = find_event(public_id)
    picture: EventPicture | None = getattr(event, "picture", None)
    form = PictureForm(initial={"description": picture.description if picture else ""})
    if request.method == "POST" and request.POST.get("then") == "remove":
        remove_picture(event)
        messages.success(request, _("The image has been removed."))
        return redirect("events:event_picture_edit", public_id=public_id)
    if request.method == "POST":
        form = PictureForm(request.POST, request.FILES)
        if form.is_valid() and _keep_picture(event, form, has_picture=picture is not None):
            messages.success(request, pgettext("message after saving", "Saved."))
            return redirect("events:event_picture_edit", public_id=public_id)
    context = {"form": form, "event": event, "picture": picture}
    return render(request, "events/event_picture.html", context, status=422 if form.errors else 200)


def _keep_picture(event: Event, form: PictureForm, *, has_picture: bool) -> bool:
    data, description = form.cleaned_data["picture"], form.cleaned_data["description"]
    if data is None and not has_picture:
        form.add_error("picture", _("Choose an image."))
        return False
    if data is None:
        describe_picture(event, description=description)
        return True
    try:
        set_picture(event, data=data, description=description)
    except PictureRefusedError as error:
        form.add_error("picture", str(error))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def event_translate(request: SignedInRequest, public_id: str, language: str) -> HttpResponse:
    """The event and its programme in another of the portal’s languages."""
    event = find_event(public_id)
    if language not in Language.values or language == event.language:
        raise Http404
    form, sessions = _translation_forms(request, event, language)
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for _item, row in sessions)]):
        words = {item.pk: SessionWords(**row.cleaned_data) for item, row in sessions}
        try:
            save_translation(event, user=request.user, language=language, words=form.words(), sessions=words)
        except EventError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, pgettext("message after saving", "Saved."))
            return redirect("events:event_manage", public_id=public_id)
    context = {
        "event": event,
        "form": form,
        "sessions": sessions,
        "language": Language(language),
        "original": text_in(event, event.language),
    }
    has_errors = form.errors or any(row.errors for _item, row in sessions)
    return render(request, "events/event_translate.html", context, status=422 if has_errors else 200)


def _translation_forms(
    request: SignedInRequest, event: Event, language: str
) -> tuple[EventWordsForm, list[tuple[EventSession, SessionWordsForm]]]:
    data = request.POST if request.method == "POST" else None
    text = event.texts.filter(language=language).first()
    initial = {name: getattr(text, name, "") for name in EventWords._fields}
    sessions = []
    for item in event.sessions.all():
        said = next((words for words in item.texts.all() if words.language == language), None)
        values = {name: getattr(said, name, "") for name in SessionWords._fields}
        sessions.append((item, SessionWordsForm(data, prefix=f"session-{item.pk}", initial=values)))
    return EventWordsForm(data, initial=initial), sessions
