"""What an event says in the reader's language, or else as it was written. Read with `texts` prefetched."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.utils.translation import get_language

from events.models import Event, EventSession, EventText, SessionText


class _InALanguage(Protocol):
    language: str


T = TypeVar("T", bound=_InALanguage)


def text_in(event: Event, language: str) -> EventText:
    """In this language; else the original, which every event has."""
    found = _choose(event.texts.all(), language, event.language)
    return found or EventText(event=event, language=event.language, title=event.public_id)


def session_text_in(session: EventSession, language: str) -> SessionText:
    """In this language; else in the event's own; else whichever there is."""
    found = _choose(session.texts.all(), language, session.event.language)
    return found or SessionText(session=session, language=session.event.language)


def languages_of(event: Event) -> list[str]:
    """In which its text is written, the original first."""
    return sorted((text.language for text in event.texts.all()), key=lambda code: (code != event.language, code))


def with_words(event: Event) -> Event:
    """With its words in the reader's language, as far as they are written in it; read with `texts`."""
    text = text_in(event, get_language() or "en")
    for name in ("title", "summary", "description"):
        setattr(event, name, getattr(text, name))
    return event


def _choose(texts: Iterable[T], *languages: str) -> T | None:
    by_language = {text.language: text for text in texts}
    ordered = [by_language[code] for code in languages if code in by_language]
    return next(iter([*ordered, *by_language.values()]), None)
