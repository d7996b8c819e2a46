"""The schedule of an event: asking for a draft, how it stands, and publishing it."""

from dataclasses import asdict

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from events.models import Event, ScheduleRun, ScheduleStatus
from meetings.queries.schedule import (
    LeftOutRow,
    explain_left_out,
    figures_of,
    gap_of,
    grid_of,
    left_out_of,
    newest_result,
    newest_run,
    taking_meetings,
)
from meetings.queries.schedule_conflicts import conflicts_of
from meetings.serializers.schedule import SchedulePublishSerializer, ScheduleSerializer
from meetings.services.schedule_publishing import draft_seen, publish_schedule
from meetings.services.schedule_runs import request_schedule
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.serializers import require_nothing, serialize
from values.errors import PortalError

TAG = ["event desk"]


class ScheduleDetail(StaffEndpoint):
    @extend_schema(operation_id="schedule", summary="The schedule of an event", tags=TAG, responses=ScheduleSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The latest computation with its value, bound and gap, who is left out and why, and what stands in the way."""
        return _show(public_id)


class ScheduleCompute(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="compute_schedule",
        summary="Compute a draft",
        tags=TAG,
        request=None,
        responses=ScheduleSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Asks for a new draft, which takes up to two minutes; what is pinned or published stays as it is."""
        require_nothing(request)
        request_schedule(find_event(public_id), by=self.person)
        return _show(public_id)


class SchedulePublish(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="publish_schedule",
        summary="Publish the schedule",
        tags=TAG,
        request=SchedulePublishSerializer,
        responses=ScheduleSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Confirms the draft you have read and sends everyone their meetings; 409 if it has changed since."""
        event = find_event(public_id)
        body = SchedulePublishSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        publish_schedule(event, seen=body.validated_data["seen"], by=self.person)
        return _show(public_id)


def find_event(public_id: str) -> Event:
    return get_object_or_404(Event.objects.prefetch_related("texts"), public_id=public_id)


def _show(public_id: str) -> Response:
    event = find_event(public_id)
    meetings, conflicts, result = taking_meetings(event), conflicts_of(event), newest_result(event)
    figures = asdict(figures_of(event, meetings, grid_of(event, meetings, conflicts)))
    told = figures | {
        "run": _describe_run(newest_run(event)),
        "result": _describe_run(result),
        "published_at": event.schedule_published_at,
        "left_out": [_describe_left_out(row) for row in left_out_of(result, meetings)],
        "conflicts": conflicts,
        "places": event.places.all(),
        "seen": draft_seen(event),
    }
    return Response(serialize(ScheduleSerializer, told))


def _describe_run(run: ScheduleRun | None) -> dict[str, object] | None:
    if run is None:
        return None
    names = ("number", "status", "asked_at", "done_at", "value", "bound")
    gap = gap_of(run) if run.status == ScheduleStatus.DONE else None
    return {name: getattr(run, name) for name in names} | {"gap": gap}


def _describe_left_out(row: LeftOutRow) -> dict[str, object]:
    names = ("registration", "reason", "best", "partners")
    return {name: getattr(row, name) for name in names} | {"words": explain_left_out(row.reason)}
