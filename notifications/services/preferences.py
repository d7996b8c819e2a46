"""What people want and do not want to receive."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
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
def set_preferences(user: User, *, choices: Mapping[EmailKind, bool]) -> User:
    for kind, is_enabled in choices.items():
        switch_kind(user, kind=kind, is_enabled=is_enabled)
    return user


def suppress_address(address: str, *, reason: SuppressionReason) -> Suppression:
    """Send nothing to this address any more but the account mail its owner asks for; the first reason stays."""
    suppression, _ = Suppression.objects.get_or_create(address=address.strip().lower(), defaults={"reason": reason})
    return suppression
