"""Events on their way to a program that listens on this machine and checks what it gets, as docs/api.md tells it to."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import F

from matching.models import Match
from notifications.errors import NotFinishedError
from notifications.models import (
    DeliveryStatus,
    OutboxEmail,
    PauseReason,
    Webhook,
    WebhookDelivery,
)
from notifications.services.deliveries import RETRY_DELAYS, deliver_due, retry_delivery
from notifications.services.webhook_events import send_test
from notifications.services.webhooks import (
    change_secret,
    pause_webhook,
    resume_webhook,
    secret_of,
)
from tests.notifications.receiver import Receiver
from tests.notifications.services.conftest import happen, listen, only_delivery

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def is_genuine(headers: dict[str, str], body: bytes, secret: str, *, now: float) -> bool:
    """Written from the documentation alone."""
    if abs(now - int(headers["webhook-timestamp"])) > 300:
        return False
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    sent = [entry.removeprefix("v1,") for entry in headers["webhook-signature"].split(" ")]
    return any(hmac.compare_digest(expected, signature) for signature in sent)


def let_time_pass(clock: time_machine.Traveller, duration: timedelta) -> None:
    """On the workers' clock, and for what is due by the database's, which nobody can move."""
    clock.shift(duration)
    WebhookDelivery.objects.update(due_at=F("due_at") - duration)


def test_an_event_arrives_once_signed_and_in_its_own_words(webhook: Webhook, receiver: Receiver) -> None:
    event = happen()
    assert event is not None
    assert happen() is None, "it was told already"

    is_more_due = deliver_due()
    deliver_due()

    ((headers, body),) = receiver.received
    told = json.loads(body)
    assert headers["webhook-id"] == told["id"] == event.pk
    assert (told["type"], told["data"]) == ("match.approved", {"match": {"id": "abc"}})
    assert is_genuine(headers, body, secret_of(webhook), now=datetime.now(UTC).timestamp())
    assert not is_genuine(headers, body + b" ", secret_of(webhook), now=datetime.now(UTC).timestamp())
    delivery = only_delivery()
    assert (delivery.status, delivery.answer_status, delivery.answer, delivery.attempts) == (
        DeliveryStatus.DELIVERED,
        200,
        "taken",
        1,
    )
    assert not is_more_due


def test_a_failed_delivery_comes_again_by_the_timetable_and_with_the_same_id(
    webhook: Webhook, receiver: Receiver
) -> None:
    receiver.status, receiver.answer = 503, b"try later"
    with time_machine.travel(NOW, tick=False) as clock:
        happen()
        for delay in RETRY_DELAYS[:3]:
            deliver_due()
            deliver_due()
            let_time_pass(clock, delay)
        receiver.status = 204
        deliver_due()

        assert len({headers["webhook-id"] for headers, _body in receiver.received}) == 1
        assert (
            len({headers["webhook-timestamp"] for headers, _body in receiver.received}) == len(receiver.received) == 4
        )
        headers, body = receiver.received[-1]
        assert is_genuine(headers, body, secret_of(webhook), now=datetime.now(UTC).timestamp())
    delivery = only_delivery()
    assert (delivery.status, delivery.attempts, delivery.answer_status) == (DeliveryStatus.DELIVERED, 4, 204)
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_days_of_failing_pause_the_webhook_and_tell_its_owner_once(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status, receiver.answer = 500, b"<h1>broken</h1>"
    with time_machine.travel(NOW, tick=False) as clock:
        happen(1)
        happen(2)
        for delay in RETRY_DELAYS:
            deliver_due()
            let_time_pass(clock, delay + timedelta(minutes=1))
        deliver_due()
        webhook.refresh_from_db()
        tries = len(receiver.received)
        happen(3)
        deliver_due()

        assert (webhook.pause_reason, len(receiver.received)) == (PauseReason.FAILING, tries)
        (mail,) = OutboxEmail.objects.all()
        assert mail.user == webhook.owner
        assert ("CRM" in mail.subject, "500" in mail.text, "<h1>" in mail.html) == (True, True, False)

        receiver.status = 200
        resume_webhook(webhook)
        let_time_pass(clock, timedelta(days=2))
        deliver_due()
    assert {delivery.status for delivery in WebhookDelivery.objects.all()} <= {
        DeliveryStatus.DELIVERED,
        DeliveryStatus.FAILED,
    }
    assert WebhookDelivery.objects.get(event__occasion="3").status == DeliveryStatus.DELIVERED
    webhook.refresh_from_db()
    assert (webhook.paused_at, webhook.failing_since) == (None, None)


def test_one_that_fails_holds_up_nobody_else(receiver: Receiver) -> None:
    broken = Receiver()
    broken.status = 500
    listen(broken)
    listen(receiver)
    for number in range(3):
        happen(number)

    deliver_due()

    assert (len(broken.received), len(receiver.received)) == (1, 3)
    broken.stop()


def test_paused_ones_get_what_was_kept_when_they_are_resumed(webhook: Webhook, receiver: Receiver) -> None:
    assert pause_webhook(webhook)
    assert not pause_webhook(webhook)
    happen()
    deliver_due()
    assert receiver.received == []

    resume_webhook(webhook)
    deliver_due()

    assert len(receiver.received) == 1


def test_a_new_secret_overlaps_with_the_old_one_for_a_day(webhook: Webhook, receiver: Receiver) -> None:
    old = secret_of(webhook)
    with time_machine.travel(NOW, tick=False) as clock:
        new = secret_of(change_secret(webhook))
        happen(1)
        deliver_due()
        clock.shift(timedelta(hours=25))
        happen(2)
        deliver_due()

    (first, later) = receiver.received
    day = NOW.timestamp()
    assert [is_genuine(*first, secret, now=day) for secret in (old, new)] == [True, True]
    assert [is_genuine(*later, secret, now=day + 25 * 3600) for secret in (old, new)] == [False, True]


def test_secrets_outlive_a_change_of_the_portals_key(webhook: Webhook, receiver: Receiver, settings: Any) -> None:
    secret = secret_of(webhook)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"
    happen()

    deliver_due()

    assert is_genuine(*receiver.received[0], secret, now=datetime.now(UTC).timestamp())


def test_a_test_goes_to_one_webhook_and_can_be_sent_again(webhook: Webhook, receiver: Receiver) -> None:
    listen(receiver)
    event = send_test(webhook)
    deliver_due()

    retry_delivery(only_delivery())
    deliver_due()

    assert [json.loads(body)["type"] for _headers, body in receiver.received] == ["test", "test"]
    assert {headers["webhook-id"] for headers, _body in receiver.received} == {event.pk}
    WebhookDelivery.objects.update(status=DeliveryStatus.SENDING, lease_token=1, lease_until=NOW)
    with pytest.raises(NotFinishedError):
        retry_delivery(only_delivery())


def test_an_event_outlives_what_it_tells_of_and_is_delivered(webhook: Webhook, receiver: Receiver) -> None:
    happen()
    Match.objects.all().delete()

    deliver_due()

    assert len(receiver.received) == 1
    assert only_delivery().event.about is None


def test_pausing_writes_once_for_each_time_it_is_paused(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 410
    for number in range(2):
        happen(number)
        deliver_due()
        resume_webhook(webhook)

    mails = OutboxEmail.objects.about(webhook)
    assert [mail.topic for mail in mails] == ["paused", "paused"]
    assert len({mail.occasion for mail in mails}) == 2
