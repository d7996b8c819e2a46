"""Registrations of the companies that the token's owner acts for."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from events.errors import RegistrationChangedError
from events.models import Registration
from events.permissions import own_registrations
from events.queries.texts import with_words
from events.serializers.registrations import (
    CancellationSerializer,
    RegistrationBriefSerializer,
    RegistrationCreateSerializer,
    RegistrationEditSerializer,
    RegistrationPageSerializer,
    RegistrationQuery,
    RegistrationSerializer,
)
from events.services.registration_decisions import cancel_registration
from events.services.registrations import register_company, seen_of, update_registration
from events.services.waiting_list import accept_offer
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.preconditions import etag_of, require_match
from rest.serializers import require_nothing, serialize
from values.errors import PortalError

TAG = ["own events"]


class OwnRegistrationList(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="own_registrations",
        summary="My registrations",
        tags=TAG,
        parameters=[RegistrationQuery],
        responses=RegistrationPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """The registrations of your companies for events, the latest event first."""
        asked = read_query(RegistrationQuery(data=request.query_params.dict()))
        rows = own_registrations(self.person).order_by("-event__starts_at", "pk")
        rows = rows.filter(status=asked["status"]) if "status" in asked else rows
        return Response(page_of(request, rows, _show_brief))

    @extend_schema(
        operation_id="register_company",
        summary="Register for an event",
        tags=TAG,
        request=RegistrationCreateSerializer,
        responses={201: RegistrationSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Registers your verified company: confirmed, waiting for staff, or on the waiting list of a full event."""
        body = RegistrationCreateSerializer(data=request.data, context={"person": self.person})
        body.is_valid(raise_exception=True)
        event, company = body.found
        made = register_company(event, company=company, answers=body.validated_data, by=self.person)
        return show_own(_find(self, made.public_id), status=201)


class OwnRegistrationDetail(MemberEndpoint):
    error_statuses = {PortalError: ConflictError, RegistrationChangedError: PreconditionFailedError}

    @extend_schema(
        operation_id="own_registration", summary="My registration", tags=TAG, responses=RegistrationSerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The registration with its ETag, which you need to edit it."""
        return show_own(_find(self, public_id))

    @extend_schema(
        operation_id="edit_registration",
        summary="Edit my registration",
        tags=TAG,
        request=RegistrationEditSerializer,
        responses=RegistrationSerializer,
    )
    def patch(self, request: Request, public_id: str) -> Response:
        """Changes only the fields sent; 412, and nothing is changed, if someone else was first."""
        found = _find(self, public_id)
        seen = seen_of(found)
        require_match(request, seen)
        body = RegistrationEditSerializer(found, data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        update_registration(found, answers=body.validated_data, seen=seen)
        return show_own(_find(self, public_id))


class OwnRegistrationCancel(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="cancel_registration",
        summary="Cancel my registration",
        tags=TAG,
        request=CancellationSerializer,
        responses=RegistrationSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Frees the place and all meetings; those concerned are told. 409 if it had ended before."""
        found = _find(self, public_id)
        body = CancellationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        cancel_registration(found, by=self.person, reason=body.validated_data.get("reason", ""))
        return show_own(_find(self, public_id))


class OwnRegistrationAccept(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="accept_place",
        summary="Accept an offered place",
        tags=TAG,
        request=None,
        responses=RegistrationSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Takes the place that is kept for your company; 409 once its time is over."""
        require_nothing(request)
        accept_offer(_find(self, public_id), by=self.person)
        return show_own(_find(self, public_id))


def _find(view: MemberEndpoint, public_id: str) -> Registration:
    return get_object_or_404(own_registrations(view.person), public_id=public_id)


def _show_brief(registration: Registration) -> dict[str, object]:
    with_words(registration.event)
    return serialize(RegistrationBriefSerializer, registration)


def show_own(registration: Registration, *, status: int = 200) -> Response:
    with_words(registration.event)
    headers = {"ETag": etag_of(seen_of(registration))}
    if status == 201:
        headers["Location"] = reverse("api:own_registration_detail", args=[registration.public_id])
    return Response(serialize(RegistrationSerializer, registration), status=status, headers=headers)
