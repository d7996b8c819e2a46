"""How a request for a meeting ends: its sender takes it back, its receiver answers."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from accounts.models import User
from events.models import MeetingRequest
from meetings.api.partners import TAG, show_meeting_request
from meetings.permissions import meeting_requests_received_by, meeting_requests_sent_by
from meetings.serializers.meetings import MeetingDeclineSerializer, MeetingRequestSerializer
from meetings.services.meeting_requests import accept_meeting_request, decline_meeting_request, withdraw_meeting_request
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.serializers import require_nothing
from values.errors import PortalError


class MeetingRequestDetail(MemberEndpoint):
    @extend_schema(
        operation_id="own_meeting_request",
        summary="My meeting request",
        tags=TAG,
        responses=MeetingRequestSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One request for a meeting that your company has sent or received."""
        found = get_object_or_404(_requests_of(self.person), public_id=public_id)
        return Response(show_meeting_request(found))


class MeetingRequestAccept(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="accept_meeting_request",
        summary="Accept a meeting request",
        tags=TAG,
        request=None,
        responses=MeetingRequestSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Agrees to meet: the organisers plan the meeting. 409 if it was answered, withdrawn or has expired."""
        require_nothing(request)
        received = get_object_or_404(meeting_requests_received_by(self.person), public_id=public_id)
        return Response(show_meeting_request(accept_meeting_request(received, by=self.person)))


class MeetingRequestDecline(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="decline_meeting_request",
        summary="Decline a meeting request",
        tags=TAG,
        request=MeetingDeclineSerializer,
        responses=MeetingRequestSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Declines it with a polite reason, which the other company reads."""
        received = get_object_or_404(meeting_requests_received_by(self.person), public_id=public_id)
        body = MeetingDeclineSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(show_meeting_request(decline_meeting_request(received, by=self.person, **body.validated_data)))


class MeetingRequestWithdraw(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="withdraw_meeting_request",
        summary="Withdraw my meeting request",
        tags=TAG,
        request=None,
        responses=MeetingRequestSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Withdraws an unanswered request of your company, which can then ask another one."""
        require_nothing(request)
        sent = get_object_or_404(meeting_requests_sent_by(self.person), public_id=public_id)
        return Response(show_meeting_request(withdraw_meeting_request(sent)))


def _requests_of(person: User) -> QuerySet[MeetingRequest]:
    return meeting_requests_received_by(person) | meeting_requests_sent_by(person)
