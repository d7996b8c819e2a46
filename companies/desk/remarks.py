"""What staff asked to improve, field by field."""

from companies.models import Company, CompanyStatus, CompanyVerdict, FieldRemark, Project, ProjectStatus, ProjectVerdict


def remarks_for(thing: Company | Project) -> dict[str, list[str]]:
    """The remarks of the latest return by field name; empty once the company has submitted again."""
    if isinstance(thing, Company):
        return _company_remarks(thing)
    return _project_remarks(thing)


def _company_remarks(company: Company) -> dict[str, list[str]]:
    if company.status != CompanyStatus.RETURNED:
        return {}
    review = company.reviews.filter(verdict=CompanyVerdict.RETURNED).first()
    return _by_field(list(review.remarks.all()) if review else [])


def _project_remarks(project: Project) -> dict[str, list[str]]:
    if project.status != ProjectStatus.RETURNED:
        return {}
    review = project.reviews.filter(verdict=ProjectVerdict.RETURN).first()
    return _by_field(list(review.remarks.all()) if review else [])


def _by_field(remarks: list[FieldRemark]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for remark in remarks:
        found.setdefault(remark.field, []).append(remark.text)
    return found
