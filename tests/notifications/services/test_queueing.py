import threading
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from celery.signals import before_task_publish
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from accounts.models import User
from matching.models import Match
from notifications.models import About, EmailKind, EmailStatus, OutboxEmail
from notifications.services import (
    EmailAttachment,
    InvalidAddressError,
    queue_account_email,
    queue_email,
    queue_plain_email,
    withhold_emails,
)
from notifications.signals import email_queued
from notifications.tasks import send_due_emails
from tests.factories import MatchFactory, UserFactory
from tests.notifications.conftest import QueueNews

CONTEXT = {"when": datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("UTC")), "extra": ""}


def queue(recipient: User | str, kind: EmailKind = EmailKind.SUGGESTION, **context: Any) -> OutboxEmail:
    """A mail about the one match there is."""
    about = About(Match.objects.first() or MatchFactory(), occasion="1")
    return queue_email(
        recipient, kind=kind, about=about, topic="suggestion", template="news", context=CONTEXT | context
    )


def test_queueing_twice_writes_one_mail(db: None) -> None:
    user = UserFactory()

    first, second = queue(user), queue(user)

    assert second == first
    assert OutboxEmail.objects.count() == 1


def test_two_kinds_about_the_same_match_are_two_mails(db: None) -> None:
    user = UserFactory()

    queue(user, EmailKind.SUGGESTION)
    queue(user, EmailKind.RESPONSE_NEWS)

    assert OutboxEmail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_processes_queueing_the_same_mail_at_once_write_one() -> None:
    user, _match = UserFactory(), MatchFactory()
    found: list[OutboxEmail] = []
    meeting_point = threading.Barrier(4)

    def queue_in_thread() -> None:
        meeting_point.wait()
        found.append(queue(user))
        connection.close()

    threads = [threading.Thread(target=queue_in_thread) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [email.pk for email in found] == [OutboxEmail.objects.get().pk] * 4


def test_a_mail_rolls_back_with_the_decision_it_tells_about(db: None) -> None:
    user = UserFactory()

    @transaction.atomic
    def decide() -> None:
        queue(user)
        raise RuntimeError("decision failed")

    with pytest.raises(RuntimeError, match="decision"):
        decide()

    assert not OutboxEmail.objects.exists()


def test_a_new_mail_waits_and_is_announced_once(db: None) -> None:
    user = UserFactory()
    announced: list[OutboxEmail] = []

    def note(email: OutboxEmail, **_kwargs: Any) -> None:
        announced.append(email)

    email_queued.connect(note)
    email = queue(user)
    queue(user)
    email_queued.disconnect(note)

    assert announced == [email]
    assert email.status == EmailStatus.QUEUED


def test_a_user_is_written_to_in_their_language_and_time_zone(db: None) -> None:
    user = UserFactory(language="de", time_zone="Asia/Seoul")

    with translation.override("fr"):
        email = queue(user)

    assert email.language == "de"
    assert '<html lang="de">' in email.html
    assert "at 18:00." in email.text


def test_a_stranger_is_written_to_in_the_language_active_now(db: None) -> None:
    with translation.override("ko"):
        email = queue("Someone@Else.example", EmailKind.INVITATION)

    assert (email.recipient, email.language, email.user) == ("someone@else.example", "ko", None)


def test_a_suggestion_to_a_bare_address_is_refused(db: None) -> None:
    with pytest.raises(ValueError, match="account only"):
        queue("someone@else.example", EmailKind.SUGGESTION)


@pytest.mark.parametrize("address", ["", "nobody", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_what_is_no_address_is_refused(db: None, address: str) -> None:
    with pytest.raises(InvalidAddressError):
        queue(address, EmailKind.INVITATION)


def test_an_international_domain_is_kept_in_its_ascii_form(db: None) -> None:
    email = queue("info@société.example", EmailKind.INVITATION)

    assert email.recipient == "info@xn--socit-esab.example"


def test_a_line_break_in_a_subject_becomes_a_space(db: None) -> None:
    user = UserFactory(full_name="Jo")

    email = queue(user, extra="\r\nBcc: thief@evil.example\u2028\x00")

    assert email.subject == "News for Jo & friends Bcc: thief@evil.example"


@pytest.mark.parametrize("field", [{"subject": "two\nlines"}, {"recipient": "a@b.example\r\nBcc:x@y.example"}])
def test_the_database_refuses_a_line_break_where_headers_are_made(db: None, field: dict[str, str]) -> None:
    row = {"kind": EmailKind.ACCOUNT, "recipient": "a@b.example", "language": "en"} | field

    with pytest.raises(IntegrityError, match="notifications_email_header"):
        OutboxEmail.objects.create(**row)


def test_account_mail_may_be_written_again_and_finds_its_user(db: None) -> None:
    user = UserFactory(email="jo@company.example")

    letter: dict[str, Any] = {"template": "account_password", "context": {"path": "/reset/1/", "days": 3}}
    first = queue_account_email("Jo@Company.example", user=None, **letter)
    second = queue_account_email("Jo@Company.example", user=user, **letter)

    assert first != second
    assert (first.user, first.kind, first.due_at <= timezone.now()) == (user, EmailKind.ACCOUNT, True)
    assert "\nhttp://localhost:8000/reset/1/\n" in first.text
    assert (second.text, second.user) == (first.text, user)


def test_account_mail_speaks_the_language_of_its_account_and_names_nobody(db: None) -> None:
    """Until an address is confirmed, anybody may have typed a name for it, and asked from any page."""
    UserFactory(email="jo@company.example", full_name="Cheap pills", language="de")

    with translation.override("ko"):
        email = queue_account_email(
            "jo@company.example", user=None, template="account_known", context={"path": "/reset/"}
        )

    assert (email.language, "Cheap pills" in email.text + email.html) == ("de", False)


def test_a_mail_that_a_package_composed_is_shown_as_it_stands(db: None) -> None:
    email = queue_plain_email("jo@company.example", subject="Test", text="See https://sgbc.example/1/을 <b>now</b>")

    assert "See https://sgbc.example/1/을 &lt;b&gt;now&lt;/b&gt;" in email.html


def test_a_mail_carries_its_attachments_until_its_content_is_withheld(db: None) -> None:
    calendar = EmailAttachment("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    mail: dict[str, Any] = {"kind": EmailKind.INTRODUCTION, "topic": "contacts", "template": "news"}
    mail["context"], match = CONTEXT, MatchFactory()
    email = queue_email(UserFactory(), about=About(match, "2"), attachments=[calendar], **mail)
    other = queue_email(UserFactory(), about=About(MatchFactory(), "2"), **mail)
    news = queue_email(UserFactory(), about=About(match, "2"), **mail | {"topic": "news"})
    carried = list(email.attachments.values_list("name", flat=True))

    count = withhold_emails(match, topic="contacts", note="No longer to be read.")

    email.refresh_from_db()
    assert [OutboxEmail.objects.get(pk=kept.pk).text for kept in (other, news)] == [other.text, news.text]
    assert (carried, count) == (["meeting.ics"], 1)
    assert (email.text, email.html, email.attachments.count()) == ("No longer to be read.", "", 0)


@pytest.mark.django_db
def test_a_queued_mail_wakes_the_sender(queue_news: QueueNews, django_capture_on_commit_callbacks: Any) -> None:
    published: list[str] = []

    def note(sender: str, **_kwargs: Any) -> None:
        published.append(sender)

    before_task_publish.connect(note)
    with django_capture_on_commit_callbacks(execute=True):
        queue_news()

    assert published == [send_due_emails.name]
