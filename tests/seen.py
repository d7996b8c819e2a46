"""What somebody who reads a thing right now has seen of it, as forms and headers carry it."""

from companies.models import Company, JoinRequest, Project, ProjectTranslation
from companies.seen import (
    company_standing,
    company_to_submit,
    join_request_to_answer,
    project_to_submit,
    translation_to_write,
)
from partnerships.models import PartnershipRequest
from partnerships.seen import request_to_answer
from values.seen import write_seen


def seen_by_receiver(request: PartnershipRequest) -> str:
    return write_seen(request_to_answer(PartnershipRequest.objects.with_sides().get(pk=request.pk)))


def seen_by_staff(company: Company) -> str:
    return write_seen(company_standing(Company.objects.get(pk=company.pk)))


def seen_by_owner(thing: Company | Project | JoinRequest) -> str:
    """Before a company or a project is submitted, or a request to join is answered."""
    current = type(thing).objects.get(pk=thing.pk)
    if isinstance(current, JoinRequest):
        return write_seen(join_request_to_answer(current))
    return write_seen(company_to_submit(current) if isinstance(current, Company) else project_to_submit(current))


def seen_by_translator(project: Project, language: str) -> str:
    stored = ProjectTranslation.objects.filter(project=project, language=language).first()
    return write_seen(translation_to_write(Project.objects.get(pk=project.pk), stored))
