"""Webhooks and their deliveries, as the API takes and tells them."""

from rest_framework import serializers

from notifications.models import DeliveryStatus, EventKind, PauseReason
from notifications.models.webhooks import CHOSEN_KINDS
from rest.serializers import ApiSerializer, LineField, PageSerializer, StrictSerializer

NAME, ADDRESS, EVENTS = "CRM", "https://crm.example.org/sgbc", ["match.approved", "introduction.made"]
KINDS = [(kind.value, str(kind.value)) for kind in CHOSEN_KINDS]


class WebhookEditSerializer(StrictSerializer):
    """What can be changed: everything but the address, because the secret is known there."""

    example = {"name": NAME, "events": EVENTS}
    name = LineField(max_length=60)
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=KINDS), allow_empty=False, min_length=1, max_length=len(KINDS)
    )


class NewWebhookSerializer(WebhookEditSerializer):
    example = WebhookEditSerializer.example | {"address": ADDRESS}
    address = LineField(max_length=500, help_text="Begins with https:// and is reachable from the internet.")


class WebhookSerializer(ApiSerializer):
    """An address that events are sent to."""

    example = {
        "id": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "name": NAME,
        "address": ADDRESS,
        "events": EVENTS,
        "owner": "Park Jihye",
    }
    id = serializers.UUIDField(source="public_id", help_text="Never changes.")
    name = serializers.CharField()
    address = serializers.CharField()
    events = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    owner = serializers.CharField(source="owner.full_name")
    created_at = serializers.DateTimeField()
    paused_at = serializers.DateTimeField(allow_null=True, help_text="Nothing has been sent since then.")
    pause_reason = serializers.ChoiceField(choices=PauseReason.choices, allow_blank=True)
    failing_since = serializers.DateTimeField(allow_null=True, help_text="No delivery has succeeded since then.")


class WebhookWithSecretSerializer(WebhookSerializer):
    """With the secret that its messages are signed with from now on, shown only this once."""

    example = WebhookSerializer.example | {
        "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    }
    secret = serializers.CharField(help_text="whsec_ and the key in Base64.")


class WebhookPageSerializer(PageSerializer):
    results = WebhookSerializer(many=True)


class DeliverySerializer(ApiSerializer):
    """The delivery of an event, and the last answer to it."""

    example = {"event": "evt_5f0c2b7d9a", "attempts": 1, "answer_status": 204}
    event = serializers.CharField(source="event_id", help_text="The header webhook-id: the same for every attempt.")
    type = serializers.ChoiceField(choices=EventKind.choices, source="event.kind")
    happened_at = serializers.DateTimeField(source="event.created_at")
    status = serializers.ChoiceField(choices=DeliveryStatus.choices)
    attempts = serializers.IntegerField()
    due_at = serializers.DateTimeField(help_text="When the next attempt will be made, while it is waiting.")
    tried_at = serializers.DateTimeField(allow_null=True)
    answer_status = serializers.IntegerField(allow_null=True, help_text="HTTP status; null if there was no answer.")
    answer = serializers.CharField(allow_blank=True, help_text="The beginning of the answer, or why there was none.")


class DeliveryPageSerializer(PageSerializer):
    results = DeliverySerializer(many=True)
