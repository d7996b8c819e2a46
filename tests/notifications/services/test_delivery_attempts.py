"""Senders of events that die, hold, begin anew or come at once: each event arrives, and arrives once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from notifications.models import (
    DeliveryStatus,
    EventKind,
    Webhook,
    WebhookDelivery,
    WebhookEvent,
)
from notifications.services.deliveries import RETRY_DELAYS, deliver_due, retry_delivery
from notifications.services.webhooks import (
    create_webhook,
)
from tests.factories import MatchFactory, ReviewerFactory
from tests.notifications.receiver import Receiver
from tests.notifications.services.conftest import happen, listen, only_delivery

pytestmark = pytest.mark.django_db


def test_what_a_dead_sender_held_is_sent_again(webhook: Webhook, receiver: Receiver) -> None:
    happen()
    WebhookDelivery.objects.update(status=DeliveryStatus.SENDING, lease_token=4711, lease_until=timezone.now())

    deliver_due()

    assert len(receiver.received) == 1
    assert only_delivery().attempts == 2


def test_what_a_sender_holds_is_left_to_it_until_its_lease_is_over(webhook: Webhook, receiver: Receiver) -> None:
    happen()
    lease = {"lease_token": 4711, "lease_until": timezone.now() + timedelta(minutes=1)}
    WebhookDelivery.objects.update(status=DeliveryStatus.SENDING, **lease)

    deliver_due()

    assert (receiver.received, only_delivery().lease_token) == ([], 4711)


def test_what_is_sent_again_by_hand_has_all_its_attempts_before_it(webhook: Webhook, receiver: Receiver) -> None:
    happen()
    tomorrow = timezone.now() + timedelta(days=1)
    WebhookDelivery.objects.update(
        status=DeliveryStatus.FAILED, attempts=len(RETRY_DELAYS), due_at=tomorrow, lease_token=4711
    )

    retry_delivery(only_delivery())
    before = (only_delivery().attempts, only_delivery().lease_token)
    receiver.status = 500
    deliver_due()

    assert before == (0, None)
    assert (only_delivery().status, only_delivery().attempts) == (DeliveryStatus.QUEUED, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_deliver_once() -> None:
    receiver = Receiver()
    receiver.slowness = 0.1
    listen(receiver)
    for number in range(5):
        happen(number)
    barrier = Barrier(2)

    def work() -> None:
        barrier.wait()
        deliver_due()
        connection.close()

    workers = [Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    receiver.stop()

    assert len({headers["webhook-id"] for headers, _body in receiver.received}) == len(receiver.received) == 5
    assert {delivery.status for delivery in WebhookDelivery.objects.all()} == {DeliveryStatus.DELIVERED}


@pytest.mark.django_db(transaction=True)
def test_two_processes_telling_of_the_same_thing_at_once_write_one_event() -> None:
    owner, _match = ReviewerFactory(), MatchFactory()
    create_webhook(owner, name="CRM", address="http://localhost:1/", events=[EventKind.MATCH_APPROVED])
    barrier = Barrier(4)

    def tell() -> None:
        barrier.wait()
        happen()
        connection.close()

    tellers = [Thread(target=tell) for _teller in range(4)]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()

    assert (WebhookEvent.objects.count(), WebhookDelivery.objects.count()) == (1, 1)
