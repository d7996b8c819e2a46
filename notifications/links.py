"""Links in mails: absolute, and signed where the link itself is the permission."""

from datetime import datetime
from typing import NamedTuple, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from notifications.models import EmailKind

_signer = Signer(salt="notifications.unsubscribe")
_undo_signer = Signer(salt="notifications.resubscribe")


class Unsubscribing(NamedTuple):
    """Mails of a kind were stopped at `decided_at`; what was chosen before, and when: None while nothing was."""

    user_id: int
    kind: EmailKind
    decided_at: datetime
    was_enabled: bool | None
    was_decided_at: datetime | None

    def token(self) -> str:
        """Undoes this and nothing else."""
        moments = [moment and moment.isoformat() for moment in (self.decided_at, self.was_decided_at)]
        return _undo_signer.sign_object([self.user_id, self.kind.value, self.was_enabled, *moments])

    @classmethod
    def from_token(cls, token: str) -> Self:
        """Raises BadSignature for a token that is not ours."""
        user_id, kind, was_enabled, decided_at, was_decided_at = _undo_signer.unsign_object(token)
        earlier = datetime.fromisoformat(was_decided_at) if was_decided_at else None
        return cls(user_id, EmailKind(kind), datetime.fromisoformat(decided_at), was_enabled, earlier)


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
