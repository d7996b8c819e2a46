"""What is stored about an entry: its lexemes, and the words that a typing error may have meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.search.terms import lexemes_of, words_of
from taxonomy.concepts import load_taxonomy
from taxonomy.recognition import find_concepts
from taxonomy.romanisation import consonant_skeletons_of, phonetic_keys_of, romanise
from values.places.towns import names_of_town

COUNTRY_WORDS = {
    "KR": "Korea Corée Südkorea Korean coréen koreanisch 한국 대한민국",
    "LU": "Luxembourg Luxemburg luxembourgeois luxemburgisch 룩셈부르크",
}
TITLE, CONCEPT, SOUND, FRAME = "t:", "c:", "s:", "f:"
LONGEST_LEXEME = 200
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class IndexedText:
    text: str
    language: str
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What an entry says: the company's names in both scripts, where it is, and its passages."""

    names: Sequence[str]
    city: str
    country: str
    passages: Sequence[IndexedText]


def make_document(profile: Profile) -> list[str]:
    """The lexemes to store, sorted: every word; `t:` once more for names and titles; `c:` for concepts; `s:` and `f:`
    for the sounds of names."""
    towns = names_of_town(profile.country, profile.city)
    found = lexemes_of(COUNTRY_WORDS[profile.country]).union(*map(lexemes_of, towns))
    for name in profile.names:
        lexemes = lexemes_of(name)
        found |= lexemes | _marked(TITLE, lexemes)
        found |= _marked(SOUND, phonetic_keys_of(name)) | _marked(FRAME, consonant_skeletons_of(name))
    found |= {sound for town in towns for sound in _marked(SOUND, phonetic_keys_of(town))}
    for passage in profile.passages:
        lexemes = lexemes_of(passage.text) | _marked(CONCEPT, concepts_of(passage.text, passage.language))
        found |= lexemes
        if passage.is_title:
            found |= _marked(TITLE, lexemes)
    return sorted(lexeme for lexeme in found if len(lexeme) <= LONGEST_LEXEME)


@lru_cache(maxsize=4096)
def concepts_of(text: str, language: str) -> frozenset[str]:
    """The concepts a text names and all that are broader, so that who asks for the broad one finds the narrow."""
    taxonomy = load_taxonomy()
    named = {hit.code for hit in find_concepts(text, language)}
    return frozenset(named.union(*(taxonomy.ancestors(code) for code in named)))


def words_to_know(profile: Profile) -> set[str]:
    texts = [
        *profile.names,
        *names_of_town(profile.country, profile.city),
        *(passage.text for passage in profile.passages),
    ]
    return {word for text in texts for word in words_of(text) if len(word) <= LONGEST_WORD}


def key_of(word: str) -> str:
    """The word in Latin letters, in which a slip of the finger changes one letter in either script."""
    return romanise(word)


def _marked(mark: str, lexemes: Iterable[str]) -> set[str]:
    return {mark + lexeme for lexeme in lexemes}
