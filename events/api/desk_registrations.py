"""Registrations at the desk of staff: who comes, decisions, and the door on the day."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from events.api.desk import TAG
from events.models import Attendee, Event, Registration
from events.queries.day import expected_attendees
from events.queries.registrations import registrations_to_show
from events.queries.texts import with_words
from events.serializers.desk_registrations import (
    CONFIRM,
    AttendeePageSerializer,
    AttendeeQuery,
    AttendeeSerializer,
    CheckedInSerializer,
    CheckInSerializer,
    DecisionSerializer,
    StaffRegistrationPageSerializer,
    StaffRegistrationQuery,
    StaffRegistrationSerializer,
)
from events.serializers.registrations import CancellationSerializer, RegistrationBriefSerializer
from events.services.check_ins import check_in
from events.services.registration_decisions import cancel_registration, confirm_registration, decline_registration
from rest.errors import ConflictError
from rest.idempotency import idempotent
from rest.pagination import page_of, read_query
from rest.serializers import serialize
from values.errors import PortalError


class StaffRegistrationList(StaffEndpoint):
    @extend_schema(
        operation_id="staff_registrations",
        summary="Registrations for an event",
        tags=TAG,
        parameters=[StaffRegistrationQuery],
        responses=StaffRegistrationPageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """In the order in which they were made."""
        event = find_plain(public_id)
        asked = read_query(StaffRegistrationQuery(data=request.query_params.dict()))
        rows = registrations_to_show(event, **{name: asked[name] for name in ("status", "text") if name in asked})
        return Response(page_of(request, rows, lambda row: _show_of(event, row)))


class StaffRegistrationDetail(StaffEndpoint):
    @extend_schema(
        operation_id="staff_registration", summary="A registration", tags=TAG, responses=StaffRegistrationSerializer
    )
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002
        """One registration with its people, projects and free slots."""
        return Response(_show(public_id))


class StaffRegistrationDecide(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="decide_registration",
        summary="Decide on a registration",
        tags=TAG,
        request=DecisionSerializer,
        responses=StaffRegistrationSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Confirms it, or declines it with a reason; 409 if it no longer has the status you have read."""
        found = _find(public_id)
        body = DecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        if said["decision"] == CONFIRM:
            confirm_registration(found, seen=said["seen"])
        else:
            decline_registration(found, seen=said["seen"], by=self.person, reason=said["reason"])
        return Response(_show(public_id))


class StaffRegistrationCancel(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="cancel_registration_for",
        summary="Cancel a registration",
        tags=TAG,
        request=CancellationSerializer,
        responses=StaffRegistrationSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """In place of the company, which is told; 409 if it had ended before."""
        found = _find(public_id)
        body = CancellationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        cancel_registration(found, by=self.person, reason=body.validated_data.get("reason", ""))
        return Response(_show(public_id))


class AttendeeList(StaffEndpoint):
    @extend_schema(
        operation_id="attendees",
        summary="People who are expected",
        tags=TAG,
        parameters=[AttendeeQuery],
        responses=AttendeePageSerializer,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The people of confirmed registrations, by company, and when they arrived."""
        event = find_plain(public_id)
        asked = read_query(AttendeeQuery(data=request.query_params.dict()))
        people = expected_attendees(event, **{name: asked[name] for name in ("text", "show") if name in asked})
        return Response(page_of(request, people, lambda person: serialize(AttendeeSerializer, person)))


class AttendeeCheckIn(StaffEndpoint):
    error_statuses = {PortalError: ConflictError}

    @extend_schema(
        operation_id="check_in",
        summary="Check a person in",
        tags=TAG,
        request=CheckInSerializer,
        responses=CheckedInSerializer,
    )
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Notes that a person has arrived; done twice, it changes nothing. 409 outside the day of the event."""
        event = find_plain(public_id)
        body = CheckInSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        people = Attendee.objects.filter(registration__event=event, **body.validated_data)
        person = people.select_related("registration__event").first()
        if person is None:
            raise serializers.ValidationError(_("Nobody at this event has this badge or this number."))
        done = check_in(person, by=self.person)
        done.attendee.is_new = done.is_new  # type: ignore[attr-defined]
        return Response(serialize(CheckedInSerializer, done.attendee))


def find_plain(public_id: str) -> Event:
    return get_object_or_404(Event.objects.prefetch_related("texts"), public_id=public_id)


def _find(public_id: str) -> Registration:
    rows = Registration.objects.select_related("event", "company").prefetch_related("event__texts")
    return get_object_or_404(rows, public_id=public_id)


def _show(public_id: str) -> dict[str, object]:
    found = _find(public_id)
    with_words(found.event)
    return serialize(StaffRegistrationSerializer, found)


def _show_of(event: Event, registration: Registration) -> dict[str, object]:
    registration.event = with_words(event)
    return serialize(RegistrationBriefSerializer, registration)
