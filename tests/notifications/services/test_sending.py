"""What becomes of a batch, with a real mail server at the other end."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from notifications.models import EmailKind, EmailStatus, OutboxEmail, SuppressionReason
from notifications.services import send_due_emails, suppress_address, switch_kind
from notifications.services.sending import CLAIM_SIZE
from notifications.signals import email_about_to_leave
from tests.factories import UserFactory
from tests.notifications.conftest import QueueNews
from tests.notifications.scripted import scripted
from tests.notifications.sink import Sink
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db

MINUTES = [1, 5, 15, 60, 240, 1440]


def make_due(email: OutboxEmail) -> None:
    OutboxEmail.objects.filter(pk=email.pk).update(due_at=timezone.now())


def minutes_until_due(email: OutboxEmail) -> int:
    email.refresh_from_db()
    return round((email.due_at - timezone.now()) / timedelta(minutes=1))


def state_of(email: OutboxEmail) -> tuple[str, int, str]:
    email.refresh_from_db()
    return email.status, email.attempts, email.last_reply


def test_an_accepted_mail_is_sent(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news(UserFactory(email="jo@company.example"))

    is_more_due = send_due_emails()

    assert state_of(email) == (EmailStatus.SENT, 1, "250 kept")
    assert sink.recipients == ["jo@company.example"]
    assert email.sent_at is not None
    assert not is_more_due


def test_a_batch_uses_one_connection_and_says_that_more_is_due(queue_news: QueueNews, sink: Sink) -> None:
    for number in range(3):
        queue_news(key=f"project:{number}")

    is_more_due = send_due_emails(batch_size=2)

    assert (len(sink.messages), len(sink.sessions), is_more_due) == (2, 1, True)


def test_a_batch_ends_in_time_and_gives_back_what_it_did_not_try(queue_news: QueueNews, sink: Sink) -> None:
    first, second, third = (queue_news(key=f"project:{number}") for number in range(3))
    sink.before_accepting = lambda: time.sleep(1.5)

    is_more_due = send_due_emails(batch_time=1)

    assert state_of(first) == (EmailStatus.SENT, 1, "250 kept")
    for email in (second, third):
        assert state_of(email) == (EmailStatus.QUEUED, 0, "")
        assert email.lease_until is None
    assert is_more_due


def test_account_mail_overtakes_older_mail(queue_news: QueueNews, sink: Sink) -> None:
    queue_news(UserFactory(email="patient@company.example"))
    queue_news(UserFactory(email="waiting@company.example"), kind=EmailKind.ACCOUNT)

    send_due_emails(batch_size=1)

    assert sink.recipients == ["waiting@company.example"]


def test_mail_that_is_not_due_stays(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news()
    OutboxEmail.objects.update(due_at=timezone.now() + timedelta(minutes=1))

    send_due_emails()

    assert state_of(email) == (EmailStatus.QUEUED, 0, "")


def test_a_temporary_refusal_is_tried_again_by_the_schedule_and_then_fails(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news()
    sink.answers = ["451 try later"] * 7

    delays = []
    for _minutes in MINUTES:
        make_due(email)
        send_due_emails()
        delays.append(minutes_until_due(email))
    make_due(email)
    send_due_emails()

    assert delays == MINUTES
    assert state_of(email) == (EmailStatus.FAILED, 7, "451 try later")


@pytest.mark.parametrize("answer", ["550 no such user", "554 looks like spam"])
def test_a_final_refusal_of_the_message_is_final(queue_news: QueueNews, sink: Sink, answer: str) -> None:
    email = queue_news()
    sink.answers = [answer]

    send_due_emails()

    assert state_of(email) == (EmailStatus.FAILED, 1, answer)


def test_a_refused_recipient_does_not_keep_the_next_mail_from_leaving(queue_news: QueueNews, sink: Sink) -> None:
    gone, full, fine = (queue_news(UserFactory(email=f"{name}@company.example")) for name in ("gone", "full", "fine"))
    sink.refusals = {"gone@company.example": "550 5.1.1 nobody", "full@company.example": "452 4.2.2 full"}

    send_due_emails()

    assert state_of(gone) == (EmailStatus.FAILED, 1, "550 5.1.1 nobody")
    assert state_of(full) == (EmailStatus.QUEUED, 1, "452 4.2.2 full")
    assert state_of(fine) == (EmailStatus.SENT, 1, "250 kept")
    assert len(sink.sessions) == 1


def test_a_connection_lost_before_the_dot_is_tried_again(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news()
    sink.is_hanging_up_before_data = True

    send_due_emails()

    assert state_of(email)[:2] == (EmailStatus.QUEUED, 1)
    assert minutes_until_due(email) == 1


@pytest.mark.parametrize("has_accepted", [False, True])
def test_a_mail_without_an_answer_to_the_dot_is_unknown_and_stays_so(
    queue_news: QueueNews, sink: Sink, has_accepted: bool
) -> None:
    email = queue_news()
    sink.is_hanging_up_before_accepting, sink.is_hanging_up_after_accepting = not has_accepted, has_accepted

    send_due_emails()
    make_due(email)
    send_due_emails()

    assert state_of(email)[:2] == (EmailStatus.UNKNOWN, 1)
    assert len(sink.messages) == int(has_accepted)


def test_security_mail_without_an_answer_is_sent_again_with_the_same_message_id(
    queue_news: QueueNews, sink: Sink
) -> None:
    email = queue_news(kind=EmailKind.ACCOUNT)
    sink.is_hanging_up_after_accepting = True

    send_due_emails()
    delay = minutes_until_due(email)
    sink.is_hanging_up_after_accepting = False
    make_due(email)
    send_due_emails()

    first, second = (message["Message-ID"] for message in sink.messages)
    assert first == second
    assert delay == 1
    assert state_of(email) == (EmailStatus.SENT, 2, "250 kept")


def test_security_mail_that_never_gets_an_answer_ends_up_with_staff(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news(kind=EmailKind.ACCOUNT)
    sink.is_hanging_up_before_accepting = True

    for _attempt in range(7):
        make_due(email)
        send_due_emails()

    assert state_of(email)[:2] == (EmailStatus.UNKNOWN, 7)


def test_without_a_reachable_server_no_attempt_is_counted(queue_news: QueueNews, settings: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    email, other = queue_news(), queue_news()

    is_more_due = send_due_emails()

    assert state_of(email)[:2] == (EmailStatus.QUEUED, 0)
    assert state_of(other)[:2] == (EmailStatus.QUEUED, 0)
    assert minutes_until_due(email) == 1
    assert not is_more_due


def test_a_server_that_is_away_is_asked_once_for_more_mail_than_a_sender_takes_at_a_time(
    queue_news: QueueNews, settings: Any
) -> None:
    emails = [queue_news() for _number in range(CLAIM_SIZE + 1)]

    with scripted(greeting="421 not now") as server:
        settings.SMTP_URL = f"smtp://127.0.0.1:{server.port}?timeout={PATIENCE}"
        send_due_emails()

    assert server.connections == 1
    assert [state_of(email)[1] for email in emails] == [0] * len(emails)


def test_without_a_configured_server_mail_is_caught(queue_news: QueueNews, settings: Any) -> None:
    settings.SMTP_URL = ""
    email = queue_news()

    send_due_emails()

    assert state_of(email) == (EmailStatus.CAUGHT, 0, "")


def test_without_a_configured_server_too_a_batch_says_that_more_is_due(queue_news: QueueNews, settings: Any) -> None:
    settings.SMTP_URL = ""
    for number in range(3):
        queue_news(key=f"project:{number}")

    assert [send_due_emails(batch_size=2), send_due_emails(batch_size=2)] == [True, False]


@pytest.mark.parametrize("smtp_url", ["", None])
def test_a_preference_changed_after_queueing_counts(
    queue_news: QueueNews, sink: Sink, settings: Any, smtp_url: str | None
) -> None:
    settings.SMTP_URL = settings.SMTP_URL if smtp_url is None else smtp_url
    user = UserFactory()
    unwanted, wanted = queue_news(user), queue_news(user, kind=EmailKind.RESPONSE_NEWS)
    switch_kind(user, kind=EmailKind.REMINDER, is_enabled=False)

    send_due_emails()

    unwanted.refresh_from_db()
    wanted.refresh_from_db()
    assert (unwanted.status, unwanted.reason) == (
        EmailStatus.CANCELLED,
        "the recipient does not want this kind of e-mail",
    )
    assert wanted.status == (EmailStatus.CAUGHT if smtp_url == "" else EmailStatus.SENT)


def test_a_suppressed_address_gets_only_the_account_mail_it_asks_for(queue_news: QueueNews, sink: Sink) -> None:
    user = UserFactory(email="jo@company.example")
    reminder, reset = queue_news(user), queue_news(user, kind=EmailKind.ACCOUNT)
    suppress_address("Jo@Company.example", reason=SuppressionReason.COMPLAINED)

    send_due_emails()

    assert state_of(reminder)[0] == EmailStatus.CANCELLED
    assert reminder.reason == "sending to this address is blocked"
    assert state_of(reset)[0] == EmailStatus.SENT


def test_a_closed_account_gets_nothing(queue_news: QueueNews, sink: Sink) -> None:
    user = UserFactory()
    email = queue_news(user)
    user.is_active = False
    user.save()

    send_due_emails()

    assert state_of(email)[0] == EmailStatus.CANCELLED
    assert email.reason == "the recipient’s account is closed"


def test_a_deleted_account_gets_nothing(queue_news: QueueNews, sink: Sink) -> None:
    user = UserFactory()
    email = queue_news(user)
    user.delete()

    send_due_emails()

    assert state_of(email)[0] == EmailStatus.CANCELLED
    assert email.reason == "the recipient’s account has been deleted"


def test_what_keeps_one_persons_mail_back_keeps_back_no_other(queue_news: QueueNews, sink: Sink) -> None:
    closed, complaining, other = UserFactory(is_active=False), UserFactory(), UserFactory(email="other@company.example")
    suppress_address(complaining.email, reason=SuppressionReason.COMPLAINED)
    for user in (closed, complaining, other):
        queue_news(user)

    send_due_emails()

    assert sink.recipients == ["other@company.example"]


def test_an_app_above_may_hold_a_mail_back_with_a_reason(queue_news: QueueNews, sink: Sink) -> None:
    outdated, current = queue_news(key="project:1"), queue_news(key="project:2")

    def answer(email: OutboxEmail, **_kwargs: Any) -> str | None:
        return "no longer approved" if email.pk == outdated.pk else None

    email_about_to_leave.connect(answer)
    send_due_emails()
    email_about_to_leave.disconnect(answer)

    assert state_of(outdated)[0] == EmailStatus.CANCELLED
    assert outdated.reason == "no longer approved"
    assert state_of(current)[0] == EmailStatus.SENT


def test_a_mail_that_cannot_be_prepared_waits_and_the_next_one_leaves(queue_news: QueueNews, sink: Sink) -> None:
    broken, fine = queue_news(), queue_news()

    def answer(email: OutboxEmail, **_kwargs: Any) -> None:
        if email.pk == broken.pk:
            raise KeyError(email.occasion)

    email_about_to_leave.connect(answer)
    send_due_emails()
    email_about_to_leave.disconnect(answer)

    assert state_of(broken) == (EmailStatus.QUEUED, 1, "KeyError: 'project:1'")
    assert state_of(fine)[0] == EmailStatus.SENT
