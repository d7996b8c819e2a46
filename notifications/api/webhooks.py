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
        """One's own webhooks, the newest first; an administrator's token reads those of all staff."""
        return Response(page_of(request, webhooks_visible_to(self.person), _show))

    @extend_schema(
        operation_id="create_webhook",
        summary="Register a webhook",
        tags=TAG,
        request=NewWebhookSerializer,
        responses={201: WebhookWithSecretSerializer},
    )
    def post(self, request: Request) -> Response:
        """The address is told of the events from now on. The answer alone holds the secret: keep it."""
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
        """Its events and its state. The secret is told only when it is made or changed."""
        return _answer(_find(self.person, webhook_id))

    @extend_schema(
        operation_id="edit_webhook",
        summary="Change a webhook",
        tags=TAG,
        request=WebhookEditSerializer,
        responses=WebhookSerializer,
    )
    def patch(self, request: Request, webhook_id: UUID) -> Response:
        """Another name, or other events from now on. For another address register another webhook."""
        webhook = _find(self.person, webhook_id)
        version = webhooks.fingerprint(webhook)
        require_match(request, version)
        body = WebhookEditSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        values = {"name": webhook.name, "events": webhook.events} | body.validated_data
        return _answer(webhooks.update_webhook(webhook, **values, version=version))

    @extend_schema(operation_id="delete_webhook", summary="Delete a webhook", tags=TAG, responses={204: None})
    def delete(self, request: Request, webhook_id: UUID) -> Response:  # noqa: ARG002
        """It is told nothing from now on, not even what waits."""
        webhooks.delete_webhook(_find(self.person, webhook_id))
        return Response(status=204)


class WebhookPause(StaffEndpoint):
    @extend_schema(
        operation_id="pause_webhook", summary="Pause a webhook", tags=TAG, request=None, responses=WebhookSerializer
    )
    @idempotent
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Nothing leaves until it is resumed. What happens meanwhile is kept for 30 days."""
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
        """What was kept leaves now."""
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
        """An event of the type `test`; its delivery, which the list of deliveries tells the outcome of."""
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
        """A new secret, told in this answer alone. For 24 hours messages are signed with the old one too."""
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
        """What it was told in the last 30 days, the newest first, with the last answer to each."""
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
        """Now, whatever became of it before, and under the same id."""
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
