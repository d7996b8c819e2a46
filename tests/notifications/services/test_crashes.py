"""Senders killed, frozen or cut off from the database at the worst moments: nothing is lost, nothing arrives twice."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from notifications.models import EmailKind, EmailStatus, OutboxEmail
from notifications.services import send_due_emails
from notifications.signals import email_about_to_leave
from tests.factories import UserFactory
from tests.notifications.conftest import QueueNews
from tests.notifications.sink import Sink
from tests.patience import PATIENCE, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

CHECKOUT = Path(__file__).resolve().parents[3]
SENDER = "import django; django.setup(); from notifications.services import send_due_emails; send_due_emails()"


class Gate:
    """Holds the mail server until the test has done what it wants to do meanwhile."""

    def __init__(self) -> None:
        self._reached, self._opened = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self._reached.set()
        assert self._opened.wait(PATIENCE)

    def wait(self) -> None:
        assert self._reached.wait(PATIENCE)

    def open(self) -> None:
        self._opened.set()


@pytest.fixture
def gate(sink: Sink) -> Iterator[Gate]:
    """Open at the end in any case: the mail server ends only when nobody stands before it."""
    gate = Gate()
    yield gate
    gate.open()


@contextmanager
def sender_process(settings: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that sends one batch from the test's database to the test's mail server.

    After the block it is gone, and the database has noticed: what it held is let go of.
    """
    before = sessions()
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {
        "DATABASE_URL": url,
        "EMAIL_URL": settings.SMTP_URL,
        "DJANGO_SETTINGS_MODULE": "sgbc.settings",
    }
    process = subprocess.Popen([sys.executable, "-c", SENDER], cwd=CHECKOUT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        wait_until(lambda: sessions() <= before)


def sessions() -> set[int]:
    """Who is connected to this database; a new one's id is not used again so soon."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND client_port IS NOT NULL"
        )
        return {pid for (pid,) in cursor.fetchall()}


def end_leases() -> None:
    OutboxEmail.objects.filter(lease_until__isnull=False).update(lease_until=timezone.now())


def make_due() -> None:
    OutboxEmail.objects.filter(status=EmailStatus.QUEUED).update(due_at=timezone.now())


def status_of(email: OutboxEmail) -> str:
    email.refresh_from_db()
    return email.status


def end_other_sessions() -> None:
    """End every session of this database but the caller's, as a restart of the server would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_senders_at_once_send_each_mail_once(queue_news: QueueNews, sink: Sink) -> None:
    addresses = [f"person{number:02}@company.example" for number in range(30)]
    for address in addresses:
        queue_news(UserFactory(email=address))

    def send_all() -> None:
        while send_due_emails(batch_size=4):
            pass
        connection.close()

    threads = [threading.Thread(target=send_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    send_due_emails()

    assert sink.recipients == addresses
    assert set(OutboxEmail.objects.values_list("status", flat=True)) == {EmailStatus.SENT}


def test_a_mail_whose_sender_was_killed_before_the_dot_is_sent_once(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    email = queue_news()
    sink.before_recipient = gate
    with sender_process(settings) as sender:
        gate.wait()
        sender.kill()
    gate.open()

    send_due_emails()
    status_under_lease = status_of(email)
    end_leases()
    send_due_emails()

    assert status_under_lease == EmailStatus.SENDING
    assert status_of(email) == EmailStatus.SENT
    assert len(sink.messages) == 1


def test_a_mail_whose_sender_was_killed_after_the_dot_is_listed_and_not_sent_again(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    email = queue_news()
    sink.before_accepting = gate
    with sender_process(settings) as sender:
        gate.wait()
        sender.kill()
    gate.open()

    send_due_emails()
    status_under_lease = status_of(email)
    end_leases()
    send_due_emails()
    make_due()
    send_due_emails()

    assert status_under_lease == EmailStatus.HANDING_OVER
    assert status_of(email) == EmailStatus.UNKNOWN
    assert sink.dots == 1


def test_security_mail_whose_sender_was_killed_after_the_dot_is_sent_again(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    email = queue_news(kind=EmailKind.ACCOUNT)
    sink.before_accepting = gate
    with sender_process(settings) as sender:
        gate.wait()
        sender.kill()
    gate.open()

    end_leases()
    send_due_emails()
    make_due()
    send_due_emails()

    assert status_of(email) == EmailStatus.SENT
    assert sink.dots == 2


def test_a_frozen_sender_keeps_its_mail_beyond_the_lease(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    email = queue_news()
    sink.before_accepting = gate
    with sender_process(settings) as sender:
        gate.wait()
        sender.send_signal(signal.SIGSTOP)
        end_leases()
        send_due_emails()
        status_while_frozen = status_of(email)
        gate.open()
        sender.send_signal(signal.SIGCONT)
        sender.wait(PATIENCE)

    assert status_while_frozen == EmailStatus.HANDING_OVER
    assert status_of(email) == EmailStatus.SENT
    assert len(sink.messages) == 1


def test_a_frozen_sender_that_lost_its_session_does_not_send_what_another_sent(
    queue_news: QueueNews, sink: Sink, gate: Gate, settings: Any
) -> None:
    email = queue_news()
    sink.before_recipient = gate
    with sender_process(settings) as sender:
        gate.wait()
        sender.send_signal(signal.SIGSTOP)
        end_other_sessions()
        end_leases()
        sink.before_recipient = lambda: None
        send_due_emails()
        gate.open()
        sender.send_signal(signal.SIGCONT)
        exit_code = sender.wait(PATIENCE)

    assert exit_code == 1
    assert status_of(email) == EmailStatus.SENT
    assert len(sink.messages) == 1


def test_a_sender_that_lost_its_mail_before_the_dot_never_says_it(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news()

    def take_over() -> None:
        OutboxEmail.objects.update(lease_token=2)
        connection.close()

    sink.before_recipient = take_over
    send_due_emails()

    email.refresh_from_db()
    assert sink.dots == 0
    assert (email.status, email.lease_token, email.attempts) == (EmailStatus.SENDING, 2, 0)


def test_an_answer_is_kept_though_the_database_session_ended_at_the_dot(queue_news: QueueNews, sink: Sink) -> None:
    first, second = queue_news(key="project:1"), queue_news(key="project:2")

    def end_sessions() -> None:
        end_other_sessions()
        connection.close()

    sink.before_accepting = end_sessions
    with pytest.raises(OperationalError):
        send_due_emails()

    assert status_of(first) == EmailStatus.SENT
    assert status_of(second) == EmailStatus.SENDING
    assert len(sink.messages) == 1


def test_a_database_that_goes_while_a_mail_is_prepared_ends_the_batch_and_no_mail_is_blamed(
    queue_news: QueueNews, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    email = queue_news()

    def end_own_session(**_kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    email_about_to_leave.connect(end_own_session)
    with pytest.raises(OperationalError):
        send_due_emails()
    email_about_to_leave.disconnect(end_own_session)
    connection.close()

    email.refresh_from_db()
    assert (email.status, email.attempts, sink.recipients) == (EmailStatus.SENDING, 0, [])
    assert [record.message for record in caplog.records if record.name == "notifications.services.sending"] == []


def test_a_late_answer_settles_a_mail_already_given_up(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news()

    def give_up() -> None:
        OutboxEmail.objects.update(status=EmailStatus.UNKNOWN, lease_until=None)
        connection.close()

    sink.before_accepting = give_up
    send_due_emails()

    assert status_of(email) == EmailStatus.SENT
