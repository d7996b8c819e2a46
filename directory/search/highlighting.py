"""Where a question is met in a text, so that a page can mark it in the original."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from directory.search.question import Question
from directory.search.terms import read_terms, stem_all
from taxonomy.concepts import load_taxonomy
from taxonomy.recognition import find_concepts
from taxonomy.words import HANGUL, fold

SHORTEST_BEGINNING = 4
SNIPPET_LENGTH, LEAD = 200, 60

Piece = tuple[str, bool]
"""A stretch of a text and whether it is to be marked."""
Span = tuple[int, int]


class _Folding(dict[int, str]):
    """Each character folded on its own, so that places stay: one that would become two is only made lower."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_FOLDING = _Folding()


def find_words(text: str, question: Question) -> list[Span]:
    """The places of the words asked for, in any form that begins alike."""
    words = tuple(asked.word for asked in question.asked)
    pattern, folded = _pattern(words), _fold_in_place(text)
    if not pattern or not any(beginning in folded for beginning in _beginnings(words)):
        return []
    return [match.span() for match in pattern.finditer(folded)]


def _fold_in_place(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDING)


@lru_cache(maxsize=4096)
def find_themes(text: str, language: str, concepts: tuple[str, ...]) -> list[Span]:
    """The places that name one of these concepts, or a narrower one, whatever the language."""
    taxonomy, wanted = load_taxonomy(), set(concepts)
    hits = find_concepts(text, language)
    return _shortest((hit.start, hit.end) for hit in hits if wanted & {hit.code, *taxonomy.ancestors(hit.code)})


def mark(text: str, spans: list[Span]) -> list[Piece]:
    """The whole text in pieces, in order."""
    pieces, place = list[Piece](), 0
    for start, end in spans:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    return [piece for piece in (*pieces, (text[place:], False)) if piece[0]]


def cut(text: str, spans: list[Span]) -> list[Piece]:
    """About 200 characters around the first place, between words, with an ellipsis where something is left out."""
    first = max(0, spans[0][0] - LEAD)
    start = text.find(" ", first) + 1 if first else 0
    start = start if start <= spans[0][0] else first
    end = text.rfind(" ", start, start + SNIPPET_LENGTH) if len(text) > start + SNIPPET_LENGTH else len(text)
    end = end if end > spans[0][1] else min(len(text), start + SNIPPET_LENGTH)
    inside = [(low - start, high - start) for low, high in spans if low >= start and high <= end]
    pieces = mark(text[start:end], inside)
    return [*([("… ", False)] if start else []), *pieces, *([(" …", False)] if end < len(text) else [])]


@lru_cache(maxsize=512)
def _beginnings(words: tuple[str, ...]) -> frozenset[str]:
    """One of them is in every text that the pattern finds something in; most texts have none, which is seen at once."""
    stems = {stem for word in words if not HANGUL.search(word) for stem in (word, *stem_all(word))}
    return frozenset(stems | {noun for word in words if HANGUL.search(word) for noun in _nouns(word)})


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = sorted({part for word in words for part in _parts(word)}, key=len, reverse=True)
    return re.compile("|".join(parts)) if parts else None


def _parts(word: str) -> Iterator[str]:
    if HANGUL.search(word):
        yield from map(re.escape, _nouns(word))
        return
    for stem in stem_all(word):
        is_beginning = len(stem) >= SHORTEST_BEGINNING
        yield rf"(?<![^\W_]){re.escape(stem)}" + (r"\w*" if is_beginning else r"(?![^\W_])")
    yield rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"


def _nouns(word: str) -> list[str]:
    """A Korean word and the nouns in it, longer than a syllable."""
    nouns = [noun for term in read_terms(word) for entry in term.alternatives[:1] for noun in entry.lexemes]
    return [noun for noun in (word, *nouns) if len(noun) > 1 and ":" not in noun]


def _shortest(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap the shortest, in order: a composed concept reaches from one idea to another."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return sorted(kept)
