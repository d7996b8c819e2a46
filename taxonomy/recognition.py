"""Which concepts a text speaks of, and where."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from taxonomy.concepts import Concept, Part, Taxonomy, load_taxonomy
from taxonomy.hangul import KoreanPhrasebook
from taxonomy.latin import Phrasebook, PhraseMatch, find_latin
from taxonomy.words import HANGUL

# Two ideas this near are taken as one: "recycling of end-of-life photovoltaic modules". Korean says as much in fewer
# characters.
FARTHEST_APART, FARTHEST_APART_KOREAN = 40, 16
# ... but not over the end of a clause, nor from one item of a list to the next.
DIVIDER = re.compile(r"[.!?;:,](\s|$)|\n|[()]|\b(and|or|nor|et|ou|ni|und|oder|noch)\b|\b(및|또는)\b")
OTHER_LANGUAGES = ("en", "de", "fr")


@dataclass(frozen=True, order=True, slots=True)
class ConceptHit:
    """A concept and the passage `text[start:end]` that names it, also given as `surface`."""

    start: int
    end: int
    code: str
    surface: str


def find_concepts(text: str, language: str) -> tuple[ConceptHit, ...]:
    """The concepts of a text in their order; the longest phrase wins, so that passages do not overlap.

    `language` is en, fr, de or ko; English is found in all of them, Korean wherever it stands; for another language
    English, German and French are searched. A concept composed of two others found close together is added with the
    passage from the one to the other; several parts of a German compound share the whole word as their passage.
    """
    matches = find_latin(text, _latin_books(language))
    if HANGUL.search(text):
        matches += _korean_book().find(text)
    hits = _make_hits(text, _without_covered(matches))
    return tuple(sorted({*hits, *_compose(text, sorted(hits))}))


def _without_covered(matches: Sequence[PhraseMatch]) -> Iterator[PhraseMatch]:
    """The matches that lie in no longer one: the Latin search finds AI, the Korean one AI 기반."""
    ordered = sorted(matches, key=lambda match: (match.start, -match.end))
    farthest = (-1, -1)
    for match in ordered:
        if match.end > farthest[1] or (match.start, match.end) == farthest:
            farthest = (match.start, match.end)
            yield match


def _make_hits(text: str, matches: Iterable[PhraseMatch]) -> list[ConceptHit]:
    return [
        ConceptHit(match.start, match.end, code, text[match.start : match.end])
        for match in matches
        for code in match.codes
    ]


def _compose(text: str, hits: Sequence[ConceptHit]) -> Iterator[ConceptHit]:
    rules = _compositions()
    for index, first in enumerate(hits):
        for second in hits[index + 1 :]:
            if second.start - first.end > FARTHEST_APART:
                break
            codes = rules.get((first.code, second.code), ())
            if codes and _hangs_together(text[first.end : second.start]):
                end = max(first.end, second.end)
                yield from (ConceptHit(first.start, end, code, text[first.start : end]) for code in codes)


def _hangs_together(between: str) -> bool:
    is_near = len(between) <= FARTHEST_APART_KOREAN or not HANGUL.search(between)
    return is_near and not DIVIDER.search(between)


@cache
def _latin_books(language: str) -> tuple[Phrasebook, ...]:
    taxonomy = load_taxonomy()
    if language == "en":
        return (Phrasebook(taxonomy, "en"),)
    if language == "ko":
        return Phrasebook(taxonomy, "ko"), Phrasebook(taxonomy, "en")
    own = (language,) if language in OTHER_LANGUAGES else OTHER_LANGUAGES[1:]
    return *(Phrasebook(taxonomy, code) for code in own), Phrasebook(taxonomy, "en", is_foreign=True)


@cache
def _korean_book() -> KoreanPhrasebook:
    return KoreanPhrasebook(load_taxonomy())


@cache
def _compositions() -> dict[tuple[str, str], tuple[str, ...]]:
    """Per pair of concepts, in either order, what they make up together; a composed concept is no part of another."""
    taxonomy = load_taxonomy()
    made: dict[tuple[str, str], tuple[str, ...]] = {}
    for concept in taxonomy.concepts.values():
        for left, right in concept.compositions:
            for pair in _pairs(taxonomy, concept, left, right):
                made[pair] = tuple(dict.fromkeys((*made.get(pair, ()), concept.code)))
    return made


def _pairs(taxonomy: Taxonomy, composed: Concept, left: Part, right: Part) -> Iterator[tuple[str, str]]:
    for one in _kinds(taxonomy, left):
        for other in _kinds(taxonomy, right):
            # A phrase that says more already, and one part twice, compose nothing.
            if one != other and composed.code not in {one, other}:
                yield one, other
                yield other, one


def _kinds(taxonomy: Taxonomy, part: Part) -> list[str]:
    if part.is_exact:
        return [part.code]
    return [
        code
        for code, concept in taxonomy.concepts.items()
        if code == part.code or (part.code in taxonomy.ancestors(code) and not concept.compositions)
    ]
