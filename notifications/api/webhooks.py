"""Webhooks of the token's owner: registered, looked after, and what became of each delivery."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.endpoints import StaffEndpoint
from accounts.models import User
from notifications.errors import AddressNotAllowedError, NotFinishedError, TooManyWebhooksError, WebhookChangedError
from notifications.models import Webhook
from notifications.permissions import webhooks_visible_to
from notifications.serializers import (
    DeliveryPageSerializer,
    DeliverySerializer,
    NewWebhookSerializer,
    WebhookEditSerializer,
    WebhookPageSerializer,
    WebhookSerializer,
    WebhookWithSecretSerializer,
)
from notifications.services import deliveries, webhook_events, webhooks
from rest.errors import ConflictError, PreconditionFailedError
from rest.idempotency import idempotent
from rest.pagination import PageQuery, page_of
from rest.preconditions import etag_of, require_match
from rest.serializers import require_nothing, serialize

TAG = ["webhooks"]


class WebhookList(StaffEndpoint):
    error_statuses = {TooManyWebhooksError: ConflictError}

    @extend_schema(
        operation_id="webhooks",
        summary="My webhooks",
        tags=TAG,
        parameters=[PageQuery],
        responses=WebhookPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Your webhooks, newest first; with the token of an administrator, those of all staff."""
        return Response(page_of(request, webhooks_visible_to(self.person), _show))

    @extend_schema(
        operation_id="create_webhook",
        summary="Register a webhook",
        tags=TAG,
        request=NewWebhookSerializer,
        responses={201: WebhookWithSecretSerializer},
    )
    def post(self, request: Request) -> Response:
        """Events are sent to the address from now on. Only this response contains the secret: keep it."""
        return _with_secret(self._create(request), self.person)

    @idempotent
    def _create(self, request: Request) -> Response:
        body = NewWebhookSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        try:
            webhook = webhooks.create_webhook(self.person, **body.validated_data)
        except AddressNotAllowedError as error:
            raise ValidationError({"address": [ErrorDetail(str(error), code="address")]}) from error
        return Response(_show(webhook), status=201, headers={"ETag": etag_of(webhooks.fingerprint(webhook))})


class WebhookDetail(StaffEndpoint):
    error_statuses = {WebhookChangedError: PreconditionFailedError}

    @extend_schema(operation_id="webhook", summary="A webhook", tags=TAG, responses=WebhookSerializer)
    def get(self, request: Request, webhook_id: UUID) -> Response:  # noqa: ARG002
        """Its events and its status. The secret is shown only when it is created or changed."""
        return _answer(_find(self.person, webhook_id))

    @extend_schema(
        operation_id="edit_webhook",
        summary="Change a webhook",
        tags=TAG,
        request=WebhookEditSerializer,
        responses=WebhookSerializer,
    )
    def patch(self, request: Request, webhook_id: UUID) -> Response:
        """Changes the name, or the events from now on. To use another address, register another webhook."""
        webhook = _find(self.person, webhook_id)
        version = webhooks.fingerprint(webhook)
        require_match(request, version)
        body = WebhookEditSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        values = {"name": webhook.name, "events": webhook.events} | body.validated_data
        return _answer(webhooks.update_webhook(webhook, **values, version=version))

    @extend_schema(operation_id="delete_webhook", summary="Delete a webhook", tags=TAG, responses={204: None})
    def delete(self, request: Request, webhook_id: UUID) -> Response:  # noqa: ARG002
        """Nothing more is sent to it, not even what is waiting."""
        webhooks.delete_webhook(_find(self.person, webhook_id))
        return Response(status=204)


class WebhookPause(StaffEndpoint):
    @extend_schema(
        operation_id="pause_webhook", summary="Pause a webhook", tags=TAG, request=None, responses=WebhookSerializer
    )
    @idempotent
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Nothing is sent until it is resumed. What happens in the meantime is kept for 30 days."""
        require_nothing(request)
        webhook = _find(self.person, webhook_id)
        webhooks.pause_webhook(webhook)
        return _answer(webhook)


class WebhookResume(StaffEndpoint):
    @extend_schema(
        operation_id="resume_webhook", summary="Resume a webhook", tags=TAG, request=None, responses=WebhookSerializer
    )
    @idempotent
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """What was kept is sent now."""
        require_nothing(request)
        return _answer(webhooks.resume_webhook(_find(self.person, webhook_id)))


class WebhookTest(StaffEndpoint):
    @extend_schema(
        operation_id="test_webhook",
        summary="Send a test",
        tags=TAG,
        request=None,
        responses={201: DeliverySerializer},
    )
    @idempotent
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Sends an event of the type `test`. The list of deliveries shows the outcome."""
        require_nothing(request)
        webhook = _find(self.person, webhook_id)
        event = webhook_events.send_test(webhook)
        delivery = webhook.deliveries.select_related("event").get(event=event)
        return Response(serialize(DeliverySerializer, delivery), status=201)


class WebhookSecret(StaffEndpoint):
    @extend_schema(
        operation_id="change_webhook_secret",
        summary="Change the secret",
        tags=TAG,
        request=None,
        responses=WebhookWithSecretSerializer,
    )
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Creates a secret, shown only in this response. For 24 hours, messages are also signed with the old one."""
        return _with_secret(self._change(request, webhook_id=webhook_id), self.person)

    @idempotent
    def _change(self, request: Request, webhook_id: UUID) -> Response:
        require_nothing(request)
        return _answer(webhooks.change_secret(_find(self.person, webhook_id)))


class DeliveryList(StaffEndpoint):
    @extend_schema(
        operation_id="webhook_deliveries",
        summary="Deliveries to a webhook",
        tags=TAG,
        parameters=[PageQuery],
        responses=DeliveryPageSerializer,
    )
    def get(self, request: Request, webhook_id: UUID) -> Response:
        """What was sent to it in the last 30 days, newest first, with the last answer to each message."""
        rows = _find(self.person, webhook_id).deliveries.select_related("event")
        return Response(page_of(request, rows, lambda row: serialize(DeliverySerializer, row)))


class DeliveryRetry(StaffEndpoint):
    error_statuses = {NotFinishedError: ConflictError}

    @extend_schema(
        operation_id="retry_webhook_delivery",
        summary="Send an event again",
        tags=TAG,
        request=None,
        responses=DeliverySerializer,
    )
    @idempotent
    def post(self, request: Request, webhook_id: UUID, event_id: str) -> Response:
        """Sends it now, whatever the result so far, with the same ID."""
        require_nothing(request)
        rows = _find(self.person, webhook_id).deliveries.select_related("event")
        delivery = deliveries.retry_delivery(get_object_or_404(rows, event_id=event_id))
        return Response(serialize(DeliverySerializer, delivery))


def _find(person: User, webhook_id: UUID) -> Webhook:
    return get_object_or_404(webhooks_visible_to(person), public_id=webhook_id)


def _show(webhook: Webhook) -> dict[str, object]:
    return serialize(WebhookSerializer, webhook)


def _answer(webhook: Webhook) -> Response:
    return Response(_show(webhook), headers={"ETag": etag_of(webhooks.fingerprint(webhook))})


def _with_secret(answer: Response, person: User) -> Response:
    """Added behind `idempotent`, which keeps the answer for a day: the secret is kept nowhere."""
    webhook = _find(person, UUID(str(answer.data["id"])))
    answer.data = answer.data | {"secret": webhooks.secret_of(webhook)}
    return answer
