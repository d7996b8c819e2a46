"""A search result as its card shows it: the original texts with what was asked for marked in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from companies.models import Project
from directory.queries.directory import DirectoryHit
from directory.search.highlighting import Piece, cut, find_themes, find_words, mark
from directory.search.question import Question
from directory.search.reasons import CONCEPT, MEANING, NAME
from taxonomy.concepts import load_taxonomy
from taxonomy.languages import guess_language
from taxonomy.vocabulary import Country, GreenObjective
from values.formats.phrases import write_inside

MOST_THEMES = 3
PROJECT, OFFERS, SEEKS = _lazy("Project"), _lazy("Offers"), _lazy("Seeks")


@dataclass(frozen=True, slots=True)
class CardText:
    """A text in pieces, the language it is in, and what it is."""

    pieces: Sequence[Piece]
    language: str
    label: str = ""

    @property
    def text(self) -> str:
        return "".join(text for text, _is_marked in self.pieces)

    @property
    def is_marked(self) -> bool:
        return any(is_marked for _text, is_marked in self.pieces)


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    language: str
    label: Promise
    """Put into words only for the one that is shown: a page looks through a hundred."""


@dataclass(frozen=True, slots=True)
class Card:
    hit: DirectoryHit
    title: CardText
    other_name: CardText
    summary: CardText
    elsewhere: CardText | None
    """Where else the question is met, when neither title nor summary shows it."""
    tags: Sequence[str]
    """What it is filed under: ways to cooperate and green objectives."""
    why: Sequence[str]
    """What found it besides the words marked."""

    @property
    def side(self) -> str:
        return "side--korea" if self.hit.company.country == Country.KOREA else "side--luxembourg"

    @property
    def project_count(self) -> str:
        count = len(_projects(self.hit))
        return ngettext("%(count)s project", "%(count)s projects", count) % {"count": count}


def make_card(hit: DirectoryHit, question: Question, language: str) -> Card:
    """`language` is the reader's, for the names of themes."""
    company, project = hit.company, hit.project
    title = (
        _passage(project.title, project.language, question)
        if project
        else _passage(company.shown_name, guess_language(company.shown_name), question)
    )
    summary_text = project.summary if project else company.summary
    summary = _passage(summary_text, project.language if project else guess_language(summary_text), question)
    is_shown = title.is_marked or summary.is_marked or not question.asked
    return Card(
        hit=hit,
        title=title,
        other_name=_passage(company.other_name, guess_language(company.other_name), question),
        summary=summary,
        elsewhere=None if is_shown else _find_elsewhere(hit, question),
        tags=[*_cooperations(hit), *_objectives(hit)],
        why=list(_why(hit, language)),
    )


def _passage(text: str, language: str, question: Question) -> CardText:
    spans = find_words(text, question) or _themes_in(text, language, question)
    return CardText(mark(text, spans), language)


def _themes_in(text: str, language: str, question: Question) -> list[tuple[int, int]]:
    return find_themes(text, language, question.concepts) if question.concepts else []


def _find_elsewhere(hit: DirectoryHit, question: Question) -> CardText | None:
    """The first passage with the words themselves, else the first on the same theme."""
    texts = list(_other_texts(hit))
    with_words = ((text, find_words(text.text, question)) for text in texts)
    with_themes = ((text, _themes_in(text.text, text.language, question)) for text in texts)
    for text, spans in chain(with_words, with_themes):
        if spans:
            return CardText(cut(text.text, spans), text.language, str(text.label))
    return None


def _other_texts(hit: DirectoryHit) -> Iterator[_Text]:
    for entry in _projects(hit):
        if not hit.project:
            yield _Text(entry.title, entry.language, PROJECT)
            yield _Text(entry.summary, entry.language, PROJECT)
        yield _Text(entry.offer, entry.language, OFFERS)
        yield _Text(entry.seek, entry.language, SEEKS)


def _projects(hit: DirectoryHit) -> Sequence[Project]:
    listed: Sequence[Project] = getattr(hit.company, "listed_projects", [])
    return [hit.project] if hit.project else listed


def _cooperations(hit: DirectoryHit) -> list[str]:
    return [str(entry) for entry in hit.project.cooperations.all()] if hit.project else []


def _objectives(hit: DirectoryHit) -> list[str]:
    """Names of the green objectives in the order of the vocabulary."""
    found = {code for project in _projects(hit) for code in project.green_objectives}
    return [str(objective.label) for objective in GreenObjective if objective in found]


def _why(hit: DirectoryHit, language: str) -> Iterator[str]:
    taxonomy = load_taxonomy()
    codes = [reason.value for reason in hit.reasons if reason.kind == CONCEPT]
    if codes:
        themes = ", ".join(write_inside(taxonomy.label(code, language)) for code in codes[:MOST_THEMES])
        yield _("Themes in common: %(themes)s") % {"themes": themes}
    if any(reason.kind == NAME for reason in hit.reasons):
        yield _("The name sounds like your search")
    if any(reason.kind == MEANING for reason in hit.reasons):
        yield _("Similar in meaning")


def related_themes(question: Question, language: str) -> list[str]:
    """Names of the concepts next broader than those asked for, for who found nothing."""
    taxonomy = load_taxonomy()
    broader = dict.fromkeys(parent for code in question.concepts for parent in taxonomy.parents(code))
    return [taxonomy.label(code, language) for code in list(broader)[:MOST_THEMES]]
