"""The meetings of the companies that the token's owner acts for, and what they say of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from events.permissions import own_registrations, registrations_taking_part
from events.queries.texts import with_words
from jobs.clock import database_now
from meetings.api.partners import TAG
from meetings.permissions import meetings_of
from meetings.queries.own_day import OwnMeeting, own_meetings
from meetings.serializers.meetings import FeedbackGiveSerializer, OwnMeetingPageSerializer, OwnMeetingSerializer
from meetings.services.absences import report_absence
from meetings.services.feedback import give_feedback
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of
from rest.serializers import require_nothing, serialize
from values.errors import PortalError


class OwnMeetings(MemberEndpoint):
    @extend_schema(
        operation_id="own_meetings",
        summary="My meetings",
        tags=TAG,
        parameters=[PageQuery],
        responses=OwnMeetingPageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The meetings of one of your registrations in the published schedule, in the order of their times."""
        registration = get_object_or_404(own_registrations(self.person), public_id=public_id)
        return Response(page_of(request, own_meetings(registration, now=database_now()), _show))


class OwnMeetingDetail(MemberEndpoint):
    @extend_schema(operation_id="own_meeting", summary="My meeting", tags=TAG, responses=OwnMeetingSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One meeting with its time, its place or video room, and what your company said about it."""
        return Response(_show(_find(self, public_id)))


class MeetingFeedbackGive(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="give_feedback",
        summary="Give feedback on my meeting",
        tags=TAG,
        request=FeedbackGiveSerializer,
        responses=OwnMeetingSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Keeps the answer of your company once the meeting has begun; if both say yes, they are introduced."""
        own = _find(self, public_id)
        body = FeedbackGiveSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        give_feedback(own.meeting, registration=own.mine, by=self.person, answer=body.validated_data)
        return Response(_show(_find(self, public_id)))


class MeetingAbsence(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="report_absence",
        summary="Report that the other company has not come",
        tags=TAG,
        request=None,
        responses=OwnMeetingSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Tells the organisers that your company waits for the other one; possible once the meeting has begun."""
        require_nothing(request)
        own = _find(self, public_id)
        report_absence(own.meeting, registration=own.mine)
        return Response(_show(_find(self, public_id)))


def _find(view: MemberEndpoint, public_id: str) -> OwnMeeting:
    """As the company of this person sees it. Raises Http404 for everybody else's."""
    meeting = get_object_or_404(meetings_of(view.person), public_id=public_id)
    mine = registrations_taking_part(view.person).filter(event=meeting.event_id)
    side = next((side for side in mine if side.pk in {meeting.korean_id, meeting.luxembourg_id}), None)
    found = own_meetings(side, now=database_now()) if side is not None else []
    own = next((own for own in found if own.meeting.pk == meeting.pk), None)
    if own is None:
        raise Http404
    return own


def _show(own: OwnMeeting) -> dict[str, object]:
    own.meeting.event = with_words(own.mine.event)
    return serialize(OwnMeetingSerializer, own)
