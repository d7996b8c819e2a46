from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from notifications.models import EmailKind, EmailStatus, OutboxEmail
from notifications.services import Resolution, ResolvedAlreadyError, outcomes, resolve_email, send_due_emails
from tests.factories import ReviewerFactory
from tests.notifications.conftest import QueueNews
from tests.notifications.sink import Sink

pytestmark = pytest.mark.django_db


def in_state(email: OutboxEmail, status: EmailStatus) -> OutboxEmail:
    OutboxEmail.objects.filter(pk=email.pk).update(status=status)
    return email


def test_a_mail_found_to_have_arrived_is_sent_and_shows_who_said_so(queue_news: QueueNews) -> None:
    email, reviewer = in_state(queue_news(), EmailStatus.UNKNOWN), ReviewerFactory()

    resolved = resolve_email(email, answer=Resolution.ARRIVED, by=reviewer)

    assert (resolved.status, resolved.resolved_by, resolved.sent_at) == (
        EmailStatus.SENT,
        reviewer,
        resolved.resolved_at,
    )


@pytest.mark.parametrize("status", [EmailStatus.UNKNOWN, EmailStatus.FAILED])
def test_a_mail_sent_again_by_staff_leaves_once(queue_news: QueueNews, sink: Sink, status: EmailStatus) -> None:
    email = in_state(queue_news(), status)

    resolve_email(email, answer=Resolution.SEND_AGAIN, by=ReviewerFactory())
    send_due_emails()
    send_due_emails()

    email.refresh_from_db()
    assert email.status == EmailStatus.SENT
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    ("status", "answer"),
    [(status, Resolution.SEND_AGAIN) for status in EmailStatus if status not in ("unknown", "failed")]
    + [(status, Resolution.ARRIVED) for status in EmailStatus if status != "unknown"],
)
def test_a_mail_that_needs_no_decision_stays_as_it_is(
    queue_news: QueueNews, status: EmailStatus, answer: Resolution
) -> None:
    email = queue_news()
    OutboxEmail.objects.update(status=status, lease_token=1, lease_until=email.due_at)

    with pytest.raises(ResolvedAlreadyError):
        resolve_email(email, answer=answer, by=ReviewerFactory())

    email.refresh_from_db()
    assert (email.status, email.resolved_by) == (status, None)


@pytest.mark.parametrize("status", [EmailStatus.UNKNOWN, EmailStatus.FAILED])
def test_a_mail_sent_again_has_all_its_attempts_before_it(
    queue_news: QueueNews, sink: Sink, status: EmailStatus
) -> None:
    email = in_state(queue_news(), status)
    OutboxEmail.objects.update(attempts=7, due_at=timezone.now() + timedelta(days=1))
    sink.answers = ["451 try later"]

    resolved = resolve_email(email, answer=Resolution.SEND_AGAIN, by=ReviewerFactory())
    before = resolved.attempts
    send_due_emails()

    email.refresh_from_db()
    assert (before, email.status, email.attempts) == (0, EmailStatus.QUEUED, 1)


def test_what_a_former_sender_says_late_does_not_settle_a_mail_sent_again(queue_news: QueueNews) -> None:
    email = in_state(queue_news(), EmailStatus.UNKNOWN)
    OutboxEmail.objects.update(lease_token=1)

    resolve_email(email, answer=Resolution.SEND_AGAIN, by=ReviewerFactory())
    outcomes.settle_sent(email, token=1, reply="250 kept")

    email.refresh_from_db()
    assert (email.status, email.lease_token, email.lease_until) == (EmailStatus.QUEUED, None, None)


def test_two_people_resolving_at_once_decide_once(queue_news: QueueNews) -> None:
    email = in_state(queue_news(), EmailStatus.UNKNOWN)
    resolve_email(email, answer=Resolution.ARRIVED, by=ReviewerFactory())

    with pytest.raises(ResolvedAlreadyError):
        resolve_email(email, answer=Resolution.SEND_AGAIN, by=ReviewerFactory())


def test_a_sender_that_lost_its_lease_may_not_hand_over(queue_news: QueueNews) -> None:
    email = queue_news()
    OutboxEmail.objects.update(status=EmailStatus.SENDING, lease_token=2, lease_until=email.due_at)

    assert not outcomes.begin_handover(email, token=1)
    assert outcomes.begin_handover(email, token=2)


@pytest.mark.parametrize(
    "change",
    [
        lambda email: outcomes.settle_sent(email, token=1, reply=""),
        lambda email: outcomes.settle_failed(email, token=1, reply=""),
        lambda email: outcomes.settle_unknown(email, token=1, reply=""),
        lambda email: outcomes.postpone(email, token=1, reply=""),
        lambda email: outcomes.cancel(email, token=1, reason="x"),
        lambda email: outcomes.catch(email, token=1),
        lambda email: outcomes.release([email], token=1),
    ],
)
@pytest.mark.parametrize("status", [EmailStatus.SENDING, EmailStatus.HANDING_OVER])
def test_a_sender_without_the_lease_changes_nothing(queue_news: QueueNews, status: EmailStatus, change: Any) -> None:
    email = queue_news()
    OutboxEmail.objects.update(status=status, lease_token=2, lease_until=email.due_at)
    before = OutboxEmail.objects.values().get()

    change(email)

    assert OutboxEmail.objects.values().get() == before


def test_staff_are_called_for_mail_that_may_not_be_repeated_and_for_no_other(
    queue_news: QueueNews, caplog: pytest.LogCaptureFixture
) -> None:
    once_only = queue_news(key="project:1")
    repeatable = [queue_news(kind=EmailKind.ACCOUNT, key=f"project:{number}") for number in (2, 3)]
    an_hour_ago = timezone.now() - timedelta(hours=1)
    OutboxEmail.objects.update(status=EmailStatus.HANDING_OVER, lease_token=7, lease_until=an_hour_ago)

    outcomes.recover_abandoned()

    states = dict(OutboxEmail.objects.values_list("pk", "status"))
    assert states == {once_only.pk: EmailStatus.UNKNOWN} | {email.pk: EmailStatus.QUEUED for email in repeatable}
    assert [record.getMessage() for record in caplog.records] == [
        "1 mails may or may not have arrived: staff must look"
    ]
