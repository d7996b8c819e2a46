"""For webhook_publishers: requests, introductions and collaborations as they changed."""

from functools import partial

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.queries.changes import changes_after
from partnerships.api.introductions import show_introduction
from partnerships.api.requests import show_request
from partnerships.models import Collaboration
from partnerships.queries.changes import collaboration_rows, introduction_rows, request_rows
from partnerships.serializers.changes import (
    CollaborationChangePageSerializer,
    IntroductionChangePageSerializer,
    RequestChangePageSerializer,
)
from partnerships.serializers.collaborations import CollaborationSerializer
from rest.cursors import CursorQuery, serialize_changes
from rest.serializers import serialize

TAG = ["integration"]


class RequestChanges(StaffEndpoint):
    @extend_schema(
        operation_id="request_changes",
        summary="Partnership requests that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=RequestChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every request that was sent, answered or ended after the cursor; deleted ones by ID only."""
        read = partial(changes_after, [request_rows()], "request")
        return Response(serialize_changes(request, "request", read, lambda row: (False, show_request(row))))


class IntroductionChanges(StaffEndpoint):
    @extend_schema(
        operation_id="introduction_changes",
        summary="Introductions that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=IntroductionChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every introduction made, or whose consents changed, after the cursor; without contact details."""
        read = partial(changes_after, [introduction_rows()], "introduction")
        return Response(serialize_changes(request, "introduction", read, lambda row: (False, show_introduction(row))))


class CollaborationChanges(StaffEndpoint):
    @extend_schema(
        operation_id="collaboration_changes",
        summary="Collaborations that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=CollaborationChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every collaboration whose stage, case manager or next action changed after the cursor; without messages."""
        read = partial(changes_after, [collaboration_rows()], "collaboration")
        return Response(serialize_changes(request, "collaboration", read, _show_room))


def _show_room(room: Collaboration) -> tuple[bool, object]:
    return False, serialize(CollaborationSerializer, room)
