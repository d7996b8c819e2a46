"""What the people of a company were shown of a partnership request before they answer it."""

from django.utils.translation import gettext as _

from companies.models import Company, Project
from partnerships.models import PartnershipRequest
from values.seen import Part


def request_to_answer(request: PartnershipRequest) -> list[Part]:
    """Costs one query for a request read `with_sides`."""
    wording = [request.cooperation, request.pitch, request.question, request.language]
    return [
        Part("request", _("The text of the request was edited."), wording),
        Part("sender", _("The name or location of the other company has changed."), _name(request.sender)),
        Part("standing", _("The other company was suspended or reinstated."), _steps(request.sender)),
        Part("sender_project", _("The project of the other company was edited."), _project(request.sender_project)),
        Part("receiver_project", _("Your own project was edited."), _project(request.receiver_project)),
    ]


def _name(company: Company) -> list[str]:
    return [company.name, company.name_local, company.city, company.country]


def _steps(company: Company) -> list[int]:
    return sorted(company.standing_changes.values_list("pk", flat=True))


def _project(project: Project | None) -> list[str] | None:
    if project is None:
        return None
    return [project.status, project.language, project.title, project.summary, project.offer, project.seek]
