"""Saves the forms of a member's dashboard; the second of two editors is told instead of overwriting the first."""

import hashlib
import json
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from companies.errors import EditedMeanwhileError, ProfileIncompleteError
from companies.models import Company, CompanyStatus, Contact, ProfileChange, Project, ProjectStatus
from companies.records import CompanyFields, ContactFields, ProjectFields
from companies.seen import company_to_submit, project_to_submit
from companies.services.claims import claimed_values, number_taken
from companies.services.companies import assign_changes, submit_company, update_company
from companies.services.history import Values, describe_value, values_of
from companies.services.projects import Cooperations, submit_project, update_project
from values.seen import require_seen

SUBMITTABLE = frozenset({CompanyStatus.DRAFT, CompanyStatus.RETURNED, ProjectStatus.WITHDRAWN})
"""What the owners of a company hand in; of anything else they are told how it stands."""
CONTACT_FIELDS = ("name", "email", "phone")


def fingerprint(values: Mapping[str, object]) -> str:
    """Changes exactly when one of the values does; what a form carries to tell which version it was made from."""
    texts = {name: describe_value(value) for name, value in values.items()}
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:32]


@transaction.atomic
def save_profile(company: Company, *, fields: CompanyFields, by: User, shown: Values, seen: str) -> Company:
    """Write the fields of one step. `shown` names the fields of its form, `seen` is their fingerprint as shown.

    Raises EditedMeanwhileError when they differ by now, NumberTakenError.
    """
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    refuse_edited(current, theirs=claimed_values(current, shown), seen=seen)
    try:
        with transaction.atomic():
            return update_company(current, fields=fields, by=by)
    except IntegrityError as error:
        raise number_taken() from error


@transaction.atomic
def save_contact(company: Company, *, fields: ContactFields, by: User, seen: str) -> Contact:
    """Write the confidential contact; the history keeps only that it changed. Raises EditedMeanwhileError."""
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    refuse_edited(current, theirs=contact_values(current), seen=seen)
    contact = Contact.objects.filter(company=current).first() or Contact(company=current)
    if assign_changes(contact, fields):
        contact.save()
        ProfileChange.objects.create(company=current, changed_by=by, field="contact")
    return contact


def contact_values(company: Company) -> dict[str, object]:
    """The contact's fields, empty while there is none."""
    contact = Contact.objects.filter(company=company).first()
    return {name: str(getattr(contact, name)) if contact else "" for name in CONTACT_FIELDS}


@transaction.atomic
def save_project(
    project: Project, *, fields: ProjectFields, cooperations: Cooperations, by: User, shown: Values, seen: str
) -> Project:
    """Write a project's form. Raises EditedMeanwhileError; StateConflictError while it is under review or archived."""
    current = Project.objects.select_for_update(of=("self",), no_key=True).select_related("company").get(pk=project.pk)
    refuse_edited(current.company, theirs=project_values(current, shown), seen=seen, project=current)
    return update_project(current, fields=fields, cooperations=cooperations, by=by)


def project_values(project: Project, names: Values | tuple[str, ...]) -> dict[str, object]:
    """The values of a project's form, the cooperations as `type:role`."""
    pairs = sorted(f"{kind}:{role}" for kind, role in project.cooperations.values_list("type", "role"))
    return values_of(project, [name for name in names if name != "cooperations"]) | {"cooperations": pairs}


def refuse_edited(company: Company, *, theirs: Mapping[str, object], seen: str, project: Project | None = None) -> None:
    """Raises EditedMeanwhileError unless `seen` is the fingerprint of `theirs`."""
    if (current := fingerprint(theirs)) == seen:
        return
    message = _(
        "%(person)s saved this page after you opened it. Your text is kept below. Compare the two: "
        "saving again replaces their version with yours."
    )
    raise EditedMeanwhileError(message % {"person": _last_editor(company, project)}, theirs=theirs, seen=current)


@transaction.atomic
def hand_in_company(company: Company, *, seen: str) -> Company:
    """Ask staff to verify the company as `companies.seen.company_to_submit` told it.

    Raises ProfileIncompleteError, ChangedMeanwhileError, and StateConflictError as `submit_company`.
    """
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    has_contact = Contact.objects.filter(company=current).exists()
    if not (current.summary.strip() and current.registration_number and has_contact):
        raise ProfileIncompleteError(
            _("Before you submit the company, add a description, its registration number and a contact person.")
        )
    if current.status in SUBMITTABLE:
        require_seen(seen, company_to_submit(current))
    return submit_company(current)


@transaction.atomic
def hand_in_project(project: Project, *, seen: str) -> Project:
    """Ask staff to publish the project as `companies.seen.project_to_submit` told it.

    Raises ProfileIncompleteError, ChangedMeanwhileError, and StateConflictError as `submit_project`.
    """
    current = Project.objects.select_for_update(of=("self",), no_key=True).select_related("company").get(pk=project.pk)
    if current.company.status in {CompanyStatus.DRAFT, CompanyStatus.RETURNED}:
        raise ProfileIncompleteError(_("Submit your company first: our staff review it together with the project."))
    if current.status in SUBMITTABLE:
        require_seen(seen, project_to_submit(current))
    return submit_project(current)


def _last_editor(company: Company, project: Project | None) -> str:
    changes = ProfileChange.objects.filter(company=company, project=project).select_related("changed_by")
    latest = changes.order_by("-changed_at", "-id").first()
    return str(latest.changed_by) if latest and latest.changed_by else pgettext("subject of a sentence", "Someone")
