"""Which translations there are of the texts of a page: one query, however many texts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from translation.models import MACHINE, Origin, Translation, TranslationQuerySet, TranslationStatus
from translation.texts import Words

FALLBACK = "en"
SHOWN = ("digest", "owner", "source", "target", "text", "origin", "status", "read_at")
"""What a page needs of a row."""


@dataclass(slots=True)
class Found:
    """The rows for one page, by text, language and owner."""

    rows: dict[tuple[str, str, str], Translation] = field(default_factory=dict)

    def best(self, words: Words, reader: str) -> Translation | None:
        """In the reader's language by people, then by machine; else in English, by people first; or nothing."""
        for target in dict.fromkeys((reader, FALLBACK)):
            if target == words.language:
                continue
            for owner in dict.fromkeys((words.owner or MACHINE, MACHINE)):
                row = self.rows.get((words.digest, target, owner))
                if row and row.status == TranslationStatus.READY:
                    return row
        return None

    def asked(self, words: Words, target: str) -> Translation | None:
        """The machine's row, whatever came of it."""
        return self.rows.get((words.digest, target, MACHINE))


def find_translations(texts: Iterable[Words], reader: str) -> Found:
    """What there is for these texts, by their own people or by a machine, in the reader's language and in English."""
    foreign = [words for words in texts if words.language != reader and words.text.strip()]
    digests = {words.digest for words in foreign}
    if not digests:
        return Found()
    rows = _rows_for(digests, {words.owner for words in foreign}).filter(target__in={reader, FALLBACK}).only(*SHOWN)
    return Found({(row.digest, row.target, row.owner): row for row in rows})


def offered(words: Words, target: str) -> str:
    """What people of the text wrote, else what a machine made, for whoever is about to write it; or nothing."""
    found = Found({(row.digest, row.target, row.owner): row for row in _rows_for({words.digest}, {words.owner})})
    row = found.best(words, target)
    return row.text if row and row.target == target else ""


def owners_with_translations() -> set[str]:
    """Those whose people wrote any."""
    return set(Translation.objects.exclude(owner=MACHINE).order_by().values_list("owner", flat=True).distinct())


def _rows_for(digests: Collection[str], owners: Collection[str]) -> TranslationQuerySet:
    mine = Q(origin=Origin.MACHINE) | Q(owner__in=set(owners) - {""})
    return Translation.objects.filter(mine, digest__in=digests)
