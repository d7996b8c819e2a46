"""Suspending and reinstating on the review desk, and what the company's people see of it."""

import pytest
from django.test import Client

from accounts.services.tokens import create_token
from companies.models import Company, StandingChange
from tests.factories import CompanyFactory, MembershipFactory, ReviewerFactory
from tests.seen import seen_by_staff
from tests.standing import REASON, suspend

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory(full_name="Anne Weber"))
    return client


def test_staff_suspend_and_reinstate_on_the_page_and_read_who_did_it_why(staff: Client) -> None:
    company = CompanyFactory()
    page = f"/staff/companies/{company.public_id}/"

    assert "Suspend the company" in staff.get(page).content.decode()
    answer = staff.post(
        f"{page}suspend/", {"reason": REASON, "seen": seen_by_staff(company)}, follow=True
    ).content.decode()
    assert Company.objects.get().status == "suspended"
    assert REASON in answer
    assert "Anne Weber" in answer
    assert "Suspend the company" not in answer
    staff.post(f"{page}reinstate/", {"reason": "The extract has come.", "seen": seen_by_staff(company)})

    assert Company.objects.get().status == "verified"
    assert StandingChange.objects.count() == 2


@pytest.mark.parametrize("step", ["suspend", "reinstate"])
def test_a_missing_reason_and_a_step_too_late_change_nothing_and_keep_what_was_typed(staff: Client, step: str) -> None:
    company = CompanyFactory(status="verified" if step == "suspend" else "suspended")
    page = f"/staff/companies/{company.public_id}/{step}/"

    seen = seen_by_staff(company)
    empty = staff.post(page, {"reason": " "})
    assert (empty.status_code, "Give the reason:" in empty.content.decode()) == (422, True)
    assert staff.post(page, {"reason": "Done.", "seen": seen}).status_code == 302
    late = staff.post(page, {"reason": "I was second.", "seen": seen})

    assert late.status_code == 409
    assert "Nothing was changed" in late.content.decode()
    assert "I was second." in late.content.decode()
    assert StandingChange.objects.count() == 1


def test_people_of_a_suspended_company_read_why_on_their_own_pages(client: Client) -> None:
    member = MembershipFactory(company__status="verified")
    suspend(member.company)
    client.force_login(member.user)

    first = client.get("/me/").content.decode()
    history = client.get(f"/me/companies/{member.company.public_id}/history/").content.decode()

    assert "While your company is suspended" in first
    assert REASON in first
    assert "suspended" in history
    assert client.get(f"/me/companies/{member.company.public_id}/profile/business/").status_code == 200


def test_the_first_page_costs_as_many_queries_for_three_suspended_companies_as_for_one(
    client: Client, django_assert_max_num_queries: object
) -> None:
    person = MembershipFactory().user
    counts = []
    for _index in range(3):
        suspend(MembershipFactory(user=person).company)
        client.force_login(person)
        with django_assert_max_num_queries(40) as captured:  # type: ignore[operator]
            client.get("/me/")
        counts.append(len(captured))

    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("suspend", "verified", "suspended"),
        ("reinstate", "suspended", "verified"),
    ],
)
def test_programs_of_staff_do_the_same_with_a_reason(step: str, before: str, after: str) -> None:
    company = CompanyFactory(status=before)
    key = create_token(ReviewerFactory(), name="test", scope="staff", days=1)[1]
    program = Client(headers={"Authorization": f"Bearer {key}", "If-Match": "*"})
    address = f"/api/v1/staff/companies/{company.public_id}/{step}/"

    bodies: list[dict[str, str]] = [{}, {"reason": REASON}, {"reason": "x"}]
    answers = [program.post(address, body, content_type="application/json") for body in bodies]

    assert [answer.status_code for answer in answers] == [422, 200, 409]
    assert answers[1].json()["status"] == Company.objects.get().status == after
    assert StandingChange.objects.get().reason == REASON
