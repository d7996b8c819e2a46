"""How long translations by machine are kept: as long as somebody reads them."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone

from jobs.sweeps import purge_rows
from translation.models import Origin, Translation

UNREAD = timedelta(days=90)
READ_AT_LEAST = timedelta(days=7)
"""How exactly it is kept when a translation was last shown."""


def note_read(rows: Iterable[Translation]) -> None:
    """Keep, to the week, that these were shown."""
    before = timezone.now() - READ_AT_LEAST
    if long_unread := [row.pk for row in rows if row.read_at < before]:
        Translation.objects.filter(pk__in=long_unread).update(read_at=Now())


def purge_unread() -> int:
    """Drop what a machine made of texts that nobody has read for long, with the copies of their originals."""
    unread = Translation.objects.filter(origin=Origin.MACHINE, read_at__lt=Now() - UNREAD)
    return purge_rows("translation.purge_unread", unread)
