"""Words of Latin script: where they stand in a text and the form in which two spellings or endings agree."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

HANGUL = re.compile("[\uac00-\ud7a3]")
WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f\u0300-\u036f\u2080-\u2089]+(?:\.\d+)?")
# What may stand between two words of one phrase: blanks with at most one line end, a hyphen, an apostrophe, & or /.
JOINT = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-\u2010\u2011'\u2019&/]| & ")
HYPHENS = frozenset("-\u2010\u2011")
# Left out on both sides, so that "recyclage de panneaux" and "recyclage des panneaux" agree.
FUNCTION_WORDS = {
    "en": frozenset(("the", "of", "a", "an", "s")),
    "fr": frozenset(("de", "des", "du", "d", "le", "la", "les", "l", "un", "une", "a", "au", "aux")),
    "de": frozenset(("der", "die", "das", "des", "dem", "den", "von", "vom", "ein", "eine", "einer", "eines", "einem")),
    "ko": frozenset[str](),
}
GERMAN_ENDINGS = ("ern", "ers", "em", "en", "er", "es", "e", "n", "s")
NOUN_ENDINGS = ("en", "es", "e", "n", "s")
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; `is_joined` / `is_hyphenated` tell how it hangs on the word before it."""

    text: str
    start: int
    end: int
    is_joined: bool
    is_hyphenated: bool


def split_words(text: str) -> Iterator[Word]:
    """The words of Latin script in their order; a comma, bracket or full stop leaves the next one unjoined."""
    end = -1
    for match in WORD.finditer(text):
        gap = text[end : match.start()] if end >= 0 else "."
        yield Word(match.group(), match.start(), match.end(), bool(JOINT.fullmatch(gap)), gap in HYPHENS)
        end = match.end()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents: `Hydrogène` gives `hydrogene`, `CO₂` gives `co2`, `Maßnahme` gives `massnahme`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def is_acronym(word: str) -> bool:
    """Whether a word is told from an everyday one by its capitals (AI, LED, IoT); with a digit it needs none (H2)."""
    return word.isalpha() and sum(map(str.isupper, word)) >= 2


def acronym_key(word: str) -> str:
    """The form acronyms agree in, their plural s left out: `EVs` and `EV` give `=EV`."""
    return "=" + fold(word[:-1] if word.endswith("s") and word[:-1].isupper() else word).upper()


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The folded word without its plural or case ending; words of other languages are folded only."""
    folded = fold(word)
    return STEMS[language](folded) if language in STEMS and folded.isalpha() else folded


@lru_cache(maxsize=65536)
def stem_alone(word: str, language: str) -> str:
    """The form in which a phrase of one word is compared; stricter than `stem`, for nothing beside it backs the match.

    French keeps its feminine e ("commune" is not "commun"), German its capital and its -er ("Wolle" is not "wollen",
    "Verbraucher" not "Verbrauch"). Begins with `^`, so that it never meets a word inside a phrase.
    """
    if language == "fr":
        return "^" + _stem_french_plural(re.sub("(.{5})ée(s?)$", r"\1é\2", word.casefold()))
    if language == "de" and word[:1].isupper():
        return "^N" + _stem_german_noun(fold(word))
    return "^" + stem(word, language)


def _stem_english(word: str) -> str:
    word = re.sub(r"is(ation|ing|ed|e|er)(s?)$", r"iz\1\2", word)
    word = re.sub(r"lys(er|ing|ed|e)(s?)$", r"lyz\1\2", word)
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if re.search(r"(ss|x|ch|sh)es$", word) and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _stem_french_plural(word: str) -> str:
    word = fold(word)
    if word.endswith("aux") and len(word) > 5 and not word.endswith("eaux"):
        return word[:-2] + "l"
    if word.endswith(("s", "x")) and len(word) >= SHORTEST_STEM and not word.endswith("ss"):
        return word[:-1]
    return word


def _stem_french(word: str) -> str:
    word = _stem_french_plural(word)
    if len(word) > SHORTEST_STEM:
        word = word.rstrip("e")
    word = re.sub(r"(.{3})(ll|nn|tt)$", lambda match: match[1] + match[2][0], word)
    return re.sub(r"(.{3}i)v$", r"\1f", word)


def _stem_german_noun(word: str) -> str:
    for ending in NOUN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM - 1:
            return word[: -len(ending)]
    return word


def _stem_german(word: str) -> str:
    for ending in GERMAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


STEMS: dict[str, Callable[[str], str]] = {"en": _stem_english, "fr": _stem_french, "de": _stem_german}
