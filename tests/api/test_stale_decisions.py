"""A program that decides names the version it read: without one it gets 428, with an old one 412 and what changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from companies.models import Company, Contact, Project
from companies.services.projects import update_project
from events.models import Event
from partnerships.models import PartnershipRequest
from rest.views import Endpoint
from tests.api.conftest import Program
from tests.events.factories import EventFactory
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
)
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db
Made = tuple[Program, str, str, dict[str, str], Callable[[], object], str, Callable[[], object]]
"""Who, what is read, what is done, with which body; what changes meanwhile, what is told of it, and what stands."""


def answer(step: str, program: Any) -> Made:
    request = PartnershipRequestFactory()
    receiver = program(MembershipFactory(company=request.receiver).user)
    address = f"/me/requests/{request.public_id}/"
    body = {"reason": "no_fit"} if step == "decline" else {}

    def change() -> None:
        update_project(request.sender_project, fields={"seek": "Silver."})

    return receiver, address, f"{address}{step}/", body, change, "sender_project", PartnershipRequest.objects.get


def standing(step: str, program: Any) -> Made:
    company = CompanyFactory(status="verified" if step == "suspend" else "suspended")
    address = f"/staff/companies/{company.public_id}/"

    def change() -> None:
        suspend(reinstate(company)) if step == "reinstate" else reinstate(suspend(company))

    staff = program(ReviewerFactory(), "staff")
    return staff, address, f"{address}{step}/", {"reason": "x"}, change, "standing", Company.objects.get


def company(program: Any) -> Made:
    member = MembershipFactory(company__status="draft", company__registration_number="124-81-00998")
    ContactFactory(company=member.company)
    address = f"/me/companies/{member.company.public_id}/"

    def change() -> None:
        Company.objects.update(summary="Something else.")

    return program(member.user), address, f"{address}submit/", {}, change, "", Company.objects.get


def project(program: Any) -> Made:
    member = MembershipFactory()
    made = ProjectFactory(company=member.company, status="draft")
    address = f"/me/projects/{made.public_id}/"

    def change() -> None:
        update_project(made, fields={"seek": "Silver."})

    return program(member.user), address, f"{address}submit/", {}, change, "", Project.objects.get


def event(program: Any) -> Made:
    draft = EventFactory(status="draft")
    address = f"/staff/events/{draft.public_id}/"

    def change() -> None:
        Event.objects.update(venue="Luxexpo")

    return program(ReviewerFactory(), "staff"), address, f"{address}publish/", {}, change, "", Event.objects.get


MAKERS: dict[str, Callable[[Any], Made]] = {
    "own_request_accept": lambda program: answer("accept", program),
    "own_request_decline": lambda program: answer("decline", program),
    "company_suspend": lambda program: standing("suspend", program),
    "company_reinstate": lambda program: standing("reinstate", program),
    "own_company_submit": company,
    "own_project_submit": project,
    "staff_event_publish": event,
}


def test_every_call_that_needs_a_version_is_tried() -> None:
    reverse("api:own_company_list")  # loads every endpoint
    needing = {kind.__name__ for kind in _all(Endpoint) if kind.needs_match}

    assert len(needing) == len(MAKERS)


def _all(kind: type[Endpoint]) -> set[type[Endpoint]]:
    return {kind} | {found for below in kind.__subclasses__() for found in _all(below)}


@pytest.mark.parametrize("route", sorted(MAKERS))
def test_a_stale_version_decides_nothing(route: str, program: Callable[..., Program]) -> None:
    who, read, done, body, change, code, thing = MAKERS[route](program)
    etag = who.get(read).headers["ETag"]
    change()
    before = thing().status  # type: ignore[attr-defined]

    without = who.post(done, body)
    late = who.post(done, body, **{"If-Match": etag})

    assert (without.status_code, late.status_code) == (428, 412)
    assert [told["code"] for told in late.json().get("errors", [])] == ([code] if code else [])
    assert thing().status == before  # type: ignore[attr-defined]
    fresh = who.post(done, body, **{"If-Match": who.get(read).headers["ETag"]})
    assert fresh.status_code == 200
    assert thing().status != before  # type: ignore[attr-defined]


def test_a_contact_that_was_edited_makes_no_version_of_the_api_stale(program: Callable[..., Program]) -> None:
    """It is told by no answer of the API, so that no program can have read it."""
    who, read, done, body, _change, _code, thing = company(program)
    etag = who.get(read).headers["ETag"]
    Contact.objects.update(name="Anna")

    assert who.post(done, body, **{"If-Match": etag}).status_code == 200
    assert thing().status == "submitted"  # type: ignore[attr-defined]
