"""From the rows of the portal to the records that profiles are made of."""

from datetime import date, datetime

from django.utils import timezone

from companies.models import Company, Project, ProjectStatus
from companies.records import CompanyRecord, ProjectRecord
from exchange.een.profiles import Source


def source_of(project: Project) -> Source:
    """The project with its company, by their public ids; load both and the cooperations before, when there are many."""
    is_public = project.status == ProjectStatus.PUBLISHED
    return Source(
        company_record(project.company),
        project_record(project),
        published_on=_day(project.published_at) if is_public else None,
        expires_on=_day(project.expires_at) if is_public else None,
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def company_record(company: Company) -> CompanyRecord:
    """What a document says about the company; all else about it is left out as "not said"."""
    return CompanyRecord(
        company.public_id,
        {
            "name": company.name,
            "country": company.country,
            "city": company.city,
            "languages": list(company.languages),
            "summary": company.summary,
            "founded": company.founded,
            "website": company.website,
            "employees": company.employees,
        },
        (),
    )


def project_record(project: Project) -> ProjectRecord:
    return ProjectRecord(
        project.public_id,
        {
            "language": project.language,
            "title": project.title,
            "summary": project.summary,
            "offer": project.offer,
            "seek": project.seek,
            "green_objectives": list(project.green_objectives),
            "digital": list(project.digital),
            "concepts": list(project.concepts),
            "trl": project.trl,
            "partner_trl_min": project.partner_trl_min,
            "partner_trl_max": project.partner_trl_max,
        },
        tuple((entry.type, entry.role) for entry in project.cooperations.all()),
    )
