"""Keys of mail that never ended: once their links are dead, nothing of them is kept."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from jobs.sweeps import for_all_rows
from notifications.models import EmailKind, EmailStatus, OutboxEmail

KEYS_KEPT = timedelta(days=14)
"""As long as an invitation is open."""
ACCOUNT_KEYS_KEPT = timedelta(days=3)
"""As long as links last that confirm an address or set a password."""


def purge_keys() -> int:
    """Take the keys out of mail that waits or whose end is unknown; what waits is cancelled. Returns how many."""
    is_over = Q(created_at__lte=Now() - KEYS_KEPT)
    is_over |= Q(kind=EmailKind.ACCOUNT, created_at__lte=Now() - ACCOUNT_KEYS_KEPT)
    old = OutboxEmail.objects.filter(is_over, sealed__isnull=False)
    return len(for_all_rows("notifications.purge_keys", old.exclude(pk__in=OutboxEmail.objects.in_hands()), _purge))


def _purge(ids: list[int]) -> list[int]:
    unheld = OutboxEmail.objects.filter(pk__in=ids).exclude(pk__in=OutboxEmail.objects.in_hands())
    reason = gettext_noop("its link has expired")
    unheld.filter(status=EmailStatus.QUEUED).update(status=EmailStatus.CANCELLED, reason=reason, sealed=None)
    unheld.update(sealed=None)
    return ids
