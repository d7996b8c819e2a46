"""Companies that do much the same as one of them, wherever they are."""

from dataclasses import dataclass

import numpy as np
from django.db import connection

from companies.models import Company, Project
from companies.queries.profiles import public_companies
from directory.models import DocumentType
from directory.queries.catalogues import current_catalogue, find_positions, look_up
from directory.search.catalogue import Catalogue
from directory.search.documents import CONCEPT, IndexedText
from directory.search.similarity import Trait, rank_similar, telling_concepts
from taxonomy.languages import guess_language

MOST_SIMILAR = 3
FACET_WEIGHT = 0.3
"""Of a green objective or digital technology beside a concept named once: there are few, and many firms name each."""

_ENTRY = "SELECT id, facets FROM directory_directoryentry WHERE key = %s AND is_listed"


@dataclass(frozen=True, slots=True)
class SimilarCompany:
    """A public company (with its `listed_projects`) and the codes of the concepts it shares, weightiest first."""

    company: Company
    concepts: tuple[str, ...]


def similar_companies(company: Company) -> list[SimilarCompany]:
    """The companies with the most in common in their public profiles; empty for one that is not in the directory."""
    catalogue = current_catalogue(DocumentType.COMPANY)
    entry_id, facets = _read_entry(company)
    places = catalogue.positions_of(np.array([entry_id], np.int64))
    listed = public_companies([company.pk]).get(company.pk)
    if not len(places) or listed is None:
        return []
    traits = [*_concept_traits(catalogue, listed), *_facet_traits(catalogue, facets)]
    likenesses = rank_similar(len(catalogue), int(places[0]), traits, MOST_SIMILAR)
    ids = [int(catalogue.company_ids[likeness.position]) for likeness in likenesses]
    found = public_companies(ids)
    pairs = zip(ids, likenesses, strict=True)
    return [SimilarCompany(found[pk], likeness.shared) for pk, likeness in pairs if pk in found]


def _read_entry(company: Company) -> tuple[int, list[str]]:
    """Its id (0 when the directory does not list it) and facets."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRY, [f"{DocumentType.COMPANY}:{company.pk}"])
        row: tuple[int, list[str]] | None = cursor.fetchone()
    return row or (0, [])


def _concept_traits(catalogue: Catalogue, company: Company) -> list[Trait]:
    concepts = telling_concepts(_what_it_does(company))
    queries = {code: f"'{CONCEPT}{code}'" for code in concepts}
    look_up(catalogue, DocumentType.COMPANY, queries.values())
    return [
        Trait(code, find_positions(catalogue, DocumentType.COMPANY, queries[code]), weight)
        for code, weight in concepts.items()
    ]


def _what_it_does(company: Company) -> list[IndexedText]:
    """Its summary and its public projects, but not what they seek."""
    projects: list[Project] = getattr(company, "listed_projects", [])
    passages = [IndexedText(company.summary, guess_language(company.summary))]
    for project in projects:
        passages.append(IndexedText(project.title, project.language, is_title=True))
        passages += [IndexedText(text, project.language) for text in (project.summary, project.offer)]
    return passages


def _facet_traits(catalogue: Catalogue, facets: list[str]) -> list[Trait]:
    everything = np.ones(len(catalogue), np.bool_)
    pairs = [code.split(":", 1) for code in facets if code.startswith(("green:", "digital:"))]
    masks = [(name, catalogue.select({facet: {name}}, everything)) for facet, name in pairs]
    return [Trait(name, np.flatnonzero(mask).astype(np.int32), FACET_WEIGHT, is_telling=False) for name, mask in masks]
