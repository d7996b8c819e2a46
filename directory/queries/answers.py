"""From a text to the entries that answer it: spelling put right, words looked up, meaning asked for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.queries.catalogues import find_positions, look_up
from directory.queries.external_rankers import meanings_of
from directory.queries.spelling import nearest_word
from directory.search.catalogue import Catalogue, Scores
from directory.search.question import Clause, Question, read_question
from directory.search.rank_fusion import fuse
from directory.search.reasons import MEANING, Reason, reasons_at
from directory.search.scoring import Answers, Find, answer, unknown_words

MOST_CORRECTIONS = 3
FEWEST_WORDS_WITH_MEANING = 2  # a single word says little of what is meant


@dataclass(frozen=True, slots=True)
class Answered:
    """`answers` and `meanings` are None when there was nothing to look for."""

    question: Question
    find: Find
    answers: Answers | None = None
    meanings: Scores | None = None
    corrections: tuple[tuple[str, str], ...] = ()

    def reasons(self, position: int) -> tuple[Reason, ...]:
        reasons = reasons_at(self.question, position, self.find)
        if self.meanings is not None and self.meanings[position] > 0:
            reasons.append(Reason(MEANING))
        return tuple(reasons)


def answer_text(catalogue: Catalogue, document_type: str, text: str, language: str, *, is_exact: bool) -> Answered:
    """What answers `text`, in a reader's `language`; `is_exact` leaves its spelling alone."""
    question = read_question(text, language)

    def find(clause: Clause) -> NDArray[np.int32]:
        return find_positions(catalogue, document_type, clause.query)

    if not question.asked:
        return Answered(question, find)
    look_up(catalogue, document_type, (clause.query for clause in question.clauses if not clause.is_last_resort))
    corrections: tuple[tuple[str, str], ...] = ()
    if not is_exact:
        question, corrections = _correct(question, language, find)
    answers = answer(catalogue, question, find)
    if len(question.asked) < FEWEST_WORDS_WITH_MEANING:
        meanings = np.zeros(len(catalogue), np.float32)
    else:
        meanings = meanings_of(question.text, catalogue, document_type)
    blended = fuse(answers, meanings, is_long=question.is_long)
    return Answered(question, find, blended, meanings, corrections)


def _correct(question: Question, language: str, find: Find) -> tuple[Question, tuple[tuple[str, str], ...]]:
    """The question with the words that nobody wrote put right, and which those were; a long text is left alone."""
    if question.is_long:
        return question, ()
    unknown = unknown_words(question, find)[:MOST_CORRECTIONS]
    nearest = [(asked, word) for asked in unknown if (word := nearest_word(asked.word))]
    if not nearest:
        return question, ()
    text = question.text
    for asked, word in reversed(nearest):
        text = f"{text[: asked.start]}{word}{text[asked.end :]}"
    corrected = read_question(text, language)
    if len(unknown_words(corrected, find)) >= len(unknown):  # what was known once may have left
        return question, ()
    return corrected, tuple((question.text[asked.start : asked.end], word) for asked, word in nearest)
