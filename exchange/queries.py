"""Imports as their administrators watch them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from companies.models import Company, Contact, Project
from exchange.models import ImportBatch, ImportRow, ImportStatus, RowOutcome
from jobs import leases


@dataclass(frozen=True, slots=True)
class ImportProgress:
    done: int
    to_do: int

    @property
    def all(self) -> int:
        return self.done + self.to_do


def list_imports() -> QuerySet[ImportBatch]:
    batches = ImportBatch.objects.defer("content").select_related("uploaded_by").annotate(row_count=Count("rows"))
    return batches.order_by("-uploaded_at", "-pk")


def outcome_counts(batch: ImportBatch) -> Mapping[str, int]:
    """How many rows meet each outcome; every outcome is there."""
    counted = batch.rows.order_by().values_list("outcome").annotate(Count("pk"))
    return dict.fromkeys(RowOutcome.values, 0) | dict(counted)


def rows_of(batch: ImportBatch, *, outcome: str = "") -> QuerySet[ImportRow]:
    rows = batch.rows.defer("record").order_by("line")
    return rows.filter(outcome=outcome) if outcome else rows


def companies_changed_since(batch: ImportBatch) -> QuerySet[Company]:
    """Those the file is about that were made or changed after it was checked, so that what was foretold is no more."""
    rows = batch.rows.filter(record__isnull=False)
    known = Q(source=batch.source, source_id__in=rows.values("source_id")) & ~Q(source_id="")
    named = Q(public_id__in=rows.values("source_id")) | Q(public_id__in=rows.values_list(KT("record__public_id")))
    changed = Q(updated_at__gt=batch.uploaded_at) | Q(projects__updated_at__gt=batch.uploaded_at)
    return Company.objects.filter(known | named).filter(changed).distinct()


def import_progress(batch: ImportBatch) -> ImportProgress:
    readable = batch.rows.order_by().filter(record__isnull=False)
    counts = readable.aggregate(
        done=Count("pk", filter=Q(done_at__isnull=False)), to_do=Count("pk", filter=Q(done_at__isnull=True))
    )
    return ImportProgress(counts["done"], counts["to_do"])


def imports_to_enqueue() -> list[int]:
    """Confirmed imports that nobody works on: what a lost message or a dead worker left behind."""
    confirmed = ImportBatch.objects.filter(status=ImportStatus.CONFIRMED)
    return list(leases.workable(confirmed).values_list("pk", flat=True))


def companies_to_export(*, country: str = "", status: str = "") -> QuerySet[Company]:
    companies = Company.objects.order_by("country", "name", "pk")
    if country:
        companies = companies.filter(country=country)
    return companies.filter(status=status) if status else companies


def projects_to_export(*, public_id: str = "") -> QuerySet[Project]:
    """The published projects company by company, or the one with this id whatever its state."""
    projects = Project.objects.filter(public_id=public_id) if public_id else Project.objects.published()
    return projects.select_related("company").prefetch_related("cooperations").order_by("company_id", "pk")


def projects_of(companies: QuerySet[Company]) -> QuerySet[Project]:
    """Their projects, company by company, in every state."""
    projects = Project.objects.filter(company__in=companies.order_by())
    return projects.select_related("company").prefetch_related("cooperations").order_by("company_id", "pk")


def with_projects(companies: QuerySet[Company], *, is_with_contacts: bool) -> QuerySet[Company]:
    """Those with a project, which the exchange format asks for, and with all that their lines say."""
    has_project = Exists(Project.objects.filter(company=OuterRef("pk")))
    companies = companies.filter(has_project).prefetch_related("projects__cooperations")
    return companies.select_related("contact") if is_with_contacts else companies


def contacts_of(companies: QuerySet[Company]) -> dict[int, Contact]:
    return {contact.company_id: contact for contact in Contact.objects.filter(company__in=companies.order_by())}
