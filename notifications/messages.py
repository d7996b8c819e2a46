"""From a row to the message that leaves."""

from email.generator import BytesGenerator
from email.message import Message
from email.utils import format_datetime, parseaddr
from io import BytesIO

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext

from notifications import links
from notifications.models import EmailKind, OutboxEmail
from values.secrets import mask_secrets


def envelope_sender() -> str:
    """The bare address of DEFAULT_FROM_EMAIL."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def sender_of(email: OutboxEmail) -> str:
    """Our name in the language of the mail, at the address of DEFAULT_FROM_EMAIL."""
    with translation.override(email.language):
        return f"{gettext('Smart Green Business Centre')} <{envelope_sender()}>"


def message_id(email: OutboxEmail) -> str:
    """The same for every attempt, so that a relay or a mailbox can drop the second copy.

    The row's time of writing is in it because a restored or emptied database counts its rows anew.
    """
    domain = envelope_sender().rpartition("@")[2]
    return f"<outbox.{email.pk}.{int(email.created_at.timestamp() * 1000):x}@{domain}>"


def headers_of(email: OutboxEmail) -> dict[str, str]:
    """The headers beside sender, recipient and subject; one-click unsubscribing by RFC 8058."""
    headers = {
        "Message-ID": message_id(email),
        "Date": format_datetime(timezone.now()),
        "Auto-Submitted": "auto-generated",
        "Content-Language": email.language,
    }
    kind = EmailKind(email.kind)
    if email.user and kind.is_unsubscribable:
        headers["List-Unsubscribe"] = f"<{links.unsubscribe_url(email.user, kind=kind)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def build_message(email: OutboxEmail) -> Message:
    """Raises BadHeaderError rather than letting a line break into a header."""
    message = EmailMultiAlternatives(
        email.subject, email.full_text, sender_of(email), to=[email.recipient], headers=headers_of(email)
    )
    if email.html:
        message.attach_alternative(email.full_html, "text/html")
    for attachment in email.attachments.all():
        message.attach(attachment.name, bytes(attachment.content), attachment.content_type)
    return message.message()


def wire_format(email: OutboxEmail) -> bytes:
    """The message as it is said to the mail server.

    Headers keep their line up to the limit of RFC 5322: some readers of List-Unsubscribe stumble over a folded one.
    """
    buffer = BytesIO()
    generator = BytesGenerator(buffer, mangle_from_=False, maxheaderlen=998)
    generator.flatten(build_message(email), linesep="\r\n")
    return buffer.getvalue()


def readable_headers(email: OutboxEmail) -> dict[str, str]:
    """The headers as staff read them, decoded and without keys."""
    addressing = {"From": sender_of(email), "To": email.recipient, "Subject": email.subject}
    headers = {name: mask_secrets(value) for name, value in headers_of(email).items() if name != "Date"}
    return addressing | headers
