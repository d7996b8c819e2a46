"""The picture of an event: drawn anew, in few colours, so that its page stays light."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from events.models import Event, EventPicture
from values.pictures import PictureLimits, draw_picture

LIMITS = PictureLimits(most_bytes=4 * 1024 * 1024, longest_side=1200, shortest_side=320)
COLOURS = 192


@transaction.atomic
def set_picture(event: Event, *, data: bytes, description: str) -> EventPicture:
    """In place of an earlier one; `description` is read to those who do not see it. Raises PictureRefusedError."""
    drawing = draw_picture(data, LIMITS, colours=COLOURS)
    values = asdict(drawing) | {"description": description, "uploaded_at": timezone.now()}
    picture, _is_new = EventPicture.objects.update_or_create(event=event, defaults=values)
    return picture


@transaction.atomic
def describe_picture(event: Event, *, description: str) -> None:
    """Other words for the picture there is."""
    EventPicture.objects.filter(event=event).update(description=description)


@transaction.atomic
def remove_picture(event: Event) -> None:
    EventPicture.objects.filter(event=event).delete()
