"""What a company or project says in the language that a call asks for (`Accept-Language`), beside the original."""

from collections.abc import Iterable, Iterator, Sequence

from rest_framework import serializers

from companies.models import Company, Project
from companies.seen import TEXTS
from rest.serializers import ApiSerializer
from translation.models import Origin
from translation.queries import Found, find_translations
from translation.showing import reader_language
from translation.texts import Words, words_of

Texts = dict[str, str | None]


class TranslatedCompanySerializer(ApiSerializer):
    """A translation of its summary."""

    example = {"language": "ko", "made_by": "company", "summary": "폐태양광 모듈에서 유리와 은을 회수합니다."}
    language = serializers.CharField()
    made_by = serializers.ChoiceField(choices=Origin.choices, help_text="Whose words these are.")
    summary = serializers.CharField()


class TranslatedProjectSerializer(ApiSerializer):
    """A translation of its texts; null where a text has none. `made_by` is the machine if it made any of them."""

    example = {
        "language": "fr",
        "made_by": "company",
        "title": "Ligne de recyclage du verre photovoltaïque",
        "summary": "Une ligne qui sépare le verre sans le briser.",
        "offer": None,
        "seek": None,
    }
    language = serializers.CharField()
    made_by = serializers.ChoiceField(choices=Origin.choices, help_text="Whose words these are.")
    title = serializers.CharField(allow_null=True)
    summary = serializers.CharField(allow_null=True)
    offer = serializers.CharField(allow_null=True)
    seek = serializers.CharField(allow_null=True)


def translations_of(rows: Iterable[Company | Project]) -> dict[str, Found]:
    """The context for serializers of these rows: one query for all."""
    texts = [words for row in rows for _name, words in _words(row)]
    return {"found": find_translations(texts, reader_language())}


def translate(row: Company | Project, found: Found) -> Texts | None:
    """None where there is no translation into the language of the call."""
    reader = reader_language()
    best = {name: found.best(words, reader) for name, words in _words(row) if words.language != reader}
    ready = {name: made for name, made in best.items() if made and made.target == reader}
    if not ready:
        return None
    origins = {made.origin for made in ready.values()}
    made_by = Origin.MACHINE if Origin.MACHINE in origins else min(origins)
    texts = {name: ready[name].text if name in ready else None for name in best}
    return {"language": reader, "made_by": str(made_by), **texts}


def _words(row: Company | Project) -> Iterator[tuple[str, Words]]:
    if isinstance(row, Company):
        yield "summary", words_of(row.summary, row.summary_language, row)
        return
    names: Sequence[str] = TEXTS
    for name in names:
        yield name, words_of(getattr(row, name), row.language, row.company)
