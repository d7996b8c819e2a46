"""Tells the apps above which projects became public, changed in public, or are public no longer."""

from collections.abc import Iterable

from companies.models import Company, Project, ProjectStatus
from companies.services.wanted_translations import order_translations
from companies.signals import companies_changed, projects_entered, projects_left


def announce_entered(project_ids: Iterable[int]) -> None:
    """Send `projects_entered` for those of `project_ids` that everybody may read now, in the caller's transaction."""
    public = Project.objects.published().filter(pk__in=list(project_ids)).order_by("pk")
    companies = dict(public.values_list("pk", "company_id"))
    if companies:
        order_translations(companies)
        announce_changed(companies.values())
        projects_entered.send(sender=Project, project_ids=list(companies))


def announce_left(project_ids: Iterable[int]) -> None:
    """Send `projects_left`, in the caller's transaction."""
    if gone_ids := sorted(project_ids):
        announce_changed(Project.objects.filter(pk__in=gone_ids).values_list("company_id", flat=True))
        projects_left.send(sender=Project, project_ids=gone_ids)


def announce_changed(company_ids: Iterable[int]) -> None:
    """Send `companies_changed`, in the caller's transaction: what these show in public may have changed."""
    if changed_ids := sorted(set(company_ids)):
        companies_changed.send(sender=Company, company_ids=changed_ids)


def published_project_ids(companies: Iterable[Company]) -> list[int]:
    """The projects these companies have published, whether or not the companies are suspended."""
    projects = Project.objects.filter(company__in=companies, status=ProjectStatus.PUBLISHED)
    return list(projects.order_by("pk").values_list("pk", flat=True))
