"""What waits for staff, the longest waiting first."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from companies.models import Company, CompanyStatus, Project, ProjectReview, ProjectStatus, ProjectVerdict
from companies.queries.edited_profiles import profiles_with_changes
from companies.queries.joining import requests_without_owner


def companies_to_verify(*, country: str = "", waiting: int = 0) -> QuerySet[Company]:
    """Submitted companies, and verified ones with a new name or number, with `waiting_since` and `project_count`.

    `waiting` is the least number of days.
    """
    waits = Q(status=CompanyStatus.SUBMITTED) | Q(claimed_at__isnull=False)
    companies = (
        Company.objects.filter(waits)
        .select_related("claimed_by")
        .annotate(waiting_since=Coalesce("claimed_at", "submitted_at", "updated_at"), project_count=Count("projects"))
    )
    if country:
        companies = companies.filter(country=country)
    if waiting:
        companies = companies.filter(waiting_since__lte=timezone.now() - timedelta(days=waiting))
    return companies.order_by("waiting_since", "pk")


def projects_to_review(*, country: str = "", waiting: int = 0, held: str = "") -> QuerySet[Project]:
    """Submitted projects with `waiting_since`, company and reviews; `held` narrows to "yes" (on hold) or "no"."""
    reviews = Prefetch("reviews", queryset=ProjectReview.objects.select_related("reviewer"))
    projects = (
        Project.objects.filter(status=ProjectStatus.SUBMITTED)
        .select_related("company")
        .prefetch_related(reviews)
        .annotate(
            waiting_since=Coalesce("submitted_at", "updated_at"),
            holds=Count("reviews", filter=Q(reviews__verdict=ProjectVerdict.HOLD)),
        )
    )
    if country:
        projects = projects.filter(company__country=country)
    if waiting:
        projects = projects.filter(waiting_since__lte=timezone.now() - timedelta(days=waiting))
    if held:
        projects = projects.filter(holds__gt=0) if held == "yes" else projects.filter(holds=0)
    return projects.order_by("waiting_since", "pk")


@dataclass(frozen=True, slots=True)
class DeskCounts:
    companies: int
    projects: int
    changes: int
    """Companies and projects whose public texts were edited."""
    joins: int
    """Requests to join a company that nobody owns."""

    @property
    def total(self) -> int:
        return self.companies + self.projects + self.changes + self.joins


def desk_counts() -> DeskCounts:
    return DeskCounts(
        companies=companies_to_verify().count(),
        projects=Project.objects.filter(status=ProjectStatus.SUBMITTED).count(),
        changes=profiles_with_changes().count(),
        joins=requests_without_owner().count(),
    )
