"""Telling webhooks what happened: rows, written in the transaction of what they tell about."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from jobs.sweeps import purge_rows
from notifications.links import absolute_url
from notifications.models import EVENTS_KEPT, About, EventKind, Webhook, WebhookDelivery, WebhookEvent
from notifications.models.webhooks import make_event_id
from notifications.signals import deliveries_queued

DELETED_KEPT = timedelta(days=1)
"""A deleted webhook's row stays so long: every transaction that may still name it is over by then."""


@transaction.atomic
def publish_event(kind: EventKind, *, about: About, tell: Callable[[], Mapping[str, object]]) -> WebhookEvent | None:
    """Write what happened for every webhook that listens; None when none does, or it was told already.

    `tell` is asked only then, for ids, states and addresses: never a contact, nothing that only two companies may know.
    """
    webhooks = list(Webhook.objects.listening(kind))
    if not webhooks or WebhookEvent.objects.filter(kind=kind, **about.fields()).exists():
        return None
    return _write(kind, about, tell(), webhooks)


def thing_at(route: str, public_id: str) -> dict[str, str]:
    """A thing in an event: its id, and where the API tells more of it."""
    return {"id": public_id, "url": absolute_url(reverse(f"api:{route}", args=[public_id]))}


def page_of(path: str) -> str:
    """Where a person reads of it."""
    return absolute_url(path)


@transaction.atomic
def send_test(webhook: Webhook) -> WebhookEvent:
    """An event that happened nowhere, to this webhook alone, whatever it listens to."""
    data = {"webhook": str(webhook.public_id)}
    return _write(EventKind.TEST, About(webhook, occasion=uuid4().hex), data, [webhook])


def _write(kind: EventKind, about: About, data: Mapping[str, object], webhooks: Iterable[Webhook]) -> WebhookEvent:
    event_id, now = make_event_id(), timezone.now()
    body = json.dumps({"id": event_id, "type": kind.value, "timestamp": now.isoformat(), "data": data})
    event, is_new = WebhookEvent.objects.get_or_create(
        kind=kind, **about.fields(), defaults={"id": event_id, "body": body, "created_at": now}
    )
    if is_new:
        WebhookDelivery.objects.bulk_create(WebhookDelivery(event=event, webhook=webhook) for webhook in webhooks)
        deliveries_queued.send(sender=WebhookEvent)
    return event


def purge_old_events() -> int:
    """Drop events and their deliveries after `EVENTS_KEPT`, and webhooks deleted a day ago. Returns how many events."""
    is_gone = Q(deleted_at__lte=Now() - DELETED_KEPT) | Q(owner__isnull=True, created_at__lte=Now() - DELETED_KEPT)
    purge_rows("notifications.purge_deleted_webhooks", Webhook.objects.filter(is_gone))
    old = WebhookEvent.objects.filter(created_at__lte=Now() - EVENTS_KEPT)
    return purge_rows("notifications.purge_old_events", old)
