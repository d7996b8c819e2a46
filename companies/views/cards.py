"""A search result as its card shows it: the original texts with what was asked for marked in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from companies.languages import guess_language
from companies.models import Company, GreenObjective, Project
from companies.queries.directory import DirectoryHit
from companies.search.highlighting import Piece, cut, find_themes, find_words, mark
from companies.search.question import Question
from companies.search.reasons import CONCEPT, MEANING
from companies.taxonomy.concepts import load_taxonomy

MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in pieces, the language it is in, and what it is."""

    pieces: Sequence[Piece]
    language: str
    label: str = ""

    @property
    def is_marked(self) -> bool:
        return any(is_marked for _text, is_marked in self.pieces)


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    hit: DirectoryHit
    title: Passage
    local_name: Passage
    summary: Passage
    elsewhere: Passage | None
    """Where else the question is met, when neither title nor summary shows it."""
    objectives: Sequence[str]
    themes: Sequence[str]
    is_near_in_meaning: bool


def make_card(hit: DirectoryHit, question: Question, language: str) -> Card:
    """`language` is the reader's, for the names of themes."""
    company, project = hit.company, hit.project
    title = _passage(project.title, project.language, question) if project else _passage(company.name, "", question)
    summary_text = project.summary if project else company.summary
    summary = _passage(summary_text, project.language if project else guess_language(summary_text), question)
    is_shown = title.is_marked or summary.is_marked or not question.asked
    return Card(
        hit=hit,
        title=title,
        local_name=_passage(company.name_local, guess_language(company.name_local), question),
        summary=summary,
        elsewhere=None if is_shown else _find_elsewhere(company, project, question),
        objectives=_objectives(company, project),
        themes=_themes(hit, language),
        is_near_in_meaning=any(reason.kind == MEANING for reason in hit.reasons),
    )


def _passage(text: str, language: str, question: Question) -> Passage:
    spans = find_words(text, question) or _themes_in(text, language, question)
    return Passage(mark(text, spans), language)


def _themes_in(text: str, language: str, question: Question) -> list[tuple[int, int]]:
    return find_themes(text, language, question.concepts) if question.concepts else []


def _find_elsewhere(company: Company, project: Project | None, question: Question) -> Passage | None:
    """The first passage with the words themselves, else the first on the same theme."""
    texts = list(_other_texts(company, project))
    with_words = ((text, find_words(text.text, question)) for text in texts)
    with_themes = ((text, _themes_in(text.text, text.language, question)) for text in texts)
    for text, spans in chain(with_words, with_themes):
        if spans:
            return Passage(cut(text.text, spans), text.language, text.label)
    return None


def _other_texts(company: Company, project: Project | None) -> Iterator[_Text]:
    projects: Sequence[Project] = [project] if project else getattr(company, "listed_projects", [])
    for entry in projects:
        if not project:
            yield _Text(entry.title, entry.language, _("Project"))
            yield _Text(entry.summary, entry.language, _("Project"))
        yield _Text(entry.offer, entry.language, _("Offers"))
        yield _Text(entry.seek, entry.language, _("Seeks"))


def _objectives(company: Company, project: Project | None) -> list[str]:
    """Names of the green objectives in the order of the vocabulary."""
    projects: Sequence[Project] = [project] if project else getattr(company, "listed_projects", [])
    found = {code for entry in projects for code in entry.green_objectives}
    return [str(objective.label) for objective in GreenObjective if objective in found]


def _themes(hit: DirectoryHit, language: str) -> list[str]:
    taxonomy = load_taxonomy()
    codes = [reason.value for reason in hit.reasons if reason.kind == CONCEPT]
    return [taxonomy.label(code, language) for code in codes[:MOST_THEMES]]


def related_themes(question: Question, language: str) -> list[str]:
    """Names of the concepts next broader than those asked for, for who found nothing."""
    taxonomy = load_taxonomy()
    broader = dict.fromkeys(parent for code in question.concepts for parent in taxonomy.parents(code))
    return [taxonomy.label(code, language) for code in list(broader)[:MOST_THEMES]]
