"""What people were shown of a company, a project, a translation or a request to join before they decide on it."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from companies.models import Company, Contact, JoinRequest, Project, ProjectTranslation
from companies.records import CompanyFields, ContactFields, ProjectFields
from values.seen import Part

TEXTS = ("title", "summary", "offer", "seek")


def company_to_submit(company: Company) -> list[Part]:
    contact = Contact.objects.filter(company=company).first()
    return [
        Part("company", _("The profile of the company was edited."), _values(company, CompanyFields.__annotations__)),
        Part("contact", _("The contact details were edited."), _values(contact, ContactFields.__annotations__)),
    ]


def project_to_submit(project: Project) -> list[Part]:
    """Costs no query for a project read `with_details`."""
    pairs = sorted((cooperation.type, cooperation.role) for cooperation in project.cooperations.all())
    told = [_values(project, ProjectFields.__annotations__), pairs]
    return [Part("project", _("The project was edited."), told)]


def company_standing(company: Company) -> list[Part]:
    """What staff read before they suspend or reinstate it. Steps taken before are part of that."""
    told = [_values(company, CompanyFields.__annotations__), company.claimed]
    steps = sorted(company.standing_changes.values_list("pk", flat=True))
    return [
        Part("standing", _("The company was suspended or reinstated."), steps),
        Part("company", _("The profile of the company was edited."), told),
    ]


def translation_to_write(project: Project, translation: ProjectTranslation | None) -> list[Part]:
    return [
        Part("translation", _("Someone saved this translation."), _values(translation, TEXTS)),
        Part("original", _("The original was edited."), _values(project, ("language", *TEXTS))),
    ]


def join_request_to_answer(request: JoinRequest) -> list[Part]:
    """Costs no query for a request read with its company and person. To confirm is more than to accept."""
    person = [request.user.email, str(request.user)]
    return [
        Part("person", _("The person has changed their name or address."), person),
        Part("proposal", _("Another member of staff has approved the request."), request.proposed_by_id),
        Part("company", _("The name of the company has changed."), [request.company.name, request.company.name_local]),
    ]


def _values(row: Model | None, names: Iterable[str]) -> list[object]:
    return [getattr(row, name) if row else None for name in names]
