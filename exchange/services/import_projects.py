"""The projects of one batch of an import: new ones are created, of the others only what differs is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company, Cooperation, ProfileChange, Project
from companies.records import ProjectRecord
from companies.services.companies import assign_changes
from companies.services.history import Values, describe_cooperations, find_changes, values_of
from exchange.profiles.reading import CompanyLine
from exchange.services.import_outcomes import BatchOutcome, ImportOptions

Cooperations = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Changes:
    created: list[tuple[Company, ProjectRecord]] = field(default_factory=list)
    changed: list[Project] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Columns that differ in at least one of `changed`."""
    regrouped: list[tuple[Project, Cooperations]] = field(default_factory=list)
    """Projects whose cooperations differ, with the new ones."""
    before: dict[int, Values] = field(default_factory=dict)
    """What the changed ones said, by id."""
    after: dict[int, Values] = field(default_factory=dict)


def create_projects(pairs: Sequence[tuple[Company, ProjectRecord]]) -> None:
    projects = Project.objects.bulk_create(
        Project(company=company, source_id=record.source_id, **record.fields) for company, record in pairs
    )
    _create_cooperations(
        [(project, record.cooperations) for project, (_company, record) in zip(projects, pairs, strict=True)]
    )


def update_projects(
    pairs: Sequence[tuple[CompanyLine, Company]], options: ImportOptions, outcome: BatchOutcome
) -> list[ProfileChange]:
    """Bring the imported projects of these companies to what their lines say; one named no more is left and noted.

    Returns the history of it, unsaved.
    """
    stored = _lock_projects([company for _line, company in pairs])
    changes = _Changes()
    for line, company in pairs:
        rows = stored.get(company.pk, {})
        for record in line.record.projects:
            _compare(company, rows.pop(record.source_id, None), record, changes)
        if line.record.projects:  # a line without any says nothing about them
            outcome.notes += [_note_absence(line, row.source_id) for row in rows.values() if row.source_id]
    _write(changes)
    touched = {company.pk for company, _record in changes.created}
    touched |= {project.company_id for project in changes.changed}
    for company_id in touched:
        outcome.record_change(company_id, "projects")
    outcome.updated |= touched
    outcome.entered_ids |= {project.pk for project in changes.changed}
    companies = {company.pk: company for _line, company in pairs}
    return [
        change
        for project in changes.changed
        for change in find_changes(
            companies[project.company_id],
            by=options.by,
            before=changes.before[project.pk],
            after=changes.after[project.pk],
            project=project,
        )
    ]


def _lock_projects(companies: Sequence[Company]) -> dict[int, dict[str, Project]]:
    """By company id and by their id in the source; those written on the portal by their public id."""
    stored: dict[int, dict[str, Project]] = {}
    rows = Project.objects.select_for_update(no_key=True).filter(company__in=companies)
    for row in rows.order_by("pk").prefetch_related("cooperations"):
        stored.setdefault(row.company_id, {})[row.source_id or row.public_id] = row
    return stored


def _compare(company: Company, project: Project | None, record: ProjectRecord, changes: _Changes) -> None:
    if project is None:
        changes.created.append((company, record))
        return
    grouped = {(entry.type, entry.role) for entry in project.cooperations.all()}
    before = values_of(project, record.fields) | {"cooperations": describe_cooperations(grouped)}
    differing = assign_changes(project, record.fields)
    is_regrouped = grouped != set(record.cooperations)
    if is_regrouped:
        changes.regrouped.append((project, record.cooperations))
    if differing or is_regrouped:
        project.updated_at = timezone.now()
        changes.changed.append(project)
        changes.names |= differing
        changes.before[project.pk] = before
        said = {"cooperations": describe_cooperations(record.cooperations)}
        changes.after[project.pk] = values_of(project, sorted(differing)) | said


def _write(changes: _Changes) -> None:
    create_projects(changes.created)
    Project.objects.bulk_update(changes.changed, ["updated_at", *sorted(changes.names)])
    Cooperation.objects.filter(project__in=[project for project, _cooperations in changes.regrouped]).delete()
    _create_cooperations(changes.regrouped)


def _create_cooperations(projects: Sequence[tuple[Project, Cooperations]]) -> None:
    Cooperation.objects.bulk_create(
        Cooperation(project=project, type=kind, role=role)
        for project, cooperations in projects
        for kind, role in cooperations
    )


def _note_absence(line: CompanyLine, source_id: str) -> str:
    return _("Row %(line)d (%(company)s): project %(project)s is no longer in the file. It was left unchanged.") % {
        "line": line.number,
        "company": line.record.source_id,
        "project": source_id,
    }
