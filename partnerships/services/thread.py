"""Writing into a room's thread."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from partnerships.errors import FileRefusedError
from partnerships.models import Attachment, Collaboration, Message
from partnerships.permissions import Actor
from partnerships.services.acting import require_acting
from partnerships.services.files import MOST_FILES, SafeFile
from partnerships.services.room_emails import email_news

ROOM_BYTES = 200 * 1024 * 1024


@transaction.atomic
def post_message(
    collaboration: Collaboration, *, actor: Actor, text: str, language: str, files: Sequence[SafeFile] = ()
) -> Message:
    """Write a message, with files that `check_file` let through, and tell the others.

    Raises FileRefusedError, RoomPausedError."""
    require_acting(collaboration, actor)
    _require_space(collaboration, files)
    message = Message.objects.create(
        collaboration=collaboration, author=actor.user, company=actor.company, language=language, text=text
    )
    Attachment.objects.bulk_create(
        Attachment(message=message, name=file.name, kind=file.kind, size=len(file.data), data=file.data)
        for file in files
    )
    email_news(collaboration, actor=actor, news="message")
    return message


def _require_space(collaboration: Collaboration, files: Sequence[SafeFile]) -> None:
    if len(files) > MOST_FILES:
        raise FileRefusedError(_("Attach up to five files to one message."))
    stored = Attachment.objects.filter(message__collaboration=collaboration).aggregate(total=Sum("size"))["total"] or 0
    if files and stored + sum(len(file.data) for file in files) > ROOM_BYTES:
        raise FileRefusedError(
            _(
                "This room can hold 200 MB of files, and these would exceed that limit. Share large files "
                "elsewhere and post a link here."
            )
        )
