"""What an event says in the other languages: written by the organiser, never by a machine."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from events.errors import EventMovedError, EventRefusedError
from events.models import Event, EventText, RecordKind, SessionText
from events.services.events import EventWords
from events.services.records import note_change, record_step


class SessionWords(NamedTuple):
    title: str
    description: str = ""


@transaction.atomic
def save_translation(
    event: Event, *, user: User, language: str, words: EventWords, sessions: Mapping[int, SessionWords]
) -> EventText:
    """The event in another language, by session id its programme too; an item left empty is shown in the original.

    Raises EventRefusedError for the original's own language, EventMovedError when an item is gone.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if language == event.language:
        raise EventRefusedError(_("This is the language of the original. Edit the event itself."))
    if set(sessions) - set(event.sessions.values_list("pk", flat=True)):
        raise EventMovedError(
            _("Someone changed the programme while you were writing. Open it again to see the changes.")
        )
    text, _is_new = EventText.objects.update_or_create(event=event, language=language, defaults=words._asdict())
    for session_id, said in sessions.items():
        if said.title:
            SessionText.objects.update_or_create(session_id=session_id, language=language, defaults=said._asdict())
        else:
            SessionText.objects.filter(session_id=session_id, language=language).delete()
    note_change(event)
    record_step(event, RecordKind.CHANGED, user=user, data={"translation": [None, language]})
    return text
