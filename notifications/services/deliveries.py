"""Delivering: claim a batch, post each, settle. At least once; the event's id tells a receiver what came twice.

queued → sending → delivered | failed | cancelled | queued again. Every change is conditional on the lease it starts
from; a loser changes nothing.
"""

from datetime import timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import leases, stopping
from notifications import queries
from notifications.errors import NotFinishedError
from notifications.models import (
    About,
    DeliveryStatus,
    EmailKind,
    PauseReason,
    Webhook,
    WebhookDelivery,
    WebhookDeliveryQuerySet,
)
from notifications.outgoing.addresses import AddressRefusedError
from notifications.outgoing.posting import PostingError, WebhookReply, post
from notifications.outgoing.signatures import sign
from notifications.services.queueing import queue_email
from notifications.services.webhooks import pause_webhook, signing_secrets
from notifications.signals import deliveries_queued

BATCH_SIZE = 5  # what a slow receiver keeps waiting, other workers cannot send
BATCH_TIME = 30.0  # seconds, then others of the same worker have their turn
LEASE = timedelta(seconds=60)
RETRY_DELAYS = (
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)
FAILING_LASTS = timedelta(days=3)
"""A webhook that failed so long, without a success between, is paused; the delays above last longer."""
GONE = 410


def deliver_due(*, batch_size: int = BATCH_SIZE, lease: timedelta = LEASE) -> bool:
    """Tell one batch of what is due; True when more is due now.

    Safe to run any number of times at once and to be killed at any moment; told to stop, it ends after the delivery in
    its hands. Must not run inside a transaction.
    """
    _recover_abandoned()
    with stopping.deferred(), queries.sender_lock() as token:
        deliveries = _claim_due(token=token, limit=batch_size, lease=lease)
        _deliver_batch(deliveries, token=token)
    return bool(deliveries) and leases.free(WebhookDelivery.objects.queued()).exists()


def _claim_due(*, token: int, limit: int, lease: timedelta) -> list[WebhookDelivery]:
    queued = WebhookDelivery.objects.queued().select_related("event", "webhook__owner")
    return leases.claim(queued, token=token, limit=limit, lease=lease, status=DeliveryStatus.SENDING)


def _deliver_batch(deliveries: list[WebhookDelivery], *, token: int) -> None:
    """A webhook that fails gives the rest of its batch back, so that a slow one does not hold up the others."""
    deadline = monotonic() + BATCH_TIME
    failing: set[object] = set()
    for delivery in deliveries:
        if monotonic() > deadline or stopping.is_told():
            _release(delivery, token=token)
        elif delivery.webhook_id in failing:
            _release(delivery, token=token, delay=RETRY_DELAYS[0])
        elif not _deliver(delivery, token=token):
            failing.add(delivery.webhook_id)


def _deliver(delivery: WebhookDelivery, *, token: int) -> bool:
    """False when the webhook did not take it."""
    if not _may_leave(delivery.webhook):
        leases.release(_sending(delivery), token=token, status=DeliveryStatus.CANCELLED, tried_at=timezone.now())
        return True
    try:
        answer = _post(delivery)
    except (AddressRefusedError, PostingError) as error:
        _settle_failure(delivery, token=token, answer=WebhookReply(0, str(error)))
        return False
    if 200 <= answer.status < 300:
        _settle_success(delivery, token=token, answer=answer)
        return True
    _settle_failure(delivery, token=token, answer=answer)
    return False


def _may_leave(webhook: Webhook) -> bool:
    """Hours may lie between the event and now: its owner may have left, or deleted it."""
    current = Webhook.objects.standing().filter(pk=webhook.pk).select_related("owner").first()
    return current is not None and current.owner is not None and current.owner.is_reviewer


