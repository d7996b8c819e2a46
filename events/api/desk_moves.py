"""The steps that staff take with an event: announcing it, closing it, calling it off, and what belongs to it."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from accounts.models import User
from events.api.desk import TAG, show_staff_event, version_of
from events.models import Event
from events.serializers.desk import (
    DuplicateSerializer,
    PlacesEditSerializer,
    ProgrammeSerializer,
    ReasonSerializer,
    StaffEventSerializer,
    TranslationSerializer,
)
from events.services.duplicates import duplicate_event
from events.services.event_states import cancel_event, close_registration, publish_event, reopen_registration
from events.services.event_texts import save_translation
from events.services.places import set_places
from events.services.programme import set_programme
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.moves import Move, describe_move
from rest.preconditions import require_match
from values.errors import PortalError


class _Move(Move[Event], StaffEndpoint):
    tags, answer = TAG, StaffEventSerializer
    error_statuses = {PortalError: ConflictError}

    def find(self, public_id: str) -> Event:
        return get_object_or_404(Event, public_id=public_id)

    def show(self, public_id: str) -> Response:
        return show_staff_event(public_id)

    def take(self, event: Event, said: dict[str, object]) -> None:
        type(self).move(event, user=self.person, **said)


def _publish(event: Event, *, user: User) -> Event:
    return publish_event(event, user=user, seen=event.updated_at)


@describe_move("publish_event", "Publish an event", "Announces a draft as you have read it: everyone can read it.")
class StaffEventPublish(_Move):
    needs_match = True
    move = staticmethod(_publish)

    def check(self, request: Request, event: Event) -> None:
        require_match(request, version_of(event))


@describe_move("close_event", "Close registration", "Companies can no longer register; those registered stay.")
class StaffEventClose(_Move):
    move = staticmethod(close_registration)


@describe_move("reopen_event", "Open registration again", "Opens a closed registration again while its time lasts.")
class StaffEventReopen(_Move):
    move = staticmethod(reopen_registration)


@describe_move(
    "cancel_event", "Cancel an event", "Ends its meetings and requests; everyone who registered is told why."
)
class StaffEventCancel(_Move):
    body = ReasonSerializer
    move = staticmethod(cancel_event)


@describe_move(
    "set_programme",
    "Replace the programme",
    "Replaces all items and lays out the meeting slots anew; 409 if someone else has changed it since you read it.",
)
class StaffEventProgramme(_Move):
    body = ProgrammeSerializer
    move = staticmethod(set_programme)


@describe_move(
    "set_places", "Set the places for meetings", "Numbers so many tables and video rooms; places in use cannot go."
)
class StaffEventPlaces(_Move):
    body = PlacesEditSerializer
    move = staticmethod(set_places)


@describe_move(
    "translate_event", "Translate an event", "Writes what the event and its programme say in another language."
)
class StaffEventTranslate(_Move):
    body = TranslationSerializer
    move = staticmethod(save_translation)


class StaffEventDuplicate(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="duplicate_event",
        summary="Duplicate an event",
        tags=TAG,
        request=DuplicateSerializer,
        responses={201: StaffEventSerializer},
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Creates a draft for another day with the same texts, programme, places and settings."""
        event = get_object_or_404(Event, public_id=public_id)
        body = DuplicateSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        copy = duplicate_event(event, user=self.person, day=body.validated_data["day"])
        return show_staff_event(copy.public_id, status=201)
