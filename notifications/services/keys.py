"""Keys of mail that never ended: once their links are dead, nothing of them is kept."""

from datetime import timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from jobs.sweeps import for_all_rows
from notifications.models import EmailStatus, OutboxEmail

KEYS_KEPT = timedelta(days=14)
"""As long as the link lasts that lasts longest, an invitation's."""


def purge_keys() -> int:
    """Take the keys out of mail that waits or whose end is unknown; what waits is cancelled. Returns how many."""
    old = OutboxEmail.objects.filter(sealed__isnull=False, created_at__lte=Now() - KEYS_KEPT)
    return len(for_all_rows("notifications.purge_keys", old.exclude(pk__in=OutboxEmail.objects.in_hands()), _purge))


def _purge(ids: list[int]) -> list[int]:
    unheld = OutboxEmail.objects.filter(pk__in=ids).exclude(pk__in=OutboxEmail.objects.in_hands())
    reason = gettext_noop("its link has expired")
    unheld.filter(status=EmailStatus.QUEUED).update(status=EmailStatus.CANCELLED, reason=reason, sealed=None)
    unheld.update(sealed=None)
    return ids
