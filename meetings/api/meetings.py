"""Meetings in the hands of staff: placed, moved, swapped, pinned, cancelled, and what came of them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from events.models import Meeting, MeetingStatus, Registration
from meetings.api.schedule import TAG, find_event
from meetings.queries.schedule import meetings_of_event
from meetings.serializers.schedule import (
    MeetingCancelledSerializer,
    MeetingCancelSerializer,
    MeetingMoveSerializer,
    MeetingPinSerializer,
    MeetingPlaceSerializer,
    MeetingQuery,
    MeetingSwapSerializer,
    OutcomeSerializer,
    StaffMeetingPageSerializer,
    StaffMeetingSerializer,
)
from meetings.services.meeting_outcomes import mark_held, mark_missed
from meetings.services.meetings import cancel_meeting, move_meeting, pin_meeting, place_by_hand, seen_of, swap_meetings
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.moves import Move, describe_move
from rest.pagination import page_of, read_query
from rest.serializers import serialize
from values.errors import PortalError


class StaffMeetingList(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="staff_meetings",
        summary="Meetings of an event",
        tags=TAG,
        parameters=[MeetingQuery],
        responses=StaffMeetingPageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """Drafts among them, in the order of their times."""
        event = find_event(public_id)
        asked = read_query(MeetingQuery(data=request.query_params.dict()))
        rows = meetings_of_event(event).select_related("missed_by").order_by("starts_at", "place__number", "pk")
        rows = rows.filter(status=asked["status"]) if "status" in asked else rows
        return Response(page_of(request, rows, _show))

    @extend_schema(
        operation_id="place_meeting",
        summary="Add a meeting",
        tags=TAG,
        request=MeetingPlaceSerializer,
        responses={201: StaffMeetingSerializer},
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Places and pins a meeting of two companies; 409 with the reason if they cannot meet there and then.

        Once the schedule is published, both companies are told at once.
        """
        body = MeetingPlaceSerializer(data=request.data, context={"event": find_event(public_id)})
        body.is_valid(raise_exception=True)
        said = body.validated_data
        made = place_by_hand(said.pop("korean"), said.pop("luxembourg"), **said)
        location = reverse("api:staff_meeting_detail", args=[made.public_id])
        return Response(_show(_find(made.public_id)), status=201, headers={"Location": location})


class StaffMeetingDetail(StaffEndpoint):
    @extend_schema(operation_id="staff_meeting", summary="A meeting", tags=TAG, responses=StaffMeetingSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One meeting with its two companies; the address of a video room is only for them."""
        return Response(_show(_find(public_id)))


class _Move(Move[Meeting], StaffEndpoint):
    tags, answer = TAG, StaffMeetingSerializer
    error_statuses = {PortalError: ConflictError}

    def find(self, public_id: str) -> Meeting:
        return _find(public_id)

    def context(self, meeting: Meeting) -> dict[str, object]:
        return {"event": meeting.event}

    def show(self, public_id: str) -> Response:
        return Response(_show(_find(public_id)))


@describe_move(
    "move_meeting",
    "Move a meeting",
    "Moves it to another time or place and pins it there; 409 with the reason if that is not possible, and if someone "
    "else has moved it since you read it.",
)
class StaffMeetingMove(_Move):
    body = MeetingMoveSerializer
    move = staticmethod(move_meeting)


def _swap(meeting: Meeting, *, other: Meeting, seen: str, other_seen: str) -> None:
    swap_meetings(meeting, other, seen=(seen, other_seen))


@describe_move(
    "swap_meetings", "Swap two meetings", "Each takes the time and place of the other; both are pinned there."
)
class StaffMeetingSwap(_Move):
    body = MeetingSwapSerializer
    move = staticmethod(_swap)


@describe_move("pin_meeting", "Pin a meeting", "States whether the next computation leaves it where it is.")
class StaffMeetingPin(_Move):
    body = MeetingPinSerializer
    move = staticmethod(pin_meeting)


def _settle(meeting: Meeting, *, outcome: str, missed_by: str | None = None) -> None:
    sides: dict[str | None, Registration] = {"korean": meeting.korean, "luxembourg": meeting.luxembourg}
    if outcome == MeetingStatus.HELD:
        mark_held(meeting)
    else:
        mark_missed(meeting, missed_by=sides.get(missed_by))


@describe_move(
    "settle_meeting", "Note the outcome", "Notes that the meeting took place, or who did not come, once it has begun."
)
class StaffMeetingOutcome(_Move):
    body = OutcomeSerializer
    move = staticmethod(_settle)


class StaffMeetingCancel(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="cancel_meeting",
        summary="Cancel a meeting",
        tags=TAG,
        request=MeetingCancelSerializer,
        responses=MeetingCancelledSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Frees its time and place; a draft disappears, and of a published meeting both companies are told."""
        meeting = _find(public_id)
        body = MeetingCancelSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        cancel_meeting(meeting, by=self.person, **body.validated_data)
        was_told = meeting.status == MeetingStatus.CONFIRMED
        return Response(serialize(MeetingCancelledSerializer, {"id": public_id, "was_told": was_told}))


def _find(public_id: str) -> Meeting:
    return get_object_or_404(Meeting.objects.with_sides().select_related("missed_by"), public_id=public_id)


def _show(meeting: Meeting) -> dict[str, object]:
    meeting.seen = seen_of(meeting)  # type: ignore[attr-defined]
    return serialize(StaffMeetingSerializer, meeting)
