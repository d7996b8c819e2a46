"""Edits of texts that are public already: what staff have not looked at yet, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet

from companies.models import Company, CompanyStatus, ProfileChange, Project, ProjectStatus

UNTOLD = ("contact", "status", "claim")
"""Not what people wrote for the public: there is nothing to read in them."""


@dataclass(slots=True)
class FieldEdit:
    """What one field said when staff last saw it, and what it says now."""

    change: ProfileChange
    """The latest one: its person, its moment."""
    before: str

    @property
    def after(self) -> str:
        return self.change.new_text


@dataclass(slots=True)
class EditedProfile:
    company: Company
    project: Project | None
    edits: dict[str, FieldEdit] = field(default_factory=dict)
    last_id: int = 0
    """Of the latest change that is shown."""


def changes_to_check() -> QuerySet[ProfileChange]:
    """Unchecked edits made after the company was verified or the project published, and while both still are."""
    is_company = Q(project=None, changed_at__gt=F("company__verified_at"))
    is_project = Q(project__status=ProjectStatus.PUBLISHED, changed_at__gt=F("project__published_at"))
    unchecked = ProfileChange.objects.filter(
        is_company | is_project, company__status=CompanyStatus.VERIFIED, check_by_staff=None
    )
    return unchecked.exclude(field__in=UNTOLD)


def changes_of(company: Company, project: Project | None) -> QuerySet[ProfileChange]:
    return changes_to_check().filter(company=company, project=project)


def profiles_with_changes() -> QuerySet[Any, Any]:
    """One row for each company or project with unchecked edits, the longest waiting first."""
    grouped = changes_to_check().order_by().values("company_id", "project_id")
    return grouped.annotate(first_at=Min("changed_at"), last_id=Max("pk")).order_by("first_at", "last_id")


def describe_edits(groups: Sequence[dict[str, int]]) -> list[EditedProfile]:
    """The edits of these rows of `profiles_with_changes`, in their order, with two queries."""
    wanted = Q(pk=None)
    for group in groups:
        wanted |= Q(company_id=group["company_id"], project_id=group["project_id"])
    changes = changes_to_check().filter(wanted).select_related("company", "project", "changed_by").order_by("pk")
    profiles: dict[tuple[int, int | None], EditedProfile] = {
        (group["company_id"], group["project_id"]): EditedProfile(Company(), None) for group in groups
    }
    for change in changes:
        _add(profiles[change.company_id, change.project_id], change)
    return [profile for profile in profiles.values() if profile.edits]


def _add(profile: EditedProfile, change: ProfileChange) -> None:
    profile.company, profile.project = change.company, change.project
    known = profile.edits.get(change.field)
    profile.edits[change.field] = FieldEdit(change, known.before if known else change.old_text)
    profile.last_id = max(profile.last_id, change.pk)
