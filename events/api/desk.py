"""Events at the desk of staff: the list, a new one, and editing."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from events.api.events import describe
from events.models import Event, PlaceKind
from events.queries.events import events_to_read, staff_events
from events.queries.texts import with_words
from events.serializers.desk import (
    EventEditSerializer,
    StaffEventBriefSerializer,
    StaffEventPageSerializer,
    StaffEventQuery,
    StaffEventSerializer,
)
from events.services.event_states import reasons_against_publishing
from events.services.events import create_event, update_event
from events.services.programme import programme_mark
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.preconditions import etag_of, require_match
from rest.serializers import serialize
from values.errors import PortalError

TAG = ["event desk"]


class StaffEventList(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="staff_events",
        summary="Events of all statuses",
        tags=TAG,
        parameters=[StaffEventQuery],
        responses=StaffEventPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Drafts, coming events or past ones, as on the page of staff."""
        asked = read_query(StaffEventQuery(data=request.query_params.dict()))
        return Response(page_of(request, staff_events(asked["tab"]), _show_brief))

    @extend_schema(
        operation_id="create_event",
        summary="Create an event",
        tags=TAG,
        request=EventEditSerializer,
        responses={201: StaffEventSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Creates a draft, which only staff see until it is published."""
        body = EventEditSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return show_staff_event(create_event(user=self.person, **body.validated_data).public_id, status=201)


class StaffEventDetail(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(operation_id="staff_event", summary="An event to manage", tags=TAG, responses=StaffEventSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The event, whatever its status, with its ETag, which you need to edit or publish it."""
        return show_staff_event(public_id)

    @extend_schema(
        operation_id="edit_event",
        summary="Edit an event",
        tags=TAG,
        request=EventEditSerializer,
        responses=StaffEventSerializer,
    )
    def patch(self, request: Request, public_id: str) -> Response:
        """Changes only the fields sent; a new time or place is told to everyone who has registered.

        412, and nothing is changed, if someone else was first; 409 once the event is over or cancelled.
        """
        event = find_event(public_id)
        require_match(request, version_of(event))
        body = EventEditSerializer(event, data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        update_event(event, user=self.person, **body.validated_data, seen=event.updated_at)
        return show_staff_event(public_id)


def find_event(public_id: str) -> Event:
    return get_object_or_404(events_to_read(), public_id=public_id)


def version_of(event: Event) -> str:
    """What the ETag stands for."""
    return event.updated_at.isoformat()


def _show_brief(event: Event) -> dict[str, object]:
    return serialize(StaffEventBriefSerializer, with_words(event))


def show_staff_event(public_id: str, *, status: int = 200) -> Response:
    """The event as it stands now."""
    event = describe(find_event(public_id))
    headers = {"ETag": etag_of(version_of(event))}
    if status == 201:
        headers["Location"] = reverse("api:staff_event_detail", args=[public_id])
    kinds = list(event.places.values_list("kind", flat=True))
    told = {
        "meeting_places": {"tables": kinds.count(PlaceKind.TABLE), "rooms": kinds.count(PlaceKind.VIDEO)},
        "missing": reasons_against_publishing(event) if event.status == "draft" else [],
        "programme_seen": programme_mark(event),
    }
    for name, value in told.items():
        setattr(event, name, value)
    return Response(serialize(StaffEventSerializer, event), status=status, headers=headers)
