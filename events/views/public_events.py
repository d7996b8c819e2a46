"""Events for everybody to read of, in the reader's language and by the reader's clock."""

from urllib.parse import quote_plus, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Language
from events.calendars.zones import COOKIE, reader_zone
from events.forms.moves import EventFilterForm
from events.forms.zones import ZoneForm
from events.models import PUBLIC_STATUSES, Event, EventPicture, EventStatus, Registration
from events.queries.event_pages import programme_rows, requests_until, times_of
from events.queries.events import coming_events, count_turnout, events_to_read, past_events
from events.queries.participants import participants_for
from events.queries.structured_data import write_structured_data
from events.queries.texts import languages_of, text_in
from events.services.calendar_entries import event_page
from values.links import own_page
from values.pages import nearest_page

PAGE_SIZE, FEW = 12, 6
PICTURE_SECONDS = 3600
MAP = "https://www.openstreetmap.org/search?query="


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """The coming ones, the next first; with `?when=past` those that took place, the latest first."""
    is_past = request.GET.get("when") == "past"
    form = EventFilterForm(request.GET)
    events = (past_events if is_past else coming_events)(**form.chosen())
    page = nearest_page(events, request.GET.get("page"), size=PAGE_SIZE)
    zone = reader_zone(request)
    rows = [{"event": event, "times": times_of(event, zone)} for event in page]
    calendar = f"{settings.SITE_URL}{reverse('events:calendar_ics')}?language={get_language()}"
    webcal = calendar.replace(urlsplit(calendar).scheme, "webcal", 1)
    context = {"form": form, "page": page, "rows": rows, "is_past": is_past, "calendar": calendar, "webcal": webcal}
    return render(request, "events/event_list.html", context)


@require_safe
def event_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Its page, in the reader's language where it is told in it, or in the one `?texts=` names."""
    event = get_object_or_404(events_to_read().filter(status__in=PUBLIC_STATUSES), public_id=public_id)
    return render(request, "events/event_detail.html", page_context(request, event))


def page_context(request: HttpRequest, event: Event) -> dict[str, object]:
    """What the page of an event shows, before it is public too."""
    zone, turnout = reader_zone(request), count_turnout(event)
    registration = _own_registration(request, event)
    language = request.GET.get("texts") or get_language() or Language.ENGLISH
    written = languages_of(event)
    picture, programme = getattr(event, "picture", None), programme_rows(event, zone)
    address = reverse("events:event_picture", args=[event.public_id]) if picture else ""
    return {
        "event": event,
        "text": text_in(event, language),
        "times": times_of(event, zone),
        "zone": zone,
        "programme": programme,
        "programme_has_meetings": any(row.session.is_for_meetings for row in programme),
        "requests_until": requests_until(event),
        "turnout": turnout,
        "left": None if event.capacity is None else max(0, event.capacity - turnout.holding),
        "registration": registration,
        "participants": participants_for(registration)[:FEW] if registration and registration.sees_others else [],
        "languages": [get_language_info(code)["name_translated"] for code in event.languages],
        "texts": [(code, Language(code).label) for code in written],
        "picture": picture,
        "map": MAP + quote_plus(f"{event.address}, {event.get_country_display()}") if event.address else "",
        "zone_form": ZoneForm(initial={"zone": zone.key}),
        "structured_data": write_structured_data(
            event, language=language, page=event_page(event), picture=f"{settings.SITE_URL}{address}" if address else ""
        ),
    }


def _own_registration(request: HttpRequest, event: Event) -> Registration | None:
    if not request.user.is_authenticated:
        return None
    mine = request.user.memberships.values("company")
    return Registration.objects.live().filter(event=event, company__in=mine).first()


@require_safe
def event_picture(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """To everybody once the event is announced, before that to staff."""
    events = Event.objects.exclude(status=EventStatus.DRAFT) if not _is_staff(request) else Event.objects.all()
    picture = get_object_or_404(EventPicture.objects.defer("png"), event__in=events, event__public_id=public_id)
    tag = f'"{picture.digest[:32]}"'
    response: HttpResponse = (
        HttpResponseNotModified()
        if request.headers.get("If-None-Match") == tag
        else HttpResponse(bytes(picture.png), content_type="image/png")
    )
    response.headers["ETag"] = tag
    patch_cache_control(response, max_age=PICTURE_SECONDS, private=True)
    return response


def _is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_reviewer


@require_POST
def zone_set(request: HttpRequest) -> HttpResponse:
    """By which clock a visitor reads times from now on; people with an account have theirs there."""
    page = own_page(request, request.POST.get("next", "")) or reverse("events:event_list")
    form = ZoneForm(request.POST)
    if not form.is_valid():
        return render(request, "events/zone_form.html", {"form": form, "next": page}, status=422)
    response = redirect(page)
    secure = settings.LANGUAGE_COOKIE_SECURE
    max_age = settings.LANGUAGE_COOKIE_AGE
    response.set_cookie(COOKIE, form.cleaned_data["zone"], max_age=max_age, secure=secure, samesite="Lax")
    return response
