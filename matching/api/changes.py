"""For webhook_publishers: matches as they changed."""

from functools import partial

from django.db.models import F
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from companies.queries.changes import changes_after
from matching.models import Match
from matching.serializers import MatchChangePageSerializer, MatchSerializer
from rest.cursors import CursorQuery, serialize_changes
from rest.serializers import serialize


class MatchChanges(StaffEndpoint):
    @extend_schema(
        operation_id="match_changes",
        summary="Matches that changed",
        tags=["integration"],
        parameters=[CursorQuery],
        responses=MatchChangePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Every match that changed after the cursor, in the order of the changes; deleted ones by ID only."""
        rows = Match.objects.with_projects().annotate(modified_at=F("updated_at"))
        return Response(serialize_changes(request, "match", partial(changes_after, [rows], "match"), _show))


def _show(match: Match) -> tuple[bool, object]:
    return False, serialize(MatchSerializer, match)
