"""A company's program writes its profile and its projects."""

from collections.abc import Callable
from typing import Any

import pytest

from companies.models import Company, ProfileChange, Project
from tests.api.conftest import Program
from tests.factories import CompanyFactory, ContactFactory, MembershipFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
COMPANY = {
    "name": "Hanbit Cycle Co., Ltd.",
    "country": "KR",
    "city": "Daejeon",
    "languages": ["ko", "en"],
    "registration_number": "124 81 00998",
    "summary": "Recovers glass from end-of-life photovoltaic modules.",
}
PROJECT = {
    "language": "en",
    "title": "Recycling line for photovoltaic glass",
    "summary": "A line that separates the glass of modules without breaking it.",
    "offer": "A container-sized line with training and spare parts.",
    "seek": "A collector of modules with a permit and a site.",
    "green_objectives": ["circular_economy"],
    "trl": 8,
    "cooperations": [{"type": "technology_transfer", "role": "provider"}],
}


@pytest.fixture
def member() -> Any:
    return MembershipFactory()


@pytest.fixture
def mine(member: Any, program: Callable[..., Program]) -> Program:
    return program(member.user)


def test_a_company_is_founded_edited_and_submitted(program: Callable[..., Program]) -> None:
    founder = program(UserFactory())

    made = founder.post("/me/companies/", COMPANY)
    address = made.headers["Location"].removeprefix("/api/v1")
    edited = founder.patch(address, {"employees": 38}, **{"If-Match": made.headers["ETag"]})
    ContactFactory(company=Company.objects.get())
    submitted = founder.post(f"{address}submit/", **{"If-Match": edited.headers["ETag"]})

    assert (made.status_code, edited.status_code, submitted.status_code) == (201, 200, 200)
    assert edited.json() == founder.get(address).json() | {"status": "draft", "updated_at": edited.json()["updated_at"]}
    assert submitted.json()["status"] == "submitted"
    assert submitted.json()["registration_number"] == "124-81-00998"
    assert founder.get("/me/companies/").json()["count"] == 1


def test_a_company_without_a_contact_cannot_be_submitted(program: Callable[..., Program]) -> None:
    founder = program(UserFactory())
    address = founder.post("/me/companies/", COMPANY).headers["Location"].removeprefix("/api/v1")

    refused = founder.post(f"{address}submit/", **{"If-Match": "*"})

    assert refused.status_code == 409
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert Company.objects.get().status == "draft"


def test_a_number_that_is_taken_is_refused_at_its_member(program: Callable[..., Program]) -> None:
    CompanyFactory(registration_number="124-81-00998")

    refused = program(UserFactory()).post("/me/companies/", COMPANY)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/registration_number"


def test_a_project_is_created_edited_and_submitted(mine: Program, member: Any) -> None:
    made = mine.post(f"/me/companies/{member.company.public_id}/projects/", PROJECT)
    address = made.headers["Location"].removeprefix("/api/v1")
    change = {"trl": 9, "cooperations": [{"type": "joint_venture", "role": "peer"}]}
    edited = mine.patch(address, change, **{"If-Match": made.headers["ETag"]})
    submitted = mine.post(f"{address}submit/", **{"If-Match": edited.headers["ETag"]})

    assert (made.status_code, edited.status_code, submitted.status_code) == (201, 200, 200)
    assert edited.json() | {"status": "submitted"} == submitted.json() | {"updated_at": edited.json()["updated_at"]}
    assert (edited.json()["trl"], edited.json()["cooperations"]) == (9, [{"type": "joint_venture", "role": "peer"}])
    assert set(ProfileChange.objects.values_list("field", "changed_by")) == {
        ("trl", member.user.pk),
        ("cooperations", member.user.pk),
    }
    assert mine.get("/me/projects/").json()["results"] == [submitted.json()]


def test_a_project_is_withdrawn_renewed_and_archived(mine: Program, member: Any) -> None:
    project = ProjectFactory(company=member.company)
    address = f"/me/projects/{project.public_id}"

    states = [mine.post(f"{address}/{step}/").json()["status"] for step in ("renew", "withdraw", "archive")]
    again = mine.post(f"{address}/withdraw/")

    assert states == ["published", "withdrawn", "archived"]
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"trl": 10}, "/trl"),
        ({"title": "x" * 101}, "/title"),
        ({"title": ""}, "/title"),
        ({"title": "a\0b"}, "/title"),
        ({"green_objectives": []}, "/green_objectives"),
        ({"green_objectives": ["water", "fire"]}, "/green_objectives/1"),
        ({"concepts": ["no_such_concept"]}, "/concepts/0"),
        ({"cooperations": [{"type": "technology_transfer", "role": "peer"}]}, "/cooperations/0/role"),
        ({"partner_trl_min": 7, "partner_trl_max": 3}, "/partner_trl_max"),
        ({"a/b~c": 1}, "/a~1b~0c"),
    ],
)
def test_a_wrong_member_is_pointed_at(change: dict[str, Any], pointer: str, mine: Program, member: Any) -> None:
    refused = mine.post(f"/me/companies/{member.company.public_id}/projects/", PROJECT | change)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer
    assert not Project.objects.exists()


def test_an_edit_without_a_version_is_refused(mine: Program, member: Any) -> None:
    project = ProjectFactory(company=member.company)

    refused = mine.patch(f"/me/projects/{project.public_id}/", {"trl": 9})

    assert (refused.status_code, refused.json()["code"]) == (428, "precondition_required")


def test_an_edit_of_an_older_version_is_refused(mine: Program, member: Any) -> None:
    address = f"/me/projects/{ProjectFactory(company=member.company).public_id}/"
    etag = mine.get(address).headers["ETag"]

    first = mine.patch(address, {"trl": 9}, **{"If-Match": etag})
    second = mine.patch(address, {"trl": 7}, **{"If-Match": etag})

    assert (first.status_code, second.status_code) == (200, 412)
    assert mine.get(address).json()["trl"] == 9
    assert first.headers["ETag"] == mine.get(address).headers["ETag"] != etag


def test_a_project_under_review_cannot_be_edited(mine: Program, member: Any) -> None:
    address = f"/me/projects/{ProjectFactory(company=member.company, status='submitted').public_id}/"

    refused = mine.patch(address, {"trl": 9}, **{"If-Match": mine.get(address).headers["ETag"]})

    assert refused.status_code == 409


def test_foreign_and_missing_ids_are_answered_alike(mine: Program) -> None:
    foreign = ProjectFactory()
    pairs = [
        (f"/me/projects/{foreign.public_id}/", "/me/projects/nosuchidxx/"),
        (f"/me/companies/{foreign.company.public_id}/", "/me/companies/nosuchidxx/"),
    ]

    for one, other in pairs:
        answers = [mine.get(one), mine.get(other)]
        answers += [mine.patch(address, {"name": "x"}, **{"If-Match": "*"}) for address in (one, other)]
        answers += [mine.post(f"{address}submit/") for address in (one, other)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
