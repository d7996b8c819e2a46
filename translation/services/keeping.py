"""How long translations by machine are kept: as long as somebody reads them."""

from datetime import timedelta

from django.db.models.functions import Now

from translation.models import Origin, Translation
from translation.queries import Found, long_unread

UNREAD = timedelta(days=90)


def note_read(found: Found) -> None:
    """Keep, to the week, that these were shown."""
    Translation.objects.filter(long_unread(), pk__in=[row.pk for row in found.rows.values()]).update(read_at=Now())


def purge_unread() -> int:
    """Drop what a machine made of texts that nobody has read for long, with the copies of their originals."""
    unread = Translation.objects.filter(origin=Origin.MACHINE, read_at__lt=Now() - UNREAD)
    return unread.delete()[0]
