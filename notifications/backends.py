"""Django's own way of sending mail ends in the outbox like everything else."""

from collections.abc import Sequence
from email.utils import getaddresses

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from notifications import services


def _html_of(message: EmailMessage) -> str:
    if message.content_subtype == "html":
        return str(message.body)
    alternatives = getattr(message, "alternatives", [])
    return next((str(content) for content, mimetype in alternatives if mimetype == "text/html"), "")


def _queue(message: EmailMessage) -> None:
    if message.attachments:
        raise ValueError("The outbox carries no attachments.")
    for _name, address in getaddresses(message.recipients()):
        services.queue_plain_email(
            address, subject=str(message.subject), text=str(message.body), html=_html_of(message)
        )


class OutboxEmailBackend(BaseEmailBackend):
    """Writes one row per recipient, as account mail; every failure surfaces, whatever `fail_silently` says."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _queue(message)
        return len(email_messages)
