"""Links in mails: absolute, and signed where the link itself is the permission."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from notifications.models import EmailKind

_signer = Signer(salt="notifications.unsubscribe")


def absolute_url(path: str) -> str:
    """The path under the address people type."""
    return f"{settings.SITE_URL}{path}"


def unsubscribe_token(user_id: int, *, kind: EmailKind) -> str:
    """Switches off one kind of mail for one person; it never expires, for the mail in a mailbox never does."""
    return _signer.sign(f"{user_id}:{kind.value}")


def read_unsubscribe_token(token: str) -> tuple[int, EmailKind]:
    """Raises BadSignature for a token that is not ours or names a kind nobody can unsubscribe from."""
    user_id, _, name = _signer.unsign(token).partition(":")
    if name not in EmailKind or not EmailKind(name).is_unsubscribable:
        raise BadSignature("no kind to unsubscribe from")
    return int(user_id), EmailKind(name)


def unsubscribe_url(user: User, *, kind: EmailKind) -> str:
    return absolute_url(reverse("notifications:unsubscribe", args=[unsubscribe_token(user.pk, kind=kind)]))


def preferences_url() -> str:
    return absolute_url(reverse("notifications:preferences"))
