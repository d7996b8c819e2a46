"""Writing a mail into the outbox, in the transaction of the decision it tells about."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.encoding import punycode
from django.utils.translation import get_language

from accounts.models import Language, User
from notifications.models import About, EmailKind, OutboxAttachment, OutboxEmail
from notifications.rendering import RenderedEmail, clean_subject, frame_plain_text, render_email
from notifications.signals import email_queued
from values.secrets import mask_keys


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
    about: About,
    topic: str,
    template: str,
    context: Mapping[str, object],
    attachments: Sequence[EmailAttachment] = (),
    is_confidential: bool = False,
) -> OutboxEmail:
    """Write one mail, or return the one already written on this topic and occasion to this recipient.

    A user is written to in their language and time zone, a bare address in the language active now. `template` names
    `emails/<template>_subject.txt`, `.txt` and `.html`. Case managers do not read confidential mail. Raises
    InvalidAddressError, and ValueError for a kind that only people with an account may get.
    """
    user = user_or_address if isinstance(user_or_address, User) else None
    if user is None and not kind.is_for_strangers:
        raise ValueError(f"{kind.value} mail goes to people with an account only.")
    recipient = _normalized(user.email if user else str(user_or_address))
    identity = {"kind": kind, "topic": topic, "recipient": recipient, **about.fields()}
    if existing := OutboxEmail.objects.filter(**identity).first():
        return existing
    language = user.language if user else _portal_language(get_language())
    rendered = render_email(template, kind=kind, user=user, language=language, context=context)
    content = {"subject": rendered.subject, **seal(rendered.text, rendered.html)}
    reader = {"user": user, "language": language, "is_confidential": is_confidential}
    email, is_new = OutboxEmail.objects.get_or_create(**identity, defaults=reader | content)
    if is_new:
        OutboxAttachment.objects.bulk_create(OutboxAttachment(email=email, **file._asdict()) for file in attachments)
        email_queued.send(sender=OutboxEmail, email=email)
    return email


@transaction.atomic
def withhold_emails(thing: models.Model, *, topic: str, note: str) -> int:
    """Put `note` in the place of what all mails about it on this topic say, whether or not they left; how many."""
    emails = OutboxEmail.objects.about(thing).filter(topic=topic)
    OutboxAttachment.objects.filter(email__in=emails).delete()
    return emails.update(text=note, html="", sealed=None)


def seal(text: str, html: str) -> dict[str, object]:
    """The columns of a mail: what anybody may read, and apart from it the whole, if there is a key in it."""
    shown = {"text": mask_keys(text), "html": mask_keys(html)}
    return shown | {"sealed": None if shown == {"text": text, "html": html} else {"text": text, "html": html}}


@transaction.atomic
def queue_account_email(
    address: str, *, user: User | None, template: str, context: Mapping[str, object]
) -> OutboxEmail:
    """Write one letter about signing in, in the language of its reader's account; each call is a mail of its own.

    It greets nobody by name: until an address is confirmed, anybody may have typed a name for it. Raises
    InvalidAddressError.
    """
    recipient = _normalized(address)
    reader = user or User.objects.filter(email__iexact=recipient).first()
    language = reader.language if reader else _portal_language(get_language())
    rendered = render_email(template, kind=EmailKind.ACCOUNT, user=None, language=language, context=context)
    return _write_account_email(recipient, reader, language, rendered)


@transaction.atomic
def queue_plain_email(address: str, *, subject: str, text: str, html: str = "") -> OutboxEmail:
    """Write one mail that a package composed, as account mail, in the language active now.

    Without `html` the text is shown in our layout. Raises InvalidAddressError.
    """
    recipient, line = _normalized(address), clean_subject(subject)
    reader = User.objects.filter(email__iexact=recipient).first()
    page = html or frame_plain_text(text, subject=line, kind=EmailKind.ACCOUNT, user=reader)
    language = _portal_language(get_language())
    return _write_account_email(recipient, reader, language, RenderedEmail(line, text, page))


def _write_account_email(recipient: str, reader: User | None, language: str, rendered: RenderedEmail) -> OutboxEmail:
    email = OutboxEmail.objects.create(
        kind=EmailKind.ACCOUNT,
        recipient=recipient,
        user=reader,
        language=language,
        subject=rendered.subject,
        **seal(rendered.text, rendered.html),
    )
    email_queued.send(sender=OutboxEmail, email=email)
    return email
