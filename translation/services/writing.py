"""What people write: a company of its own texts, staff of the centre's."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from translation.models import Origin, Translation, TranslationStatus
from translation.texts import Words

Pairs = Iterable[tuple[Words, str]]
"""Originals, each with its translation; an empty one takes away what was written before."""


@transaction.atomic
def write_translations(pairs: Pairs, target: str, *, origin: Origin, by: User | None) -> None:
    """Replace what the owners of these texts said of them in this language."""
    kept = [(words, text.strip()) for words, text in pairs if words.owner and words.language != target]
    for words, text in kept:
        if text and words.text.strip():
            said = _said(words, text, origin, by)
            place = {"digest": words.digest, "target": target, "owner": words.owner}
            if not Translation.objects.filter(**place).update(**said):
                Translation.objects.create(**place, **said)
        else:
            Translation.objects.filter(digest=words.digest, target=target, owner=words.owner).delete()


def add_translations(rows: Iterable[tuple[Words, str, str]], *, origin: Origin) -> None:
    """Many at once: originals, each with a language and its text; what is there stays."""
    Translation.objects.bulk_create(
        (
            Translation(digest=words.digest, owner=words.owner, target=language, **_said(words, text, origin, None))
            for words, language, text in rows
            if language != words.language
        ),
        ignore_conflicts=True,
    )


def _said(words: Words, text: str, origin: Origin, by: User | None) -> dict[str, object]:
    return {
        "source": words.language,
        "original": words.text,
        "text": text,
        "origin": origin,
        "author": by,
        "status": TranslationStatus.READY,
        "made_at": timezone.now(),
        "read_at": timezone.now(),
    }
