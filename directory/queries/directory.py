"""The search of the public directory: one function for pages, saved searches and the API."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from numpy.typing import NDArray

from accounts.models import User
from companies.models import Company, Project
from companies.queries.profiles import public_companies, public_projects
from directory.models import DocumentType
from directory.queries.answers import Answered, answer_text
from directory.queries.catalogues import current_catalogue
from directory.queries.external_rankers import fits_of
from directory.search.catalogue import Catalogue, Scores
from directory.search.question import Question
from directory.search.reasons import Reason
from directory.search.scoring import order_by
from values.pages import nearest_page

PAGE_SIZE = 20
RELEVANCE, NEWEST, FIT = "relevance", "newest", "fit"


@dataclass(frozen=True, slots=True)
class DirectoryHit:
    """A company, or a project with its company, and why it was found."""

    company: Company
    project: Project | None
    score: float
    """How much of the text it answers, in [0, 1]; 0 without a text."""
    reasons: tuple[Reason, ...]
    fit: float | None
    """With the reader's own projects, in [0, 1]; None when it was not asked for or nobody knows."""


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """One page of answers. `counts` by facet and value hold under what is chosen in the other facets."""

    document_type: str
    hits: tuple[DirectoryHit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    page: Page[int]
    question: Question
    corrections: tuple[tuple[str, str], ...]
    """(as typed, as searched for) of words that nobody wrote."""
    is_relaxed: bool
    """No entry has all the words; those with the most telling ones are shown."""


def search_directory(  # noqa: PLR0913 - a page of a search is named by so much
    document_type: str,
    text: str = "",
    facets: Mapping[str, Collection[str]] | None = None,
    *,
    sort: str = "",
    page: int | str | None = 1,
    page_size: int = PAGE_SIZE,
    language: str = "en",
    user: User | AnonymousUser | None = None,
    is_exact: bool = False,
) -> DirectoryPage:
    """What is listed on `document_type` (`company` or `project`) and answers `text` and `facets`, `page_size` a page.

    `facets` holds values by a name of directory.search.facets.FACETS: one of several of a facet is enough, every facet
    must be met. `sort` is `relevance` (the default with a text), `newest` (the default without) or `fit`, which needs a
    signed-in `user`. `is_exact` corrects no spelling. Only what everybody may see is found, whoever asks. The number
    of queries depends on the text, never on the rows.
    """
    chosen = facets or {}
    catalogue = current_catalogue(document_type)
    answered = answer_text(catalogue, document_type, text, language, is_exact=is_exact)
    answers = answered.answers
    within = answers.mask if answers else np.ones(len(catalogue), np.bool_)
    fits = fits_of(user, catalogue, document_type) if sort == FIT and isinstance(user, User) else None
    positions = _order(np.flatnonzero(catalogue.select(chosen, within)), answered, sort, fits)
    shown = nearest_page(range(len(positions)), page, size=page_size)
    return DirectoryPage(
        document_type=document_type,
        hits=_load_hits(catalogue, document_type, positions[list(shown.object_list)], answered, fits),
        total=len(positions),
        counts=catalogue.count(chosen, within),
        page=shown,
        question=answered.question,
        corrections=answered.corrections,
        is_relaxed=answers.is_relaxed if answers else False,
    )


def _order(positions: NDArray[np.int64], answered: Answered, sort: str, fits: Scores | None) -> NDArray[np.int64]:
    relevance = [answered.answers.scores] if answered.answers and sort != NEWEST else []
    return order_by(relevance if fits is None else [fits, *relevance], positions)


def _load_hits(
    catalogue: Catalogue, document_type: str, positions: NDArray[np.int64], answered: Answered, fits: Scores | None
) -> tuple[DirectoryHit, ...]:
    """The rows of these positions; one that left a moment ago is left out."""
    companies: dict[int, Company] = {}
    projects: dict[int, Project] = {}
    if document_type == DocumentType.PROJECT:
        projects = public_projects(catalogue.project_ids[positions].tolist())
    else:
        companies = public_companies(catalogue.company_ids[positions].tolist())
    hits = []
    for position in positions.tolist():
        project = projects.get(int(catalogue.project_ids[position]))
        company = project.company if project else companies.get(int(catalogue.company_ids[position]))
        if company:
            score = min(1.0, float(answered.answers.scores[position])) if answered.answers else 0.0
            fit = float(fits[position]) or None if fits is not None else None
            hits.append(DirectoryHit(company, project, score, answered.reasons(position), fit))
    return tuple(hits)
