"""Events for calendars: one to keep, or all of them to subscribe to."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_safe

from accounts.models import Language
from events.models import Event
from events.queries.events import subscribed_events, with_texts
from events.services.calendar_entries import event_entry, organizer_address
from values.calendar_files import write_calendar


@require_safe
def event_ics(request: HttpRequest, public_id: str) -> HttpResponse:
    """One event to keep in a calendar, in the reader's language."""
    event = get_object_or_404(with_texts(Event.objects.public()), public_id=public_id)
    response = _answer([event], language=_language_of(request))
    response.headers["Content-Disposition"] = f'attachment; filename="event-{event.public_id}.ics"'
    return response


@require_safe
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """All of them: calendars ask for it again by themselves, in the language that its address names."""
    return _answer(subscribed_events(), language=_language_of(request), is_subscription=True)


def _language_of(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else get_language() or Language.ENGLISH


def _answer(events: Iterable[Event], *, language: str, is_subscription: bool = False) -> HttpResponse:
    entries = [event_entry(event, language=language) for event in events]
    with translation.override(language):
        name = pgettext("name of a calendar", "Events of the Smart Green Business Centre") if is_subscription else ""
    content = write_calendar(entries, organizer=organizer_address(), now=timezone.now(), name=name)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
