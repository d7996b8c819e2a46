"""What staff asked to improve, field by field."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from companies.models import (
    ChangeCheck,
    Company,
    CompanyStatus,
    CompanyVerdict,
    ProfileChange,
    Project,
    ProjectStatus,
    ProjectVerdict,
)

Remarks = dict[str, list[str]]


def remarks_for(thing: Company | Project) -> Remarks:
    """By field name: of a draft what its import could not read, the remarks of the latest return until the company
    submits again, and those on its edits of published texts until it edits that field again."""
    if isinstance(thing, Company):
        return _company_remarks(thing)
    return _project_remarks(thing)


def _company_remarks(company: Company) -> Remarks:
    if company.status == CompanyStatus.RETURNED:
        review = company.reviews.filter(verdict=CompanyVerdict.RETURNED).first()
        return _by_field(review.remarks.values_list("field", "text") if review else [])
    if company.status == CompanyStatus.VERIFIED:
        return _by_field(_remarks_on_edits(ProfileChange.objects.filter(company=company, project=None)))
    return _remarks_of_import(company)


def _remarks_of_import(company: Company) -> Remarks:
    """Of a draft, until the field is filled in."""
    remarks: Remarks = company.import_remarks
    return {name: texts for name, texts in remarks.items() if not _is_filled(company, name)}


def _is_filled(company: Company, name: str) -> bool:
    if name.startswith("contact"):
        return hasattr(company, "contact") and bool(getattr(company.contact, name.removeprefix("contact_"), ""))
    return bool(getattr(company, name, "")) and name != "name"


def _project_remarks(project: Project) -> Remarks:
    if project.status == ProjectStatus.RETURNED:
        review = project.reviews.filter(verdict=ProjectVerdict.RETURN).first()
        return _by_field(review.remarks.values_list("field", "text") if review else [])
    if project.status == ProjectStatus.PUBLISHED:
        return _by_field(_remarks_on_edits(ProfileChange.objects.filter(project=project)))
    return {}


def _remarks_on_edits(changes: QuerySet[ProfileChange]) -> Iterable[tuple[str, str]]:
    later = changes.filter(field=OuterRef("change__field"), pk__gt=OuterRef("change_id"))
    checks = ChangeCheck.objects.filter(~Exists(later), change__in=changes).exclude(remark="")
    return checks.order_by("change_id").values_list("change__field", "remark")


def _by_field(remarks: Iterable[tuple[str, str]]) -> Remarks:
    found: Remarks = {}
    for name, text in remarks:
        found.setdefault(name, []).append(text)
    return found
