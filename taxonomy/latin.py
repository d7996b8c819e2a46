"""Finds phrases of English, French and German, and the Latin abbreviations of Korean, in a text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import filterfalse

from taxonomy.concepts import Taxonomy
from taxonomy.words import (
    FUNCTION_WORDS,
    HANGUL,
    WORD,
    Word,
    acronym_key,
    fold,
    is_acronym,
    split_words,
    stem,
    stem_alone,
)

# English found in a text of another language: a short word would be a false friend (French "sort", German "Gift").
SHORTEST_LOANWORD = 6
FALSE_FRIENDS = frozenset(("charger", "transformer"))
# A phrase inside a German compound: at either end, or with something on both sides.
SHORTEST_END, SHORTEST_MIDDLE = 6, 9
LONGEST_COMPOUND = 60
INSEPARABLE = frozenset(("ver", "zer", "ent", "miss", "auf", "aus", "ein", "vor", "nach", "uber", "unter"))
CASE_ENDINGS = frozenset(("e", "n", "s", "en", "er", "es", "em", "ern", "ens"))
NEVER_INSIDE = frozenset(("reifen", "schule", "testen", "leiter"))


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: what may follow, and the concepts of the phrase that ends here."""

    children: dict[str, "Node"] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """Concepts found between two character offsets of a text, the second exclusive."""

    start: int
    end: int
    codes: tuple[str, ...]


class Phrasebook:
    """The phrases of one language, as a tree over the normal forms of their words."""

    def __init__(self, taxonomy: Taxonomy, language: str, *, is_foreign: bool = False) -> None:
        self.language = language
        self._root = Node()
        self._single_words: dict[str, tuple[str, ...]] = {}
        for concept in taxonomy.concepts.values():
            for phrase in filterfalse(HANGUL.search, concept.phrases[language]):
                for variant in spell_variants(phrase):
                    self._add(variant, concept.code, is_foreign=is_foreign)

    def longest(self, words: Sequence[Word], index: int) -> tuple[int, tuple[str, ...]]:
        """Where the longest phrase starting at a word ends (index exclusive) and its concepts; (index, ()) if none."""
        best: tuple[int, tuple[str, ...]] = (index, ())
        paths = [(self._root, index, False)]
        while paths:
            node, place, is_word = paths.pop()
            if is_word and node.codes and place > best[0]:
                best = (place, node.codes)
            if place < len(words) and (place == index or words[place].is_joined):
                paths += self._steps(node, words, place)
        return best

    def inside(self, word: str) -> list[tuple[str, ...]]:
        """The concepts named by the parts of a German compound, the longest parts first taken."""
        return _search_compound(self, fold(word))

    def single_word(self, folded: str) -> tuple[str, ...]:
        """The concepts a single folded word names, if it is long enough to be looked for inside compounds."""
        return self._single_words.get(folded, ())

    def _steps(self, node: Node, words: Sequence[Word], place: int) -> Iterator[tuple[Node, int, bool]]:
        """Where a place leads, and whether by a word of the phrase or past a function word."""
        is_first = node is self._root
        for key, following in _keys(words, place, self.language, is_first=is_first):
            if child := node.children.get(key):
                yield child, following, True
        if not is_first and fold(words[place].text) in FUNCTION_WORDS[self.language]:
            yield node, place + 1, False

    def _add(self, phrase: str, code: str, *, is_foreign: bool) -> None:
        texts = WORD.findall(phrase)
        if len(texts) == 1 and is_foreign and not _is_loanword(texts[0]):
            return
        node = self._root
        for key in phrase_keys(texts, self.language):
            node = node.children.setdefault(key, Node())
        node.codes = tuple(dict.fromkeys((*node.codes, code)))
        if len(texts) == 1 and len(texts[0]) >= SHORTEST_END and not is_acronym(texts[0]):
            folded = fold(texts[0])
            self._single_words[folded] = tuple(dict.fromkeys((*self.single_word(folded), code)))


def spell_variants(phrase: str) -> tuple[str, ...]:
    """A phrase as written and, if it has hyphens, with its parts run together: `bio-based`, `biobased`."""
    return (phrase, phrase.replace("-", "")) if "-" in phrase else (phrase,)


def phrase_keys(texts: Iterable[str], language: str) -> tuple[str, ...]:
    """The normal forms of a phrase's words, the function words left out but for the D of R&D."""
    texts = tuple(texts)
    if len(texts) == 1 and not is_acronym(texts[0]):
        return (stem_alone(texts[0], language),)
    return tuple(
        acronym_key(text) if is_acronym(text) else stem(text, language)
        for text in texts
        if fold(text) not in FUNCTION_WORDS[language] or text.isupper()
    )


def find_latin(text: str, books: Sequence[Phrasebook]) -> list[PhraseMatch]:
    """The longest phrases of the books from left to right, without overlap; of equals the earlier book's."""
    words = list(split_words(text))
    matches: list[PhraseMatch] = []
    index = 0
    while index < len(words):
        end, codes = max((book.longest(words, index) for book in books), key=lambda found: found[0])
        if codes:
            matches.append(PhraseMatch(words[index].start, words[end - 1].end, codes))
        else:
            matches += _find_in_compound(words[index], books)
        index = max(end, index + 1)
    return matches


def _find_in_compound(word: Word, books: Sequence[Phrasebook]) -> list[PhraseMatch]:
    german = next((book for book in books if book.language == "de"), None)
    if german is None or not SHORTEST_END + 3 <= len(word.text) <= LONGEST_COMPOUND:
        return []
    return [PhraseMatch(word.start, word.end, codes) for codes in german.inside(word.text)]


def _keys(words: Sequence[Word], place: int, language: str, *, is_first: bool) -> Iterator[tuple[str, int]]:
    """The forms the text offers at a place, each with the place after it: the word, its acronym, its hyphen chain."""
    text = words[place].text
    yield from _word_keys(text, place + 1, language, is_first=is_first)
    if is_acronym(text):
        yield acronym_key(text), place + 1
    end = place + 1
    while end < len(words) and words[end].is_hyphenated:
        text += words[end].text
        end += 1
        yield from _word_keys(text, end, language, is_first=is_first)


def _word_keys(text: str, following: int, language: str, *, is_first: bool) -> Iterator[tuple[str, int]]:
    yield stem(text, language), following
    if is_first:
        yield stem_alone(text, language), following
        if language == "de" and text[0].isupper():
            yield stem_alone(text.lower(), language), following


def _is_loanword(word: str) -> bool:
    return is_acronym(word) or (len(word) >= SHORTEST_LOANWORD and fold(word) not in FALSE_FRIENDS)


@lru_cache(maxsize=65536)
def _search_compound(book: Phrasebook, folded: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    taken = [False] * len(folded)
    for length in range(len(folded) - 1, SHORTEST_END - 1, -1):
        for start in range(len(folded) - length + 1):
            end = start + length
            codes = book.single_word(folded[start:end])
            if codes and not any(taken[start:end]) and _is_part(folded, start, end):
                taken[start:end] = [True] * length
                found.append(codes)
    return found


def _is_part(folded: str, start: int, end: int) -> bool:
    """Whether a stretch of a compound can be one of its words rather than letters that happen to agree."""
    before, part, after = folded[:start], folded[start:end], folded[end:]
    if part in NEVER_INSIDE or before in INSEPARABLE or 0 < len(before) < 3:
        return False
    if 0 < len(after) < 3 and after not in CASE_ENDINGS:
        return False
    is_middle = bool(before) and bool(after) and after not in CASE_ENDINGS
    return len(part) >= (SHORTEST_MIDDLE if is_middle else SHORTEST_END)
