"""For integrators: events and registrations as they changed."""

from functools import partial

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.queries.changes import changes_after
from events.models import Event, Registration
from events.queries.changes import event_rows, registration_rows
from events.queries.texts import with_words
from events.serializers.changes import (
    CopiedEventSerializer,
    CopiedRegistrationSerializer,
    EventChangePageSerializer,
    RegistrationChangePageSerializer,
)
from rest.cursors import CursorQuery, serialize_changes
from rest.serializers import serialize

TAG = ["integration"]


class EventChanges(StaffEndpoint):
    @extend_schema(
        operation_id="event_changes",
        summary="Events that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=EventChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every event that was announced, edited, closed or cancelled after the cursor; drafts are not public."""
        read = partial(changes_after, [event_rows()], "event")
        return Response(serialize_changes(request, "event", read, _show_event))


class RegistrationChanges(StaffEndpoint):
    @extend_schema(
        operation_id="registration_changes",
        summary="Registrations that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=RegistrationChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every registration that was made, edited, decided or ended after the cursor; without the people."""
        read = partial(changes_after, [registration_rows()], "registration")
        return Response(serialize_changes(request, "registration", read, _show_registration))


def _show_event(event: Event) -> tuple[bool, object]:
    return event.is_public, serialize(CopiedEventSerializer, with_words(event))


def _show_registration(registration: Registration) -> tuple[bool, object]:
    with_words(registration.event)
    return False, serialize(CopiedRegistrationSerializer, registration)
