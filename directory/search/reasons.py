"""Why an entry was found, in codes that a page puts into words."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.search.question import Clause, Question
from directory.search.scoring import Find, holds

WORD, NAME, CONCEPT, MEANING = "word", "name", "concept", "meaning"


@dataclass(frozen=True, slots=True)
class Reason:
    """`value` is the word as asked, a concept's code, or empty for a meaning."""

    kind: str
    value: str = ""


def reasons_at(question: Question, position: int, find: Find) -> list[Reason]:
    """For each word asked for what met it best at this position: the word itself, a name that sounds so, a concept."""
    reasons = []
    for asked in question.asked:
        clause = _best_clause(asked.clauses, position, find)
        if clause:
            reasons.append(_reason(asked.word, clause))
    return list(dict.fromkeys(reasons))


def _best_clause(clauses: Iterable[Clause], position: int, find: Find) -> Clause | None:
    met = [clause for clause in clauses if holds(find(clause), position)]
    return max(met, key=lambda clause: (not clause.concept and not clause.is_sound, clause.weight), default=None)


def _reason(word: str, clause: Clause) -> Reason:
    if clause.concept:
        return Reason(CONCEPT, clause.concept)
    return Reason(NAME if clause.is_sound else WORD, word)
