"""A text that somebody wrote, as one asks for its translation."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from taxonomy.languages import guess_language

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


class Named(Protocol):
    """Whoever a text belongs to: a company or what is its own, an event, a case study."""

    pk: int


@dataclass(frozen=True)
class Words:
    """What was written, in which language, whose it is (`company:12`), and names in it that stay: Latin, own script."""

    text: str
    language: str
    owner: str = ""
    names: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.language}\n{self.text}".encode()).hexdigest()


def words_of(text: str, language: str, owner: Named | None) -> Words:
    """The language may be unknown: it is then guessed from the text itself, English where nothing speaks for any."""
    guessed = language or guess_language(text) or "en"
    return Words(text, guessed, owner_key(owner), _names_of(owner))


def owner_key(owner: Named | None) -> str:
    """What belongs to a company speaks for it, such as a project."""
    if owner is None:
        return ""
    company = getattr(owner, "company_id", None)
    return f"company:{company}" if company else f"{type(owner).__name__.lower()}:{owner.pk}"


def _names_of(owner: Named | None) -> tuple[str, ...]:
    """In Latin script and in its own, of what has such names; a company that nobody read is not asked for them."""
    state = getattr(owner, "_state", None)
    named = state.fields_cache.get("company", owner) if state else owner
    latin = str(getattr(named, "name", "") or "")
    return (latin, str(getattr(named, "name_local", "") or latin)) if latin else ()


def sentences_of(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def same_sentences(whole: str, translation: str, part: str) -> str:
    """Of the translation those sentences in which the original says `part`; empty when the two do not run parallel."""
    originals, translated = sentences_of(whole), sentences_of(translation)
    if len(originals) != len(translated) or not part.strip():
        return ""
    return " ".join(_said(originals, translated, part.strip()))


def _said(originals: Sequence[str], translated: Sequence[str], part: str) -> list[str]:
    pairs = zip(originals, translated, strict=True)
    return [there for here, there in pairs if part in here or here in part]
