"""How a partnership request ends: its sender takes it back, its receiver answers."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from partnerships.api.requests import TAG, show_request
from partnerships.permissions import requests_received_by, requests_sent_by
from partnerships.seen import request_to_answer
from partnerships.serializers.requests import DeclineSerializer, RequestSerializer
from partnerships.services.requests import accept_request, decline_request, withdraw_request
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.preconditions import read_seen
from rest.serializers import require_nothing
from values.errors import ChangedMeanwhileError, PortalError

ANSWER_REFUSALS = {PortalError: ConflictError, ChangedMeanwhileError: PreconditionFailedError}


class RequestWithdraw(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="withdraw_request",
        summary="Withdraw my request",
        tags=TAG,
        request=None,
        responses=RequestSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Withdraws an open request from your company; the other company is informed."""
        require_nothing(request)
        sent = get_object_or_404(requests_sent_by(self.person), public_id=public_id)
        return Response(show_request(withdraw_request(sent, by=self.person)))


class RequestAccept(MemberEndpoint):
    error_statuses = ANSWER_REFUSALS
    needs_match = True

    @extend_schema(
        operation_id="accept_request",
        summary="Accept a request",
        tags=TAG,
        request=None,
        responses=RequestSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Accepts an open request to your company: the two are introduced, still without contact details."""
        require_nothing(request)
        received = get_object_or_404(requests_received_by(self.person), public_id=public_id)
        seen = read_seen(request, request_to_answer(received))
        return Response(show_request(accept_request(received, by=self.person, seen=seen)))


class RequestDecline(MemberEndpoint):
    error_statuses = ANSWER_REFUSALS
    needs_match = True

    @extend_schema(
        operation_id="decline_request",
        summary="Decline a request",
        tags=TAG,
        request=DeclineSerializer,
        responses=RequestSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Declines an open request to your company; the pair of projects will not be suggested again."""
        received = get_object_or_404(requests_received_by(self.person), public_id=public_id)
        seen = read_seen(request, request_to_answer(received))
        body = DeclineSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(show_request(decline_request(received, by=self.person, seen=seen, **body.validated_data)))
