"""The one function that prepares lexemes, for what is stored and for what is asked, in four languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

import Stemmer

from directory.search.stopwords import STOP_WORDS
from taxonomy.hangul import find_morphemes
from taxonomy.romanisation import blank_legal_forms
from taxonomy.words import HANGUL, WORD, fold

HANGUL_RUN = re.compile("[\uac00-\ud7a3]+")
LATIN_LANGUAGES = ("english", "french", "german")
SHORTEST_STEMMED, SHORTEST_PREFIX = 4, 5
UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
NOUNS = ("NN", "NR", "XR", "XPN", "XSN", "SN")
ENDINGS = ("J", "E", "VC", "VX", "XSV", "XSA")
EXACT, STARTS, SYLLABLES = 1.0, 0.6, 0.7


@dataclass(frozen=True, slots=True)
class Alternative:
    """Lexemes that must all be there, the last as a beginning if `is_prefix`; `weight` in (0, 1] is how sure it is."""

    lexemes: tuple[str, ...]
    weight: float
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text, `text[start:end]`: it is met when one alternative is; `parts` are for storing alone."""

    start: int
    end: int
    word: str
    alternatives: tuple[Alternative, ...]
    parts: tuple[str, ...] = ()


def read_terms(text: str) -> tuple[Term, ...]:
    """The words of a text that carry meaning, in their order, whatever language each is in.

    A Latin word agrees with every word that one of three Snowball stemmers (English, French, German) takes to the same
    stem, accents folded. A Korean word is its nouns by mecab-ko or, for compounds the analysis cuts wrongly, all its
    pairs of syllables; pairs also bridge a blank between two nouns, so that spacing does not matter.
    """
    text = blank_legal_forms(text).replace("\0", " ")
    return tuple(sorted((*_latin_terms(text), *_korean_terms(text)), key=lambda term: term.start))


@lru_cache(maxsize=4096)
def lexemes_of(text: str) -> frozenset[str]:
    """Every lexeme to store for a text."""
    found: set[str] = set()
    for term in read_terms(text):
        found.update(term.parts)
        for alternative in term.alternatives:
            if not alternative.is_prefix:
                found.update(alternative.lexemes)
    return frozenset(found)


def words_of(text: str) -> set[str]:
    """The words of a text that a typing error may have meant."""
    return {term.word for term in read_terms(text) if len(term.word) >= (2 if HANGUL.search(term.word) else 4)}


def _latin_terms(text: str) -> Iterator[Term]:
    for match in WORD.finditer(text):
        folded = fold(match[0])
        if folded not in STOP_WORDS and (len(folded) > 1 or folded.isdigit()):
            yield Term(match.start(), match.end(), folded, _latin_alternatives(match[0]))


@lru_cache(maxsize=65536)
def _latin_alternatives(word: str) -> tuple[Alternative, ...]:
    stems = stem_all(word)
    exact = tuple(Alternative((stem,), EXACT) for stem in stems)
    shortest = min(stems, key=len)
    if len(shortest) < SHORTEST_PREFIX:
        return exact
    return *exact, Alternative((shortest,), STARTS, is_prefix=True)


@lru_cache(maxsize=65536)
def stem_all(word: str) -> tuple[str, ...]:
    """The folded stems of a word, one per language where they differ; short words and those with digits are kept."""
    folded = fold(word)
    if len(folded) < SHORTEST_STEMMED or not folded.isalpha():
        return (folded,)
    lower = word.lower()
    stems = [fold(stemmer.stemWord(lower)) for stemmer in _stemmers()]
    plain = folded
    for written, key in UMLAUTS:
        plain = plain.replace(written, key)
    if plain != folded:
        stems.append(_stemmers()[-1].stemWord(plain))
    return tuple(dict.fromkeys(stems))


@lru_cache(maxsize=1)
def _stemmers() -> tuple[Stemmer.Stemmer, ...]:
    return tuple(Stemmer.Stemmer(language) for language in LATIN_LANGUAGES)


@dataclass(slots=True)
class _Chunk:
    """A Korean word without its particles and endings: its place and its morphemes with their parts of speech."""

    start: int
    end: int
    morphemes: list[tuple[str, str]]
    is_bare: bool
    """Nothing was cut off, so that the next word may belong to the same compound."""


def _korean_terms(text: str) -> Iterator[Term]:
    chunks = list(_chunks(text))
    for chunk, after in zip_longest(chunks, chunks[1:]):
        word = text[chunk.start : chunk.end]
        bridge: tuple[str, ...] = ()
        if after and chunk.is_bare and text[chunk.end : after.start].isspace():
            bridge = (f"b:{word[-1]}{text[after.start]}",)
        yield Term(chunk.start, chunk.end, word, _korean_alternatives(word, chunk), (*_parts(chunk), *bridge))


def _korean_alternatives(word: str, chunk: _Chunk) -> tuple[Alternative, ...]:
    alternatives = []
    nouns = _join_affixes(chunk.morphemes)
    if all(tag.startswith(NOUNS) for _surface, tag in chunk.morphemes):
        alternatives.append(Alternative(tuple(dict.fromkeys(nouns)), EXACT))
    if len(word) > 1:
        pairs = dict.fromkeys(f"b:{one}{other}" for one, other in pairwise(word))
        alternatives.append(Alternative(tuple(pairs), SYLLABLES))
    return tuple(alternatives) or (Alternative((word,), EXACT),)


def _join_affixes(morphemes: list[tuple[str, str]]) -> list[str]:
    """The nouns, prefixes before and suffixes after them put back: 재 and 활용 are 재활용."""
    nouns: list[str] = []
    is_open = False
    for surface, tag in morphemes:
        if nouns and (is_open or tag.startswith("XSN")):
            nouns[-1] += surface
        else:
            nouns.append(surface)
        is_open = tag.startswith("XPN")
    return nouns


def _parts(chunk: _Chunk) -> tuple[str, ...]:
    return tuple(surface for surface, tag in chunk.morphemes if tag.startswith("NN") and len(surface) > 1)


def _chunks(text: str) -> Iterator[_Chunk]:
    if not HANGUL.search(text):
        return
    morphemes = [(start, end, feature) for start, end, feature in find_morphemes(text) if HANGUL.match(text[start])]
    index = 0
    for run in HANGUL_RUN.finditer(text):
        own = []
        while index < len(morphemes) and morphemes[index][0] < run.end():
            own.append(morphemes[index])
            index += 1
        if chunk := _trim(text, own):
            yield chunk


def _trim(text: str, morphemes: list[tuple[int, int, str]]) -> _Chunk | None:
    kept = list(morphemes)
    while kept and kept[-1][2].startswith(ENDINGS):
        kept.pop()
    if not any(feature.startswith((*NOUNS, "UNKNOWN")) for _start, _end, feature in kept):
        return None
    parts = [(text[start:end], feature.split(",", 1)[0]) for start, end, feature in kept]
    return _Chunk(kept[0][0], kept[-1][1], parts, is_bare=len(kept) == len(morphemes))
