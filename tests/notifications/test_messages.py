from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from django.core.mail import BadHeaderError

from accounts.models import User
from notifications.links import read_unsubscribe_token
from notifications.messages import build_message, message_id, wire_format
from notifications.models import EmailKind, OutboxAttachment, OutboxEmail
from tests.factories import UserFactory
from tests.notifications.conftest import QueueNews


def parsed(email: OutboxEmail) -> EmailMessage:
    return message_from_bytes(wire_format(email), policy=default)  # type: ignore[return-value]


def test_a_message_survives_the_wire_in_korean(db: None, queue_news: QueueNews) -> None:
    user = UserFactory(full_name="김하늘 " + "초록 유리 재활용 " * 8, language="ko")
    email = queue_news(user)

    message = parsed(email)

    assert message["Subject"] == email.subject
    assert message["To"] == user.email
    assert message["Content-Language"] == "ko"
    assert message.get_body(("plain",)).get_content().splitlines() == email.text.splitlines()
    assert message.get_body(("html",)).get_content().splitlines() == email.html.splitlines()


def test_the_message_id_is_made_from_the_row_and_stays(db: None, queue_news: QueueNews) -> None:
    email, other = queue_news(), queue_news()

    ids = [parsed(email)["Message-ID"], parsed(OutboxEmail.objects.get(pk=email.pk))["Message-ID"], message_id(other)]

    assert ids[0] == ids[1] == message_id(email)
    assert ids[0].startswith(f"<outbox.{email.pk}.")
    assert ids[2] != ids[0]


def test_one_click_unsubscribing_is_offered_in_the_headers(db: None, queue_news: QueueNews) -> None:
    user: User = UserFactory()

    message = parsed(queue_news(user, kind=EmailKind.SUGGESTION))

    link = message["List-Unsubscribe"]
    token = link.removeprefix("<http://localhost:8000/unsubscribe/").removesuffix("/>")
    assert read_unsubscribe_token(token) == (user.pk, EmailKind.SUGGESTION)
    assert b"\r\nList-Unsubscribe: <http" in wire_format(OutboxEmail.objects.get())
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_account_mail_offers_no_unsubscribing(db: None, queue_news: QueueNews) -> None:
    message = parsed(queue_news(kind=EmailKind.ACCOUNT))

    assert "List-Unsubscribe" not in message


def test_a_line_break_never_gets_into_a_header(db: None, queue_news: QueueNews) -> None:
    email = queue_news()
    email.subject = "two\nlines"

    with pytest.raises(BadHeaderError):
        build_message(email)


def test_an_attachment_survives_the_wire_octet_for_octet(db: None, queue_news: QueueNews) -> None:
    content = "BEGIN:VCALENDAR\r\nSUMMARY:첫 만남 · première rencontre\r\nEND:VCALENDAR\r\n".encode()
    email = queue_news()
    OutboxAttachment.objects.create(email=email, name="meeting.ics", content_type="text/calendar", content=content)

    (part,) = parsed(email).iter_attachments()

    assert (part.get_filename(), part.get_content_type()) == ("meeting.ics", "text/calendar")
    assert part.get_payload(decode=True) == content
