"""What is not delivered: to whom has left, to this machine, to what was forgotten."""

import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from notifications.models import (
    DeliveryStatus,
    EventKind,
    OutboxEmail,
    PauseReason,
    Webhook,
    WebhookDelivery,
    WebhookEvent,
)
from notifications.services.deliveries import deliver_due
from notifications.services.webhook_events import purge_old_events
from notifications.services.webhooks import (
    create_webhook,
    delete_webhook,
)
from tests.clocks import travel
from tests.factories import ReviewerFactory
from tests.notifications.receiver import Receiver
from tests.notifications.services.conftest import happen, listen, only_delivery

pytestmark = pytest.mark.django_db


def test_only_those_are_told_that_listen_and_whose_owner_is_staff(receiver: Receiver) -> None:
    listening = listen(receiver)
    create_webhook(ReviewerFactory(), name="Other", address=receiver.address, events=[EventKind.INTRODUCTION_MADE])
    former = listen(receiver)
    User.objects.filter(pk=former.owner_id).update(staff_role="")
    delete_webhook(listen(receiver))
    erased = listen(receiver)
    User.objects.filter(pk=erased.owner_id).delete()

    happen()

    assert [delivery.webhook_id for delivery in WebhookDelivery.objects.all()] == [listening.pk]


def test_what_is_rolled_back_is_never_told(webhook: Webhook, receiver: Receiver) -> None:
    with transaction.atomic():
        happen()
        transaction.set_rollback(True)

    deliver_due()

    assert (receiver.received, WebhookEvent.objects.count()) == ([], 0)


def test_an_address_that_is_gone_pauses_at_once(webhook: Webhook, receiver: Receiver) -> None:
    receiver.status = 410
    happen()

    deliver_due()

    webhook.refresh_from_db()
    assert webhook.pause_reason == PauseReason.GONE
    assert OutboxEmail.objects.count() == 1


@pytest.mark.parametrize("leave", ["delete", "role", "account"])
def test_what_waits_is_cancelled_when_its_webhook_or_its_owner_left(
    leave: str, webhook: Webhook, receiver: Receiver
) -> None:
    happen()
    owner = User.objects.filter(pk=webhook.owner_id)
    {
        "delete": lambda: delete_webhook(webhook),
        "role": lambda: owner.update(staff_role=""),
        "account": owner.delete,
    }[leave]()

    deliver_due()

    assert (only_delivery().status, receiver.received) == (DeliveryStatus.CANCELLED, [])


def test_what_a_demonstration_registered_gets_nothing_in_production(
    webhook: Webhook, receiver: Receiver, settings: Any
) -> None:
    settings.WEBHOOKS_MAY_CALL_LOCALHOST = False
    happen()

    deliver_due()

    assert (receiver.received, only_delivery().answer) == ([], "Enter the whole address, beginning with https://.")


def test_a_name_that_moved_to_this_machine_gets_nothing(receiver: Receiver, settings: Any, monkeypatch: Any) -> None:
    settings.WEBHOOKS_MAY_CALL_LOCALHOST = False
    port, places = receiver.server.server_port, ["8.8.8.8", "127.0.0.1"]

    def look_up(_host: str, _port: int, **_kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (places.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    address = f"https://hooks.example:{port}/"
    create_webhook(ReviewerFactory(), name="Moved", address=address, events=[EventKind.MATCH_APPROVED])
    happen()

    deliver_due()

    assert (places, receiver.received) == ([], [])
    assert (only_delivery().status, only_delivery().attempts) == (DeliveryStatus.QUEUED, 1)
    assert "private or special network" in only_delivery().answer


def test_old_events_and_deleted_webhooks_are_forgotten(webhook: Webhook, receiver: Receiver) -> None:
    happen()
    delete_webhook(webhook)
    assert purge_old_events() == 0
    with travel(datetime.now(UTC) + timedelta(days=31)):
        assert purge_old_events() == 1

    assert (Webhook.objects.count(), WebhookDelivery.objects.count()) == (0, 0)
