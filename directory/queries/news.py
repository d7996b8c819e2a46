"""What is new in a saved search."""

from datetime import datetime
from urllib.parse import parse_qs

from directory.models import DirectoryEntry, DocumentType, SavedSearch
from directory.queries.catalogues import current_catalogue
from directory.queries.directory import NEWEST, RELEVANCE, DirectoryHit, DirectoryPage, search_directory
from directory.search.facets import FACETS


def find_news(search: SavedSearch, *, since: datetime, language: str) -> list[tuple[int, DirectoryHit]]:
    """The newest results that became public after `since`, a page of them at most: (entry id, result).

    A need in plain words finds something of everything: of its results only the best page counts. Entries that have
    not all the words asked for are no news.
    """
    catalogue = current_catalogue(search.document_type)
    if not len(catalogue) or catalogue.newest[0] <= since.timestamp():
        return []
    page = _search(search, NEWEST, language)
    if page.question.is_long:
        page = _search(search, RELEVANCE, language)
    if page.is_relaxed:
        return []
    ids = _new_entries(search.document_type, [_key(hit) for hit in page.hits], since)
    return [(ids[_key(hit)], hit) for hit in page.hits if _key(hit) in ids]


def _search(search: SavedSearch, sort: str, language: str) -> DirectoryPage:
    parameters = parse_qs(search.query)
    text = " ".join(parameters.get("q", [""])[0].replace("\0", " ").split())
    facets = {facet: parameters[facet] for facet in FACETS if facet in parameters}
    return search_directory(
        search.document_type, text, facets, sort=sort, language=language, is_exact="exact" in parameters
    )


def _key(hit: DirectoryHit) -> int:
    return hit.project.pk if hit.project else hit.company.pk


def _new_entries(document_type: str, keys: list[int], since: datetime) -> dict[int, int]:
    """Entry ids by the id of the project or company."""
    subject = "project_id" if document_type == DocumentType.PROJECT else "company_id"
    entries = DirectoryEntry.objects.filter(document_type=document_type, newest__gt=since, **{f"{subject}__in": keys})
    return dict(entries.values_list(subject, "pk"))
