"""What people want and do not want to receive."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications.links import Unsubscribing
from notifications.models import EmailKind, Preference, Suppression, SuppressionReason


def switch_kind(user: User, *, kind: EmailKind, is_enabled: bool) -> Preference:
    """Remember the choice and its time, which is what a consent must be able to show.

    Raises ValueError for a kind nobody can unsubscribe from.
    """
    if not kind.is_unsubscribable:
        raise ValueError(f"{kind.value} mail cannot be switched off.")
    preference, _ = Preference.objects.update_or_create(
        user=user, kind=kind, defaults={"is_enabled": is_enabled, "decided_at": timezone.now()}
    )
    return preference


@transaction.atomic
def unsubscribe(user: User, *, kind: EmailKind) -> Unsubscribing | None:
    """Stop mails of this kind, and how that is undone; None when they had been stopped already.

    Raises ValueError for a kind nobody can unsubscribe from.
    """
    before = Preference.objects.select_for_update().filter(user=user, kind=kind).first()
    if before is not None and not before.is_enabled:
        return None
    decided_at = switch_kind(user, kind=kind, is_enabled=False).decided_at
    if before is None:
        return Unsubscribing(user.pk, kind, decided_at, None, None)
    return Unsubscribing(user.pk, kind, decided_at, before.is_enabled, before.decided_at)


@transaction.atomic
def undo_unsubscribing(done: Unsubscribing) -> bool:
    """Put back exactly what was chosen before, and when; False, and nothing, when something was chosen since."""
    own = Preference.objects.filter(
        user=done.user_id, kind=done.kind, is_enabled=False, decided_at=done.decided_at
    ).select_for_update()
    if not own:
        return False
    if done.was_enabled is None:
        own.delete()
    else:
        own.update(is_enabled=done.was_enabled, decided_at=done.was_decided_at)
    return True


@transaction.atomic
def set_preferences(user: User, *, choices: Mapping[EmailKind, bool]) -> User:
    for kind, is_enabled in choices.items():
        switch_kind(user, kind=kind, is_enabled=is_enabled)
    return user


def suppress_address(address: str, *, reason: SuppressionReason) -> Suppression:
    """Send nothing to this address any more but the account mail its owner asks for; the first reason stays."""
    suppression, _ = Suppression.objects.get_or_create(address=address.strip().lower(), defaults={"reason": reason})
    return suppression
