"""Asking for translations by machine. A row is the order; workers do the rest."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import Language
from translation.clients import is_configured
from translation.models import Origin, Translation, TranslationStatus
from translation.signals import translations_wanted
from translation.texts import Words

LONGEST = 6_000
"""Characters; nothing that people write here is longer, and a longer text is left as it is."""


def has_service() -> bool:
    """Whether the operator chose one: without it nothing is ordered, and nothing leaves."""
    return is_configured()


@transaction.atomic
def ask_for(texts: Iterable[Words], targets: Iterable[str] = Language.values) -> int:
    """Order what nobody ordered before; how many texts that may be. Does nothing where no service is set."""
    if not has_service():
        return 0
    rows = [_order(words, target) for words in texts for target in targets if _is_worth_it(words, target)]
    if rows:
        Translation.objects.bulk_create(rows, ignore_conflicts=True)
        translations_wanted.send(sender=Translation)
    return len(rows)


def _is_worth_it(words: Words, target: str) -> bool:
    has_letters = any(character.isalpha() for character in words.text)
    return words.language != target and has_letters and len(words.text) <= LONGEST


def _order(words: Words, target: str) -> Translation:
    return Translation(
        digest=words.digest,
        source=words.language,
        target=target,
        original=words.text,
        names=list(words.names),
        origin=Origin.MACHINE,
        status=TranslationStatus.WAITING,
    )
