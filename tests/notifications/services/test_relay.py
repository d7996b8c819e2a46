"""A mail server that refuses us refuses nobody for good: mail waits, the server rests, administrators hear of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.models import EmailStatus, OutboxEmail, Relay
from notifications.queries import resting_relay
from notifications.services import send_due_emails
from tests.factories import AdministratorFactory, ReviewerFactory, UserFactory
from tests.notifications.conftest import QueueNews
from tests.notifications.scripted import scripted
from tests.notifications.services.test_sending import make_due, minutes_until_due, state_of
from tests.notifications.sink import Sink
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db

REFUSED = "550 5.7.1 we do not know you"
STEPS = [
    ("greeting", "smtp", {"greeting": "554 no service here"}, "554 no service here"),
    ("EHLO", "smtp", {"EHLO": "550 not you"}, "502 EHLO only"),
    ("STARTTLS", "smtp+tls", {"STARTTLS": "554 no certificate"}, "554 no certificate"),
    ("AUTH", "smtp", {"AUTH": "535 wrong password"}, "535 wrong password"),
    ("MAIL FROM", "smtp", {"MAIL": REFUSED}, REFUSED),
]


def send_all_now() -> None:
    OutboxEmail.objects.filter(status=EmailStatus.QUEUED).update(due_at=timezone.now())
    send_due_emails()


def end_rest() -> None:
    """As if its time had passed."""
    past = timezone.now() - timedelta(seconds=1)
    resting = Relay.objects.filter(resting_since__isnull=False)
    resting.update(resting_since=past - timedelta(hours=1), resting_until=past)


def notices() -> list[str]:
    mails = OutboxEmail.objects.filter(topic="resting")
    return sorted(mails.values_list("recipient", flat=True))


@pytest.mark.parametrize(("step", "scheme", "answers", "told"), STEPS, ids=lambda value: str(value)[:9])
def test_a_final_answer_before_the_recipient_fails_no_mail(
    queue_news: QueueNews, settings: Any, step: str, scheme: str, answers: dict[str, str], told: str
) -> None:
    emails = [queue_news() for _number in range(3)]

    with scripted(**answers) as server:
        settings.SMTP_URL = f"{scheme}://portal:word@127.0.0.1:{server.port}?timeout={PATIENCE}"
        is_more_due = send_due_emails()

    assert [state_of(email) for email in emails] == [(EmailStatus.QUEUED, 0, f"{step}: {told}")] * 3
    assert [minutes_until_due(email) for email in emails] == [1, 1, 1]
    assert server.connections == 1
    assert not is_more_due


def test_a_temporary_answer_before_the_recipient_counts_no_attempt_and_never_makes_the_server_rest(
    queue_news: QueueNews, sink: Sink
) -> None:
    email = queue_news()
    sink.greetings = ["451 come back later"] * 5

    for _time in range(5):
        make_due(email)
        send_due_emails()

    assert state_of(email) == (EmailStatus.QUEUED, 0, "MAIL FROM: 451 come back later")
    assert resting_relay() is None


def test_after_some_equal_answers_the_server_is_left_alone(queue_news: QueueNews, sink: Sink, settings: Any) -> None:
    settings.RELAY_REFUSALS, settings.RELAY_REST_MINUTES = 2, 20
    email = queue_news()
    sink.greetings = [REFUSED] * 2 + ["250 OK"]

    for _time in range(4):
        send_all_now()

    relay = resting_relay()
    assert relay is not None
    assert (relay.refusals, relay.answer) == (2, f"MAIL FROM: {REFUSED}")
    assert relay.resting_until - relay.resting_since == timedelta(minutes=20)
    assert state_of(email)[:2] == (EmailStatus.QUEUED, 0)
    assert sink.greetings == ["250 OK"]  # nobody asked again


def test_answers_that_differ_do_not_add_up(queue_news: QueueNews, sink: Sink) -> None:
    queue_news()
    sink.greetings = [REFUSED, "553 another", REFUSED, "553 another"]

    for _time in range(4):
        send_all_now()

    assert resting_relay() is None
    assert sink.greetings == []


def test_administrators_are_told_once_and_hear_of_it_when_mail_leaves_again(queue_news: QueueNews, sink: Sink) -> None:
    for address in ("ada@sgbc.example", "bo@sgbc.example"):
        AdministratorFactory(email=address)
    AdministratorFactory(is_active=False)
    ReviewerFactory()
    email = queue_news(UserFactory(email="jo@company.example"))
    sink.greetings = [REFUSED] * 4

    for _time in range(5):
        send_all_now()
        end_rest()
    told = notices()
    send_all_now()

    assert told == ["ada@sgbc.example", "bo@sgbc.example"]
    assert state_of(email)[0] == EmailStatus.SENT
    assert sink.recipients == ["ada@sgbc.example", "bo@sgbc.example", "jo@company.example"]
    assert "550 5.7.1 we do not know you" in OutboxEmail.objects.filter(topic="resting")[0].text


def test_a_server_still_refusing_after_its_rest_rests_again_at_once(queue_news: QueueNews, sink: Sink) -> None:
    AdministratorFactory()
    queue_news()
    sink.greetings = [REFUSED] * 3 + ["554 now in other words"]

    for _time in range(3):
        send_all_now()
    end_rest()
    send_all_now()

    relay = resting_relay()
    assert relay is not None
    assert relay.resting_until > timezone.now()
    assert len(notices()) == 1


def test_whatever_it_answers_about_a_recipient_ends_the_rest(queue_news: QueueNews, sink: Sink) -> None:
    email = queue_news(UserFactory(email="gone@company.example"))
    sink.greetings = [REFUSED] * 3
    sink.refusals = {"gone@company.example": "550 nobody"}

    for _time in range(3):
        send_all_now()
    end_rest()
    send_all_now()

    assert state_of(email) == (EmailStatus.FAILED, 1, "550 nobody")
    assert resting_relay() is None
    assert Relay.objects.get().refusals == 0


def test_another_server_does_not_rest_for_the_first(queue_news: QueueNews, sink: Sink, settings: Any) -> None:
    email = queue_news()
    sink.greetings = [REFUSED] * 3
    for _time in range(3):
        send_all_now()

    settings.SMTP_URL = settings.SMTP_URL.replace("127.0.0.1", "localhost")
    send_all_now()

    assert state_of(email)[0] == EmailStatus.SENT


def test_the_workers_clock_does_not_end_the_rest(queue_news: QueueNews, sink: Sink) -> None:
    queue_news()
    sink.greetings = [REFUSED] * 3
    for _time in range(3):
        send_all_now()

    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        send_all_now()

    assert sink.messages == []


def test_the_mail_page_says_since_when_why_and_until_when(queue_news: QueueNews, sink: Sink) -> None:
    queue_news()
    client = Client()
    client.force_login(ReviewerFactory())
    url = reverse("notifications:email_list")
    before = client.get(url).content.decode()
    sink.greetings = [REFUSED] * 3
    for _time in range(3):
        send_all_now()

    page = client.get(url).content.decode()

    assert "The mail server has refused all e-mails since" not in before
    assert "The mail server has refused all e-mails since" in page
    assert "MAIL FROM: 550 5.7.1 we do not know you" in page


def test_a_mail_that_broke_off_before_its_dot_is_tried_again_and_not_unknown(
    queue_news: QueueNews, settings: Any
) -> None:
    email = queue_news()

    with scripted() as server:
        settings.SMTP_URL = f"smtp://127.0.0.1:{server.port}?timeout={PATIENCE}"
        send_due_emails()

    status, attempts, reply = state_of(email)
    assert (status, attempts) == (EmailStatus.QUEUED, 1)
    assert reply.startswith("broken off before the end of the message: ")
    assert minutes_until_due(email) == 1
