"""What somebody asks the directory for, as clauses that PostgreSQL can look up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.search.documents import CONCEPT, FRAME, LONGEST_LEXEME, SOUND, TITLE
from directory.search.stopwords import REQUEST_WORDS
from directory.search.terms import EXACT, Alternative, Term, read_terms
from taxonomy.concepts import load_taxonomy
from taxonomy.languages import guess_language
from taxonomy.recognition import ConceptHit, find_concepts
from taxonomy.romanisation import SHORTEST_KEY, consonant_skeleton, phonetic_key

FEW_TERMS, FEW_WORDS = 5, 6
"""Up to as many terms, and words with those of grammar, must all be there; a longer text is a need in plain words, of
which the rare ones count most."""
MOST_TERMS = 30
IN_TITLE = 2.0
BY_SOUND, BY_FRAME, BY_CONCEPT, BY_PART, BY_BROADER = 1.0, 0.6, 0.8, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Clause:
    """A tsquery in its text form and how much meeting it counts, in (0, 2]."""

    query: str
    weight: float
    concept: str = ""
    """The concept it stands for; empty for the word itself."""
    is_sound: bool = False
    is_last_resort: bool = False
    """Looked at only when the others leave too little."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of the question: met when any of its clauses is."""

    word: str
    start: int
    end: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    asked: tuple[Asked, ...]
    concepts: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        return len(self.asked) > FEW_TERMS or len(self.text.split()) > FEW_WORDS

    @property
    def clauses(self) -> Iterator[Clause]:
        return (clause for asked in self.asked for clause in asked.clauses)


@lru_cache(maxsize=512)
def read_question(text: str, language: str) -> Question:
    """The words of `text` and its concepts; `language` (the reader's) decides what a text is in that does not tell."""
    terms = _telling(read_terms(text))[:MOST_TERMS]
    hits = find_asked_concepts(text, language, is_short=len(terms) <= FEW_TERMS)
    asked = {term.word: Asked(term.word, term.start, term.end, _clauses(term, hits)) for term in terms}
    return Question(text, tuple(asked.values()), tuple(sorted({hit.code for hit in hits})))


def _telling(terms: Sequence[Term]) -> Sequence[Term]:
    return [term for term in terms if term.word not in REQUEST_WORDS] or terms


def find_asked_concepts(text: str, language: str, *, is_short: bool) -> Sequence[ConceptHit]:
    """The concepts of a question; a short one may be in any language, and nobody types a German noun's capital."""
    if not is_short:
        return find_concepts(text, guess_language(text) or language)
    hits = {hit for code in ("en", "fr", "de") for hit in find_concepts(text, code)}
    titled = "".join(f"{part[:1].upper()}{part[1:]}" for part in _split_keeping_blanks(text))
    return sorted(hits | set(find_concepts(titled, "de")))


def _split_keeping_blanks(text: str) -> list[str]:
    return [piece + " " for piece in text.split(" ")]


def _clauses(term: Term, hits: Iterable[ConceptHit]) -> tuple[Clause, ...]:
    clauses = list(_word_clauses(term.alternatives))
    if len(key := phonetic_key(term.word)) >= SHORTEST_KEY:
        clauses.append(Clause(f"{_quote(SOUND + key)}:*", BY_SOUND, is_sound=True))
    if len(key := consonant_skeleton(term.word)) >= SHORTEST_KEY:
        clauses.append(Clause(_quote(FRAME + key), BY_FRAME, is_sound=True))
    for code, weight in _concepts_at(term, hits).items():
        clauses.append(Clause(_quote(CONCEPT + code), weight, code))
        clauses.append(Clause(_quote(TITLE + CONCEPT + code), weight * IN_TITLE, code))
        broader = load_taxonomy().parent(code)
        if broader:
            clauses.append(Clause(_quote(CONCEPT + broader), BY_BROADER, broader, is_last_resort=True))
    return tuple(clauses)


def _concepts_at(term: Term, hits: Iterable[ConceptHit]) -> dict[str, float]:
    """The concepts named by a phrase that the word belongs to, and, less sure, by a part of the word."""
    inside = {hit.code: BY_PART for hit in hits if term.start <= hit.start and hit.end <= term.end}
    around = {hit.code: BY_CONCEPT for hit in hits if hit.start <= term.start and term.end <= hit.end}
    return inside | around


def _word_clauses(alternatives: Iterable[Alternative]) -> list[Clause]:
    """Alternatives as sure as one another are one clause; each once more for titles, which count double."""
    groups: dict[tuple[float, bool], list[tuple[str, ...]]] = {}
    for entry in alternatives:
        groups.setdefault((entry.weight, entry.is_prefix), []).append(entry.lexemes)
    whole = groups.get((EXACT, False), [])
    clauses = []
    for (weight, is_prefix), lexeme_sets in groups.items():
        for mark, times in (("", 1.0), (TITLE, IN_TITLE)):
            query = _beginning(lexeme_sets, whole, mark) if is_prefix else _either(lexeme_sets, mark)
            clauses.append(Clause(query, weight * times))
    return clauses


def _beginning(lexeme_sets: Iterable[tuple[str, ...]], whole: Iterable[tuple[str, ...]], mark: str) -> str:
    """Entries with a longer word alone: those with the whole word are found by a surer clause, and the index turns them
    away before their rows are looked at."""
    return f"({_either(lexeme_sets, mark, ':*')}) & !({_either(whole, mark)})"


def _either(lexeme_sets: Iterable[tuple[str, ...]], mark: str, ending: str = "") -> str:
    return " | ".join(" & ".join(f"{_quote(mark + lexeme)}{ending}" for lexeme in lexemes) for lexemes in lexeme_sets)


def _quote(lexeme: str) -> str:
    """A lexeme as a tsquery literal; they are made of letters, digits and `: . =` alone."""
    return "'" + lexeme[:LONGEST_LEXEME].replace("\\", "").replace("'", "") + "'"
