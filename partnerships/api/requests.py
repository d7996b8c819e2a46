"""Partnership requests of the companies that the token's owner acts for: the inbox, and asking."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from partnerships.models import PartnershipRequest
from partnerships.queries.requests import requests_of
from partnerships.seen import request_to_answer
from partnerships.serializers.requests import (
    RequestCreateSerializer,
    RequestPageSerializer,
    RequestQuery,
    RequestSerializer,
)
from partnerships.services.requests import send_request
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.preconditions import etag_of
from rest.serializers import serialize
from values.errors import PortalError
from values.seen import write_seen

TAG = ["own requests"]
SIDES = {"received": "receiver__in", "sent": "sender__in"}


class RequestList(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="own_requests",
        summary="My requests",
        tags=TAG,
        parameters=[RequestQuery],
        responses=RequestPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The requests of your companies: first those you have to answer, then those waiting, then the rest."""
        asked = read_query(RequestQuery(data=request.query_params.dict()))
        rows = requests_of(self.person)
        if "box" in asked:
            rows = rows.filter(**{SIDES[asked["box"]]: self.person.memberships.values("company_id")})
        if "status" in asked:
            rows = rows.filter(status=asked["status"])
        return Response(page_of(request, rows, show_request))

    @extend_schema(
        operation_id="send_request",
        summary="Send a request to a company",
        tags=TAG,
        request=RequestCreateSerializer,
        responses={201: RequestSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Requests a partnership from a company in the other country, with one of your published projects."""
        body = RequestCreateSerializer(data=request.data, context={"person": self.person})
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        sent = send_request(fields.pop("project"), **fields, by=self.person)
        location = reverse("api:own_request_detail", args=[sent.public_id])
        return Response(show_request(sent), status=201, headers={"Location": location})


class RequestDetail(MemberEndpoint):
    @extend_schema(operation_id="own_request", summary="My request", tags=TAG, responses=RequestSerializer)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One request that your company has sent or received, with its ETag, which an answer requires."""
        found = get_object_or_404(requests_of(self.person), public_id=public_id)
        return Response(show_request(found), headers={"ETag": etag_of(write_seen(request_to_answer(found)))})


def show_request(request: PartnershipRequest) -> dict[str, object]:
    return serialize(RequestSerializer, request)
