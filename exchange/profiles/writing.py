"""Writes companies in the exchange format, so that what was written can be read again."""

import json
from collections.abc import Iterable, Iterator

from companies.models import Company, Contact, Project


def export_company(company: Company, *, is_with_contact: bool = False) -> dict[str, object]:
    """The company and all its projects in the exchange format; reading it gives equal records.

    Ids are those of the source a profile came from, else the public ones. The contact is confidential and included
    only on request. Prefetch `projects__cooperations`, select `contact`, when exporting many.
    """
    exported = _export_identity(company) | {
        "projects": [
            _export_project(project) for project in sorted(company.projects.all(), key=lambda project: project.pk)
        ]
    }
    if company.registration_number:
        exported["registration_number"] = company.registration_number
    if company.sme_year is not None:
        exported["sme"] = {"eu": company.is_sme_eu, "korea": company.is_sme_korea, "year": company.sme_year}
    contact: Contact | None = getattr(company, "contact", None) if is_with_contact else None
    if contact is not None:
        exported["contact"] = {"name": contact.name, "email": contact.email, "phone": str(contact.phone)}
    return exported


def write_lines(companies: Iterable[Company], *, is_with_contacts: bool = False) -> Iterator[str]:
    """A line of JSON for each company."""
    for company in companies:
        yield f"{json.dumps(export_company(company, is_with_contact=is_with_contacts), ensure_ascii=False)}\n"


def _export_identity(company: Company) -> dict[str, object]:
    local = {"name_local": company.name_local} if company.name_local else {}
    money = company.stated_turnover
    turnover = {"turnover": money._asdict()} if money and money.euros is None else {}
    return {
        "id": company.source_id or company.public_id,
        "name": company.name,
        **local,
        "country": company.country,
        "city": company.city,
        "founded": company.founded,
        "employees": company.employees,
        "turnover_eur": company.turnover_eur,
        **turnover,
        "website": company.website,
        "languages": company.languages,
        "nace": company.nace,
        "summary": company.summary,
    }


def _export_project(project: Project) -> dict[str, object]:
    return {
        "id": project.source_id or project.public_id,
        "language": project.language,
        "title": project.title,
        "summary": project.summary,
        "offer": project.offer,
        "seek": project.seek,
        "cooperation": [{"type": entry.type, "role": entry.role} for entry in project.cooperations.all()],
        "green_objectives": project.green_objectives,
        "digital": project.digital,
        "trl": project.trl,
        "partner_trl": list(project.partner_trl) if project.partner_trl else None,
    }