def _post(delivery: WebhookDelivery) -> WebhookReply:
    now, body = timezone.now(), delivery.event.body.encode()
    timestamp = int(now.timestamp())
    secrets = signing_secrets(delivery.webhook, now=now)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "SGBC-Webhooks/1",
        "webhook-id": delivery.event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(delivery.event_id, timestamp, body, secrets=secrets),
    }
    is_local_allowed = settings.WEBHOOKS_MAY_CALL_LOCALHOST
    return post(delivery.webhook.address, body=body, headers=headers, is_local_allowed=is_local_allowed)


def _settle_success(delivery: WebhookDelivery, *, token: int, answer: WebhookReply) -> None:
    leases.finish(_sending(delivery), token=token, status=DeliveryStatus.DELIVERED, **_told(answer))
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since__isnull=False).update(failing_since=None)


@transaction.atomic
def _settle_failure(delivery: WebhookDelivery, *, token: int, answer: WebhookReply) -> None:
    """Another attempt by `RETRY_DELAYS`, after that it has failed. Perhaps the webhook is paused."""
    if not _put_off(delivery, token=token, answer=answer):
        return
    now = timezone.now()
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since__isnull=True).update(failing_since=now)
    webhook = Webhook.objects.select_related("owner").get(pk=delivery.webhook_id)
    if answer.status == GONE:
        _give_up(webhook, PauseReason.GONE, answer)
    elif webhook.failing_since is not None and now - webhook.failing_since >= FAILING_LASTS:
        _give_up(webhook, PauseReason.FAILING, answer)


def _put_off(delivery: WebhookDelivery, *, token: int, answer: WebhookReply) -> int:
    delay = leases.retry_delay(RETRY_DELAYS, attempts=delivery.attempts)
    if delay is None:
        return leases.finish(_sending(delivery), token=token, status=DeliveryStatus.FAILED, **_told(answer))
    queued = {"status": DeliveryStatus.QUEUED, **_told(answer)}
    return leases.postpone(_sending(delivery), token=token, delay=delay, **queued)


def _give_up(webhook: Webhook, reason: PauseReason, answer: WebhookReply) -> None:
    """Pause it and write to its owner, once."""
    if not pause_webhook(webhook, reason=reason) or webhook.owner is None or webhook.paused_at is None:
        return
    queue_email(
        webhook.owner,
        kind=EmailKind.REVIEW_WORK,
        about=About(webhook, occasion=webhook.paused_at.isoformat()),
        topic="paused",
        template="webhook_paused",
        context={
            "webhook": webhook,
            "is_gone": reason == PauseReason.GONE,
            "answer": answer,
            "path": reverse("notifications:webhook_detail", args=[webhook.public_id]),
        },
    )


@transaction.atomic
def retry_delivery(delivery: WebhookDelivery) -> WebhookDelivery:
    """Send it again now under the same event id, with all attempts before it. Raises NotFinishedError meanwhile."""
    still = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(status=DeliveryStatus.SENDING)
    if not leases.restart(still, status=DeliveryStatus.QUEUED):
        raise NotFinishedError(_("The message is being sent at the moment. Check again in a minute."))
    delivery.refresh_from_db()
    deliveries_queued.send(sender=WebhookDelivery)
    return delivery


def _recover_abandoned() -> None:
    """Queue again what dead senders held: whether it arrived is not known, and twice does no harm."""
    sending = WebhookDelivery.objects.filter(status=DeliveryStatus.SENDING)

    def queue_again(token: int) -> None:
        leases.finish(sending, token=token, status=DeliveryStatus.QUEUED)

    queries.recover_from_dead_senders(leases.lapsed_tokens(sending), queue_again)


def _release(delivery: WebhookDelivery, *, token: int, delay: timedelta | None = None) -> None:
    """Give back what was claimed but not tried: no attempt is counted."""
    leases.release(_sending(delivery), token=token, delay=delay, status=DeliveryStatus.QUEUED)


def _sending(delivery: WebhookDelivery) -> WebhookDeliveryQuerySet:
    return WebhookDelivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.SENDING)


def _told(answer: WebhookReply) -> dict[str, object]:
    return {"answer_status": answer.status or None, "answer": answer.text[:500], "tried_at": timezone.now()}
