"""Writing a mail into the outbox, in the transaction of the decision it tells about."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.encoding import punycode
from django.utils.translation import get_language

from accounts.models import Language, User
from notifications.models import EmailKind, OutboxAttachment, OutboxEmail
from notifications.rendering import clean_subject, frame_plain_text, render_email
from notifications.signals import email_queued


class InvalidAddressError(ValueError):
    """No mail can be sent to this address."""


class EmailAttachment(NamedTuple):
    """A file to go with a mail; its name in plain letters and digits."""

    name: str
    content_type: str
    content: bytes


def _normalized(address: str) -> str:
    """Lower case, an international domain in its ASCII form."""
    try:
        validate_email(address)
        local_part, _, domain = address.lower().rpartition("@")
        return f"{local_part}@{punycode(domain)}"
    except (ValidationError, UnicodeError) as error:
        raise InvalidAddressError("This is not an e-mail address.") from error


def _portal_language(language: str | None) -> str:
    code = (language or "")[:2]
    return code if code in Language else Language.ENGLISH


@transaction.atomic
def queue_email(
    user_or_address: User | str,
    *,
    kind: EmailKind,
    subject_key: str,
    template: str,
    context: Mapping[str, object],
    attachments: Sequence[EmailAttachment] = (),
    is_confidential: bool = False,
) -> OutboxEmail:
    """Write one mail, or return the one already written about this `subject_key` to this recipient.

    A user is written to in their language and time zone, a bare address in the language active now. `template` names
    `emails/<template>_subject.txt`, `.txt` and `.html`. Case managers do not read confidential mail. Raises
    InvalidAddressError, and ValueError for a kind that only people with an account may get.
    """
    user = user_or_address if isinstance(user_or_address, User) else None
    if user is None and not kind.is_for_strangers:
        raise ValueError(f"{kind.value} mail goes to people with an account only.")
    recipient = _normalized(user.email if user else str(user_or_address))
    identity = {"kind": kind, "subject_key": subject_key, "recipient": recipient}
    if existing := OutboxEmail.objects.filter(**identity).first():
        return existing
    language = user.language if user else _portal_language(get_language())
    rendered = render_email(template, kind=kind, user=user, language=language, context=context)
    content = {"subject": rendered.subject, "text": rendered.text, "html": rendered.html}
    about: dict[str, object] = {"user": user, "language": language, "is_confidential": is_confidential}
    return _write(identity, about | content, attachments)


@transaction.atomic
def withhold_emails(*, kind: EmailKind, key_prefix: str, note: str) -> int:
    """Put `note` in the place of what these mails say, whether or not they left. Returns how many there are."""
    OutboxAttachment.objects.filter(email__kind=kind, email__subject_key__startswith=key_prefix).delete()
    return OutboxEmail.objects.filter(kind=kind, subject_key__startswith=key_prefix).update(text=note, html="")


@transaction.atomic
def queue_account_email(address: str, *, subject: str, text: str, html: str = "") -> OutboxEmail:
    """Write one security mail composed elsewhere, in the language active now; each call is a mail of its own.

    Without `html` the text is shown in our layout. Raises InvalidAddressError.
    """
    recipient, line = _normalized(address), clean_subject(subject)
    user = User.objects.filter(email__iexact=recipient).first()
    page = html or frame_plain_text(text, subject=line, kind=EmailKind.ACCOUNT, user=user)
    identity = {"kind": EmailKind.ACCOUNT, "subject_key": f"account:{uuid4().hex}", "recipient": recipient}
    content = {"subject": line, "text": text, "html": page}
    return _write(identity, {"user": user, "language": _portal_language(get_language()), **content})


def _write(
    identity: Mapping[str, object], content: Mapping[str, object], attachments: Sequence[EmailAttachment] = ()
) -> OutboxEmail:
    email, is_new = OutboxEmail.objects.get_or_create(defaults=content, **identity)
    if is_new:
        OutboxAttachment.objects.bulk_create(OutboxAttachment(email=email, **file._asdict()) for file in attachments)
        email_queued.send(sender=OutboxEmail, email=email)
    return email
