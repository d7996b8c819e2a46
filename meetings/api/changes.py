"""For integrators: meetings as they changed."""

from functools import partial

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.queries.changes import changes_after
from events.models import Meeting
from meetings.queries.changes import meeting_rows
from meetings.serializers.changes import MeetingChangePageSerializer
from meetings.serializers.schedule import MeetingSerializer
from rest.cursors import CursorQuery, serialize_changes
from rest.serializers import serialize

TAG = ["integration"]


class MeetingChanges(StaffEndpoint):
    @extend_schema(
        operation_id="meeting_changes",
        summary="Meetings that changed",
        tags=TAG,
        parameters=[CursorQuery],
        responses=MeetingChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every meeting that was planned, moved, cancelled or settled after the cursor; drafts among them."""
        read = partial(changes_after, [meeting_rows()], "meeting")
        return Response(serialize_changes(request, "meeting", read, _show_meeting))


def _show_meeting(meeting: Meeting) -> tuple[bool, object]:
    return False, serialize(MeetingSerializer, meeting)
