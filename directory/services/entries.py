"""What the directory says about a company and its projects, drawn up from their rows."""

from dataclasses import dataclass
from datetime import datetime

from companies.models import Company, Project
from directory.models import DocumentType
from directory.search.documents import IndexedText, Profile, make_document, words_to_know
from directory.search.facets import code, codes, size_of
from taxonomy.languages import guess_language
from taxonomy.sectors import sectors_of
from values.places.towns import city_of


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A `DirectoryEntry` before it is written, and the words it adds to those known."""

    document_type: DocumentType
    company_id: int
    project_id: int | None
    newest: datetime
    facets: list[str]
    lexemes: list[str]
    words: set[str]

    @property
    def key(self) -> str:
        return f"{self.document_type}:{self.project_id or self.company_id}"


def draft_entries(company: Company) -> list[EntryDraft]:
    """One for the company and one for each of its `listed_projects` (prefetched with their cooperations)."""
    projects: list[Project] = getattr(company, "listed_projects")  # noqa: B009 - set by Prefetch, unknown to the type
    return [_draft_company(company, projects), *(_draft_project(company, project) for project in projects)]


def _draft_company(company: Company, projects: list[Project]) -> EntryDraft:
    summary = IndexedText(company.summary, guess_language(company.summary))
    passages = [summary, *(passage for project in projects for passage in _passages(project))]
    facets = _company_facets(company).union(*map(_project_facets, projects))
    newest = max([company.verified_at or company.created_at, *(_published(project) for project in projects)])
    return _draft(DocumentType.COMPANY, company, None, newest=newest, facets=facets, passages=passages)


def _draft_project(company: Company, project: Project) -> EntryDraft:
    facets = _company_facets(company) | _project_facets(project)
    newest, passages = _published(project), _passages(project)
    return _draft(DocumentType.PROJECT, company, project, newest=newest, facets=facets, passages=passages)


def _draft(
    document_type: DocumentType,
    company: Company,
    project: Project | None,
    *,
    newest: datetime,
    facets: set[str],
    passages: list[IndexedText],
) -> EntryDraft:
    names = [name for name in (company.name, company.name_local) if name]
    profile = Profile(names, company.city, company.country, passages)
    project_id = project.pk if project else None
    lexemes, words = make_document(profile), words_to_know(profile)
    return EntryDraft(document_type, company.pk, project_id, newest, sorted(facets), lexemes, words)


def _passages(project: Project) -> list[IndexedText]:
    bodies = (project.summary, project.offer, project.seek)
    title = IndexedText(project.title, project.language, is_title=True)
    return [title, *(IndexedText(text, project.language) for text in bodies)]


def _published(project: Project) -> datetime:
    return project.published_at or project.created_at


def _company_facets(company: Company) -> set[str]:
    return {
        code("country", company.country),
        code("city", city_of(company.country, company.city)),
        *codes("nace", sectors_of(company.nace)),
        *codes("size", size_of(company.employees)),
    }


def _project_facets(project: Project) -> set[str]:
    cooperations = list(project.cooperations.all())
    return {
        code("trl", project.trl),
        *codes("green", project.green_objectives),
        *codes("digital", project.digital),
        *codes("type", (entry.type for entry in cooperations)),
        *codes("role", (entry.role for entry in cooperations)),
    }
