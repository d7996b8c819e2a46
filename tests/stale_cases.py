"""Forms that decide on something that was read: how each comes to be stale, and what must not happen then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from accounts.models import User
from companies.models import Company, Contact, JoinRequest, Project, ProjectTranslation
from companies.services.joining import accept_join, ask_to_join
from companies.services.projects import update_project
from partnerships.models import PartnershipRequest
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.seen import seen_by_owner
from tests.standing import reinstate, suspend

TYPED = "What I typed 태양광"
TRANSLATED = {"title": "Ligne", "summary": "Une ligne.", "offer": "Une ligne.", "seek": "Un collecteur."}


@dataclass
class Case:
    """`person` opens `page` and sends its form at `address`; meanwhile `change` happened, of which `told` tells."""

    person: User
    page: str
    address: str
    change: Callable[[], object]
    told: str
    state: Callable[[], object]
    typed: dict[str, str] = field(default_factory=dict)


Maker = Callable[[], Case]


def cases() -> Iterator[tuple[str, str, Maker]]:
    """Route, name and case; made anew for each test."""
    for name in REQUEST_CHANGES:
        yield "partnerships:request_accept", name, lambda name=name: _request("accept", name, {})
        typed = {"reason": "no_fit", "comment": TYPED}
        yield "partnerships:request_decline", name, lambda name=name, typed=typed: _request("decline", name, typed)
    for name in STANDING_CHANGES:
        yield "companies:company_suspend", name, lambda name=name: _standing("suspend", name)
    yield "companies:company_reinstate", "edited", lambda: _standing("reinstate", "edited")
    for name in ("saved", "removed", "original"):
        yield "companies:own_translation_edit", name, lambda name=name: _translation(name)
    for name in ("edited", "contact"):
        yield "companies:own_company_submit", name, lambda name=name: _company(name)
    for name in ("edited", "cooperations"):
        yield "companies:own_project_submit", name, lambda name=name: _project(name)
    for answer in ("accept", "decline"):
        yield "companies:own_join_answer", f"approved, then {answer}", lambda answer=answer: _join(answer)


def _rename(company: Company) -> None:
    Company.objects.filter(pk=company.pk).update(name="Quite Another S.A.")


def _pause(company: Company) -> None:
    reinstate(suspend(company))


REQUEST_CHANGES: dict[str, tuple[Callable[[PartnershipRequest], object], str]] = {
    "wording": (
        lambda request: PartnershipRequest.objects.filter(pk=request.pk).update(pitch="x" * 200),
        "The text of the request was edited.",
    ),
    "sender's project": (
        lambda request: update_project(request.sender_project, fields={"seek": "A line for silver."}),
        "The project of the other company was edited.",
    ),
    "sender's project withdrawn": (
        lambda request: Project.objects.filter(pk=request.sender_project_id).update(status="withdrawn"),
        "The project of the other company was edited.",
    ),
    "own project": (
        lambda request: update_project(request.receiver_project, fields={"offer": "Silver."}),
        "Your own project was edited.",
    ),
    "name": (lambda request: _rename(request.sender), "The name or location of the other company has changed."),
    "suspended and back": (
        lambda request: _pause(request.sender),
        "The other company was suspended or reinstated.",
    ),
}


def _request(step: str, name: str, typed: dict[str, str]) -> Case:
    request = PartnershipRequestFactory()
    change, told = REQUEST_CHANGES[name]
    place = reverse("partnerships:request_detail", args=[request.public_id])
    return Case(
        person=MembershipFactory(company=request.receiver).user,
        page=place,
        address=f"{place}{step}/",
        change=lambda: change(PartnershipRequest.objects.get(pk=request.pk)),
        told=told,
        state=lambda: PartnershipRequest.objects.get(pk=request.pk).status,
        typed=typed,
    )


STANDING_CHANGES: dict[str, tuple[Callable[[Company], object], str]] = {
    "edited": (_rename, "The profile of the company was edited."),
    "suspended and back": (_pause, "The company was suspended or reinstated."),
}


def _standing(step: str, name: str) -> Case:
    company = CompanyFactory(status="verified" if step == "suspend" else "suspended")
    change, told = STANDING_CHANGES[name]
    page = f"/staff/companies/{company.public_id}/"
    return Case(
        person=ReviewerFactory(),
        page=page,
        address=f"{page}{step}/",
        change=lambda: change(company),
        told=told,
        state=lambda: Company.objects.get(pk=company.pk).status,
        typed={"reason": TYPED},
    )


def _translation(name: str) -> Case:
    member = MembershipFactory()
    project = ProjectFactory(company=member.company, language="en")
    ProjectTranslation.objects.create(project=project, language="fr", **TRANSLATED)
    stored = ProjectTranslation.objects.filter(project=project)
    change = {
        "saved": lambda: stored.update(title="Autre ligne"),
        "removed": stored.delete,
        "original": lambda: update_project(project, fields={"title": "A newer line"}),
    }[name]
    place = f"/me/projects/{project.public_id}/translations/fr/"
    return Case(
        person=member.user,
        page=place,
        address=place,
        change=change,
        told="The original was edited." if name == "original" else "Someone saved this translation.",
        state=lambda: list(stored.values_list("seek", flat=True)),
        typed={"seek": TYPED},
    )


def _company(name: str) -> Case:
    member = MembershipFactory(company__status="draft", company__registration_number="124-81-00998")
    company = member.company
    contact = ContactFactory(company=company)
    is_contact = name == "contact"
    return Case(
        person=member.user,
        page=f"/me/companies/{company.public_id}/profile/review/",
        address=f"/me/companies/{company.public_id}/submit/",
        change=lambda: Contact.objects.filter(pk=contact.pk).update(name="Anna") if is_contact else _rename(company),
        told="The contact details were edited." if is_contact else "The profile of the company was edited.",
        state=lambda: Company.objects.get(pk=company.pk).status,
    )


def _project(name: str) -> Case:
    member = MembershipFactory()
    project = ProjectFactory(company=member.company, status="draft")
    change = {
        "edited": lambda: update_project(project, fields={"seek": "A line for silver."}),
        "cooperations": lambda: update_project(project, fields={}, cooperations=[("joint_venture", "peer")]),
    }[name]
    return Case(
        person=member.user,
        page=f"/me/projects/{project.public_id}/preview/",
        address=f"/me/projects/{project.public_id}/submit/",
        change=change,
        told="The project was edited.",
        state=lambda: Project.objects.get(pk=project.pk).status,
    )


def _join(answer: str) -> Case:
    request = ask_to_join(UserFactory(), company=LuxembourgProjectFactory().company)
    return Case(
        person=ReviewerFactory(),
        page="/me/join/requests/",
        address=f"/me/join/requests/{request.pk}/",
        change=lambda: accept_join(request, by=ReviewerFactory(), seen=seen_by_owner(request)),
        told="Another member of staff has approved the request.",
        state=lambda: JoinRequest.objects.get(pk=request.pk).status,
        typed={"answer": answer},
    )
