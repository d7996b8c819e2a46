"""Documents of profiles on their way into the portal: what is stored already is recognised and not made coarser.

A profile knows less than a project (docs/een.md). Where it says just what our own export of the stored project would
say, it brings no news, and the finer value stays.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from django.db.models import Prefetch, Q

from companies.models import Company, Project
from companies.records import ProjectFields, ProjectRecord
from exchange.een.profiles import make_profiles
from exchange.een.reading import read_document
from exchange.een.records import make_record
from exchange.een.sources import source_of
from exchange.errors import ProfileRefusedError
from exchange.profiles.reading import CompanyLine
from exchange.tables.table_rows import ReadTable

Projects = dict[str, Project]
"""The projects of one company by their public id and by their id in the source."""


def read_profiles(content: bytes, *, source: str) -> ReadTable:
    """The companies of the document, each with what it says that is new. Raises DocumentRefusedError."""
    table = read_document(content)
    lines = [line for line in table.lines if isinstance(line, CompanyLine)]
    stored = _find_stored([line.record.source_id for line in lines], source)
    settled = {line.number: _settle_line(line, stored.get(line.record.source_id)) for line in lines}
    return ReadTable(tuple(settled.get(line.number, line) for line in table.lines), table.notes)


def _find_stored(references: Sequence[str], source: str) -> dict[str, Projects]:
    """What is stored of the companies the document refers to by their public id, or else by their id in the source."""
    rows = Project.objects.order_by("pk").prefetch_related("cooperations")
    companies = Company.objects.filter(Q(public_id__in=references) | Q(source=source, source_id__in=references))
    found: dict[str, Projects] = {}
    for company in companies.order_by("pk").prefetch_related(Prefetch("projects", queryset=rows)):
        projects = _by_reference(company)
        found.setdefault(company.public_id, projects)
        if company.source == source and company.source_id:
            found[company.source_id] = projects
    return found


def _by_reference(company: Company) -> Projects:
    projects: Projects = {}
    for project in company.projects.all():
        project.company = company
        projects[project.public_id] = project
        if project.source_id:
            projects[project.source_id] = project
    return projects


def _settle_line(line: CompanyLine, stored: Projects | None) -> CompanyLine:
    if stored is None:
        return line
    record = line.record
    projects = tuple(_settle_project(project, stored) for project in record.projects)
    return replace(line, record=replace(record, projects=projects, said=record.digest()))


def _settle_project(record: ProjectRecord, stored: Projects) -> ProjectRecord:
    project = stored.get(record.source_id)
    if project is None:
        return record
    settled = replace(record, source_id=project.source_id or project.public_id)
    source = source_of(project)
    try:
        told = make_record(make_profiles(source))[0].projects[0]
    except ProfileRefusedError:  # what is stored makes no profile, so that everything told is news
        return settled
    news = {name: value for name, value in record.fields.items() if value != told.fields.get(name)}
    is_same = set(record.cooperations) == set(told.cooperations)
    return replace(
        settled,
        fields=cast("ProjectFields", news),
        cooperations=source.project.cooperations if is_same else record.cooperations,
    )
