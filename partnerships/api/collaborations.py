"""Collaborations of the companies that the token's owner acts for: their stage, the next action, the thread."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from accounts.models import User
from partnerships.models import Collaboration
from partnerships.permissions import actor_in, own_rooms
from partnerships.queries.rooms import thread_of, with_next_action
from partnerships.serializers.collaborations import (
    CollaborationPageSerializer,
    CollaborationSerializer,
    MessagePageSerializer,
    MessagePostSerializer,
    MessageSerializer,
    OwnCollaborationSerializer,
    StageSerializer,
)
from partnerships.services.stages import Move, move_stage, possible_stages
from partnerships.services.thread import post_message
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of
from rest.serializers import serialize
from values.errors import PortalError

TAG = ["own collaborations"]


class CollaborationList(MemberEndpoint):
    @extend_schema(
        operation_id="own_collaborations",
        summary="My collaborations",
        tags=TAG,
        parameters=[PageQuery],
        responses=CollaborationPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The collaborations of your companies, those with the latest change of stage first."""
        rooms = with_next_action(own_rooms(self.person)).order_by("-stage_changed_at", "-pk")
        return Response(page_of(request, rooms, lambda room: serialize(CollaborationSerializer, room)))


class CollaborationDetail(MemberEndpoint):
    @extend_schema(
        operation_id="own_collaboration", summary="My collaboration", tags=TAG, responses=OwnCollaborationSerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """Its stage, the stages it can move to, and the next action."""
        return Response(_show(_find_room(self.person, public_id)))


class CollaborationStageMove(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="move_stage",
        summary="Change the stage of my collaboration",
        tags=TAG,
        request=StageSerializer,
        responses=OwnCollaborationSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Moves it on from the stage you have read and informs everyone in the room; 409 if someone else was first."""
        room = _find_room(self.person, public_id)
        body = StageSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        move: Move = body.validated_data
        move_stage(room, actor=actor_in(room, self.person), move=move)
        return Response(_show(_find_room(self.person, public_id)))


class MessageList(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="messages",
        summary="Messages of my collaboration",
        tags=TAG,
        parameters=[PageQuery],
        responses=MessagePageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The conversation, newest first. Reading it here does not mark it as read on the page."""
        thread = thread_of(_find_room(self.person, public_id)).order_by("-pk")
        return Response(page_of(request, thread, lambda message: serialize(MessageSerializer, message)))

    @extend_schema(
        operation_id="post_message",
        summary="Write a message",
        tags=TAG,
        request=MessagePostSerializer,
        responses={201: MessageSerializer},
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Posts a message for your company; the others get an e-mail. Files can be added only on the page."""
        room = _find_room(self.person, public_id)
        body = MessagePostSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        message = post_message(room, actor=actor_in(room, self.person), **body.validated_data)
        return Response(serialize(MessageSerializer, message), status=201)


def _find_room(person: User, public_id: str) -> Collaboration:
    return get_object_or_404(with_next_action(own_rooms(person)), public_id=public_id)


def _show(room: Collaboration) -> dict[str, object]:
    room.possible_stages = possible_stages(room, is_staff=False)  # type: ignore[attr-defined]
    return serialize(OwnCollaborationSerializer, room)
