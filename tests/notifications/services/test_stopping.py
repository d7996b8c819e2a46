"""Senders told to stop, and slow mail servers: the mail in hand is finished, all other is free for others."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from notifications.models import EmailStatus, OutboxEmail
from notifications.services import send_due_emails, sending
from notifications.tasks import send_due_emails as task
from tests.factories import UserFactory
from tests.notifications.conftest import QueueNews
from tests.notifications.services.test_crashes import Gate, gate, sender_process
from tests.notifications.sink import Sink
from tests.patience import PATIENCE
from tests.workers import running_worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
__all__ = ["gate"]


def queue_some(queue_news: QueueNews, count: int) -> list[str]:
    """Their addresses, in the order in which they leave."""
    addresses = [f"person{number}@company.example" for number in range(count)]
    for address in addresses:
        queue_news(UserFactory(email=address))
    return addresses


def states() -> list[tuple[str, int, bool]]:
    """How far each mail got, its attempts, and whether anybody holds it."""
    return [
        (email.status, email.attempts, email.lease_until is not None) for email in OutboxEmail.objects.order_by("pk")
    ]


def test_a_sender_that_gets_the_signal_finishes_its_mail_and_gives_back_the_rest(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    addresses = queue_some(queue_news, 3)
    sink.before_accepting = gate

    with sender_process(settings) as sender:
        gate.wait()
        sender.terminate()
        gate.open()
        code = sender.wait(PATIENCE)

    assert code == -signal.SIGTERM
    assert sink.recipients == addresses[:1]
    assert states() == [(EmailStatus.SENT, 1, False), *[(EmailStatus.QUEUED, 0, False)] * 2]


@contextmanager
def waiting_worker(settings: Any) -> Iterator["subprocess.Popen[bytes]"]:
    with running_worker(EMAIL_URL=settings.SMTP_URL) as worker:
        task.delay()
        yield worker


def test_a_worker_that_is_stopped_finishes_its_mail_and_gives_back_the_rest(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    addresses = queue_some(queue_news, 3)
    sink.before_accepting = gate

    with waiting_worker(settings) as worker:
        gate.wait()
        worker.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(1)  # it waits for the mail, so it has heard
        gate.open()
        code = worker.wait(PATIENCE)

    assert code == 0
    assert sink.recipients == addresses[:1]
    assert states() == [(EmailStatus.SENT, 1, False), *[(EmailStatus.QUEUED, 0, False)] * 2]


def test_a_slow_server_keeps_only_the_few_mails_in_one_senders_hands(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    addresses = queue_some(queue_news, 8)
    sink.before_accepting = gate

    with sender_process(settings):
        gate.wait()
        sink.before_accepting = lambda: None
        send_due_emails()
        sent_meanwhile = sink.recipients
        gate.open()

    assert sending.CLAIM_SIZE == 5
    assert sent_meanwhile == addresses[5:]
