"""Companies and projects with all that a page shows of them."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from companies.models import Company, Project, ProjectStatus


def with_details(projects: QuerySet[Project]) -> QuerySet[Project]:
    """The same projects with the company and the cooperations that every page about them shows."""
    return projects.select_related("company").prefetch_related("cooperations")


def public_companies(company_ids: Collection[int]) -> dict[int, Company]:
    """Those of these companies that everybody may see, each with its public projects as `listed_projects`."""
    projects = Project.objects.filter(status=ProjectStatus.PUBLISHED).order_by("pk")
    companies = Company.objects.verified().filter(pk__in=company_ids)
    companies = companies.prefetch_related(Prefetch("projects", queryset=projects, to_attr="listed_projects"))
    return {company.pk: company for company in companies}


def public_projects(project_ids: Collection[int]) -> dict[int, Project]:
    """Those of these projects that everybody may see, with company and cooperations."""
    return {project.pk: project for project in with_details(Project.objects.published().filter(pk__in=project_ids))}
