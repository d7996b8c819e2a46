"""Events that were announced, as everybody may read of them."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from events.forms.registrations import RegistrationForm
from events.models import LIST_TEXT, PUBLIC_STATUSES, Event
from events.queries.event_pages import requests_until
from events.queries.events import coming_events, count_turnout, events_to_read, past_events
from events.queries.texts import with_words
from events.serializers.public import EventBriefSerializer, EventPageSerializer, EventQuery, EventSerializer
from events.services.calendar_entries import event_page
from rest.pagination import page_of, read_query
from rest.serializers import serialize
from rest.views import PublicEndpoint

TAG = ["events"]
READERS = {"coming": coming_events, "past": past_events}


class EventList(PublicEndpoint):
    @extend_schema(
        operation_id="events", summary="Events", tags=TAG, parameters=[EventQuery], responses=EventPageSerializer
    )
    def get(self, request: Request) -> Response:
        """Announced networking events: coming ones, or those that took place."""
        asked = read_query(EventQuery(data=request.query_params.dict()))
        names = {"place": "place", "kind": "format", "green": "green"}
        chosen = {field: asked[name] for name, field in names.items() if name in asked}
        return Response(page_of(request, READERS[asked["when"]](**chosen), show_brief))


class EventDetail(PublicEndpoint):
    @extend_schema(operation_id="event", summary="An event", tags=TAG, responses=EventSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One event with its texts in all their languages, its programme and the places that are left."""
        events = events_to_read().filter(status__in=PUBLIC_STATUSES)
        return Response(show_event(get_object_or_404(events, public_id=public_id)))


def show_brief(event: Event) -> dict[str, object]:
    return serialize(EventBriefSerializer, with_words(event))


def show_event(event: Event) -> dict[str, object]:
    return serialize(EventSerializer, describe(event))


def describe(event: Event) -> Event:
    """With what its page shows beside its own fields; `event` is one of `events_to_read`."""
    turnout = count_turnout(event)
    left = None if event.capacity is None else max(0, event.capacity - turnout.holding)
    told = {
        "requests_close_at": requests_until(event),
        "page": event_page(event),
        "picture_address": _address_of_picture(event),
        "turnout": turnout._asdict() | {"capacity": event.capacity, "left": left},
        "participants_list": {"list_text": LIST_TEXT, "text": RegistrationForm.base_fields["is_listed"].help_text},
    }
    for name, value in told.items():
        setattr(event, name, value)
    return with_words(event)


def _address_of_picture(event: Event) -> str | None:
    has_one = getattr(event, "picture", None) is not None
    return f"{settings.SITE_URL}{reverse('events:event_picture', args=[event.public_id])}" if has_one else None
