"""Reads over companies and projects together."""

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from companies.models import Company, Country, Project, ProjectStatus


def list_companies(*, country: str = "", green: str = "") -> QuerySet[Company]:
    """The public companies, by name; each with its public projects as `listed_projects`.

    `country` and `green` (a green objective of one of those projects) narrow the list; empty leaves it.
    """
    listed_projects = Project.objects.filter(status=ProjectStatus.PUBLISHED).order_by("pk")
    companies = Company.objects.verified().prefetch_related(
        Prefetch("projects", queryset=listed_projects, to_attr="listed_projects")
    )
    if country:
        companies = companies.filter(country=country)
    if green:
        fitting = listed_projects.filter(company=OuterRef("pk"), green_objectives__contains=[green])
        companies = companies.filter(Exists(fitting))
    return companies.order_by("name", "pk")


def list_projects(*, country: str = "", green: str = "", digital: str = "", cooperation: str = "") -> QuerySet[Project]:
    """The public projects, newest first, with company and cooperations; each code narrows, empty leaves the list."""
    projects = with_details(Project.objects.published())
    if country:
        projects = projects.filter(company__country=country)
    if green:
        projects = projects.filter(green_objectives__contains=[green])
    if digital:
        projects = projects.filter(digital__contains=[digital])
    if cooperation:
        projects = projects.filter(cooperations__type=cooperation).distinct()
    return projects.order_by("-published_at", "pk")


def with_details(projects: QuerySet[Project]) -> QuerySet[Project]:
    """The same projects with the company and the cooperations that every page about them shows."""
    return projects.select_related("company").prefetch_related("cooperations")


def count_companies_by_city() -> dict[str, list[tuple[str, int]]]:
    """For each country (city as its companies write it, number of public companies)."""
    rows = Company.objects.verified().order_by().values_list("country", "city").annotate(Count("pk"))
    counts: dict[str, list[tuple[str, int]]] = {country: [] for country in Country}
    for country, city, count in rows:
        counts[country].append((city, count))
    return counts
