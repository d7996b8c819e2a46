"""Those who take part in an event, for those who take part as well; and asking them for a meeting."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import MemberEndpoint
from companies.models import ProjectStatus
from events.models import MeetingRequest, Registration
from events.permissions import own_registrations
from events.queries.participants import participants_for
from meetings.queries.meeting_requests import requests_of, states_with
from meetings.serializers.meetings import (
    AskSerializer,
    MeetingRequestPageSerializer,
    MeetingRequestSerializer,
    PartnerPageSerializer,
    PartnerQuery,
    PartnerSerializer,
    PartnerSuggestionsSerializer,
)
from meetings.services.meeting_requests import ask_for_meeting
from meetings.services.suggestions import suggest_partners
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of, read_query
from rest.schema import problems
from rest.serializers import serialize
from values.errors import PortalError

MOST_SUGGESTED = 5

TAG = ["own events"]


class PartnerList(MemberEndpoint):
    @extend_schema(
        operation_id="partners",
        summary="Participants of an event",
        tags=TAG,
        parameters=[PartnerQuery],
        responses={200: PartnerPageSerializer, **problems(409)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The participants who agreed to be listed, the best fit first; 409 until your registration is confirmed, and
        while your company is suspended."""
        registration = _find_taking_part(self, public_id)
        asked = read_query(PartnerQuery(data=request.query_params.dict()))
        chosen = {name: asked[name] for name in ("country", "text") if name in asked}
        states = states_with(registration)
        rows = participants_for(registration, **chosen)
        return Response(page_of(request, rows, lambda row: _show_partner(row, states)))


class PartnerSuggestions(MemberEndpoint):
    @extend_schema(
        operation_id="partner_suggestions",
        summary="Suggested partners",
        tags=TAG,
        responses={200: PartnerSuggestionsSerializer, **problems(409)},
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """The five participants whom your company should meet, with the reasons; 409 as for the participants."""
        found = suggest_partners(_find_taking_part(self, public_id), count=MOST_SUGGESTED)
        return Response(serialize(PartnerSuggestionsSerializer, {"results": found}))


class OwnMeetingRequests(MemberEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="own_meeting_requests",
        summary="My meeting requests",
        tags=TAG,
        parameters=[PageQuery],
        responses=MeetingRequestPageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """Sent and received at this event: first those you have to answer, then those waiting, then the rest."""
        registration = _find(self, public_id)
        return Response(page_of(request, requests_of(registration), show_meeting_request))

    @extend_schema(
        operation_id="ask_for_meeting",
        summary="Request a meeting",
        tags=TAG,
        request=AskSerializer,
        responses={201: MeetingRequestSerializer},
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Asks a listed participant for a meeting; if it has asked your company before, its request is accepted."""
        sender = _find(self, public_id)
        body = AskSerializer(data=request.data, context={"sender": sender})
        body.is_valid(raise_exception=True)
        asked = ask_for_meeting(sender, **body.validated_data, by=self.person)
        return Response(show_meeting_request(asked.request), status=201)


def _find(view: MemberEndpoint, public_id: str) -> Registration:
    return get_object_or_404(own_registrations(view.person), public_id=public_id)


def _find_taking_part(view: MemberEndpoint, public_id: str) -> Registration:
    """Raises Http404 for everybody else's, ConflictError for one that may not look at the others now."""
    registration = _find(view, public_id)
    if not registration.sees_others:
        raise ConflictError(_("Only companies with a confirmed registration can see the participants."))
    return registration


def _show_partner(registration: Registration, states: dict[int, MeetingRequest]) -> dict[str, object]:
    projects = [project for project in registration.projects.all() if project.status == ProjectStatus.PUBLISHED]
    registration.public_projects = projects  # type: ignore[attr-defined]
    registration.request = states.get(registration.pk)  # type: ignore[attr-defined]
    return serialize(PartnerSerializer, registration)


def show_meeting_request(request: MeetingRequest) -> dict[str, object]:
    return serialize(MeetingRequestSerializer, request)
