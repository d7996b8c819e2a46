"""A verified company's new name or number waits for staff; until they decide, everybody reads the verified one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.services.tokens import create_token
from companies.errors import NumberTakenError
from companies.models import IDENTITY, ChangeCheck, Company, ProfileChange
from companies.queries.duplicates import likely_duplicates
from companies.queries.edited_profiles import changes_to_check
from companies.queries.review_queue import companies_to_verify, desk_counts
from companies.services.claim_decisions import accept_claim, refuse_claim
from companies.services.claims import as_claimed, claimed_values
from companies.services.companies import update_company
from notifications.models import OutboxEmail
from tests.factories import CompanyFactory, MembershipFactory, ReviewerFactory
from values.errors import ReasonMissingError, StateConflictError

pytestmark = pytest.mark.django_db

NEW = {"name": "Samsung", "name_local": "삼성", "country": "LU", "registration_number": "B123456"}


def member_of(**fields: str) -> tuple[Company, Client]:
    """A company and the browser of one of its people."""
    membership = MembershipFactory(company=CompanyFactory(**{"name": "Hanbit Cycle", **fields}))
    client = Client()
    client.force_login(membership.user)
    return membership.company, client


def rename(company: Company, **fields: str) -> Company:
    user = company.memberships.get().user
    return update_company(company, fields={"name": "Samsung", **fields}, by=user)


@pytest.mark.parametrize("name", sorted(IDENTITY))
@pytest.mark.parametrize("status", ["verified", "suspended"])
def test_nothing_that_staff_compared_with_the_register_changes_without_them(name: str, status: str) -> None:
    company, _client = member_of(status=status)
    before = getattr(company, name)

    renamed = update_company(company, fields={name: NEW[name], "city": "Busan"}, by=company.memberships.get().user)

    stored = Company.objects.get(pk=company.pk)
    assert getattr(stored, name) == getattr(renamed, name) == before
    assert (stored.city, stored.claimed, stored.is_name_being_checked) == ("Busan", {name: NEW[name]}, True)
    assert list(companies_to_verify()) == [company]
    assert desk_counts().companies == 1


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_what_nobody_vouched_for_is_renamed_at_once(status: str) -> None:
    company, _client = member_of(status=status)

    rename(company)

    stored = Company.objects.get(pk=company.pk)
    assert (stored.name, stored.claimed, stored.claimed_at) == ("Samsung", {}, None)


def test_accepted_it_is_shown_kept_in_the_history_and_told() -> None:
    company, _client = member_of()
    claimed_at = rename(company, name_local="삼성").claimed_at
    reviewer = ReviewerFactory()
    assert claimed_at is not None

    accepted = accept_claim(company, by=reviewer, seen=claimed_at)

    assert (accepted.name, accepted.name_local, accepted.claimed, accepted.claimed_at) == ("Samsung", "삼성", {}, None)
    assert set(ProfileChange.objects.values_list("field", "old_text", "new_text")) == {
        ("name", "Hanbit Cycle", "Samsung"),
        ("name_local", "", "삼성"),
    }
    assert set(ChangeCheck.objects.values_list("checked_by", flat=True)) == {reviewer.pk}
    assert not changes_to_check().exists()
    assert OutboxEmail.objects.get().subject == "Samsung: the new name or number was accepted"


def test_refused_the_verified_one_stays_and_its_people_read_why() -> None:
    company, _client = member_of()
    claimed_at = rename(company).claimed_at
    assert claimed_at is not None

    refuse_claim(company, by=ReviewerFactory(), reason="The register knows no such name.", seen=claimed_at)

    stored = Company.objects.get(pk=company.pk)
    assert (stored.name, stored.claimed, stored.claimed_at) == ("Hanbit Cycle", {}, None)
    mail = OutboxEmail.objects.get()
    assert mail.subject == "Hanbit Cycle: the new name or number was not accepted"
    assert "The register knows no such name." in mail.text
    assert not companies_to_verify().exists()


def test_a_refusal_needs_a_reason() -> None:
    company, _client = member_of()
    claimed_at = rename(company).claimed_at
    assert claimed_at is not None

    with pytest.raises(ReasonMissingError):
        refuse_claim(company, by=ReviewerFactory(), reason=" ", seen=claimed_at)


def test_nobody_decides_about_a_name_they_have_not_read() -> None:
    company, _client = member_of()
    seen = rename(company).claimed_at
    rename(company, name="Samsung Heavy")
    assert seen is not None

    with pytest.raises(StateConflictError):
        accept_claim(company, by=ReviewerFactory(), seen=seen)
    with pytest.raises(StateConflictError):
        refuse_claim(company, by=ReviewerFactory(), reason="No.", seen=seen - timedelta(days=1))


def test_the_verified_name_typed_again_takes_the_claim_back() -> None:
    company, _client = member_of()
    rename(company)

    update_company(company, fields={"name": "Hanbit Cycle"}, by=company.memberships.get().user)

    stored = Company.objects.get(pk=company.pk)
    assert (stored.claimed, stored.claimed_at, stored.claimed_by) == ({}, None, None)


def test_a_number_of_another_company_is_refused_before_it_is_claimed() -> None:
    company, _client = member_of()
    CompanyFactory(registration_number="124-81-00998")

    with pytest.raises(NumberTakenError):
        rename(company, registration_number="124-81-00998")


def test_a_number_that_was_taken_meanwhile_is_not_accepted() -> None:
    company, _client = member_of()
    claimed_at = rename(company, registration_number="124-81-00998").claimed_at
    CompanyFactory(registration_number="124-81-00998")
    assert claimed_at is not None

    with pytest.raises(NumberTakenError):
        accept_claim(company, by=ReviewerFactory(), seen=claimed_at)

    assert Company.objects.get(pk=company.pk).is_name_being_checked


def basics(company: Company, **fields: object) -> dict[str, object]:
    names = ("name", "name_local", "country", "city", "registration_number", "founded", "website")
    return {name: claimed_values(company, [name])[name] or "" for name in names} | fields


def seen_in(client: Client, path: str) -> str:
    return str(client.get(path).context["seen"])


def test_its_people_go_on_with_the_new_name_in_their_form() -> None:
    company, client = member_of()
    path = f"/me/companies/{company.public_id}/profile/basics/"
    client.post(path, basics(company, name="Samsung", seen=seen_in(client, path)))
    company.refresh_from_db()

    form = client.get(path).context["form"]
    answer = client.post(path, basics(company, city="Busan", seen=seen_in(client, path)))

    stored = Company.objects.get(pk=company.pk)
    assert form["name"].value() == "Samsung"
    assert answer.status_code == 302
    assert (stored.name, stored.city, stored.claimed) == ("Hanbit Cycle", "Busan", {"name": "Samsung"})


def test_everybody_reads_the_verified_name_with_a_mark(client: Client) -> None:
    company, members_client = member_of()
    rename(company)

    page = client.get(f"/companies/{company.public_id}/").content.decode()
    told = client.get("/api/v1/companies/").json()["results"]
    own = members_client.get("/me/").content.decode()

    assert "Name being checked" in page
    assert "Samsung" not in page
    assert [(row["name"], row["is_name_being_checked"]) for row in told] in ([("Hanbit Cycle", True)], [])
    assert "Staff are checking the new name or number. Until they have finished, the verified one is shown." in own


def test_what_staff_wrote_themselves_meanwhile_is_accepted_without_a_word() -> None:
    company, _client = member_of()
    claimed_at = rename(company).claimed_at
    Company.objects.filter(pk=company.pk).update(name="Samsung")
    assert claimed_at is not None

    accept_claim(company, by=ReviewerFactory(), seen=claimed_at)

    assert not Company.objects.get(pk=company.pk).is_name_being_checked
    assert not ProfileChange.objects.exists()


def test_the_new_name_is_looked_for_among_the_other_companies() -> None:
    twin = CompanyFactory(name="Samsung Co., Ltd.", website="")
    company, _client = member_of(website="")

    assert likely_duplicates(as_claimed(company)) == []
    assert [found.company for found in likely_duplicates(as_claimed(rename(company)))] == [twin]


def test_staff_compare_and_decide_on_the_page_of_the_company() -> None:
    company, _client = member_of()
    claimed_at = rename(company).claimed_at
    assert claimed_at is not None
    client = Client()
    client.force_login(ReviewerFactory())
    path = f"/staff/companies/{company.public_id}/"

    page = client.get(path).content.decode()
    refused = client.post(f"{path}claim/", {"decision": "refuse", "seen": claimed_at.isoformat()})
    accepted = client.post(f"{path}claim/", {"decision": "accept", "seen": claimed_at.isoformat()})
    again = client.post(f"{path}claim/", {"decision": "accept", "seen": claimed_at.isoformat()})
    nonsense = client.post(f"{path}claim/", {"decision": "accept", "seen": "9999-99-99T99:99"})

    assert "<del>Hanbit Cycle</del> → <strong>Samsung</strong>" in page
    assert [answer.status_code for answer in (refused, accepted, again, nonsense)] == [422, 302, 409, 422]
    assert Company.objects.get(pk=company.pk).name == "Samsung"


def test_programs_of_staff_read_and_decide_the_same() -> None:
    company, _client = member_of()
    claimed_at = rename(company).claimed_at
    assert claimed_at is not None
    key = create_token(ReviewerFactory(), name="test", scope="staff", days=1)[1]
    program = Client(headers={"Authorization": f"Bearer {key}"})
    path = f"/api/v1/staff/companies/{company.public_id}/"
    stale = (claimed_at - timedelta(seconds=1)).isoformat()

    def decide(**body: str) -> Any:
        return program.post(f"{path}claim/", body, content_type="application/json")

    waiting = program.get("/api/v1/staff/companies/").json()["results"]
    told = program.get(path).json()
    answers = [
        decide(decision="refuse", claimed_at=told["claimed_at"]),
        decide(decision="accept", claimed_at=stale),
        decide(decision="accept", claimed_at=told["claimed_at"]),
        decide(decision="accept", claimed_at=told["claimed_at"]),
    ]

    assert [(row["id"], row["claimed"]) for row in waiting] == [(company.public_id, {"name": "Samsung"})]
    assert told["claimed_by"]
    assert [answer.status_code for answer in answers] == [422, 409, 200, 409]
    assert (answers[2].json()["name"], answers[2].json()["claimed"]) == ("Samsung", {})
    assert Company.objects.get(pk=company.pk).name == "Samsung"


def test_a_number_that_another_company_has_meanwhile_is_not_accepted_by_a_program() -> None:
    company, _client = member_of()
    Company.objects.filter(pk=company.pk).update(
        claimed={"registration_number": "124-81-00998"}, claimed_at=timezone.now()
    )
    CompanyFactory(registration_number="124-81-00998")
    key = create_token(ReviewerFactory(), name="test", scope="staff", days=1)[1]
    program = Client(headers={"Authorization": f"Bearer {key}"})
    path = f"/api/v1/staff/companies/{company.public_id}/"
    body = {"decision": "accept", "claimed_at": program.get(path).json()["claimed_at"]}

    refused = program.post(f"{path}claim/", body, content_type="application/json")

    assert (refused.status_code, "registration number" in refused.json()["detail"]) == (409, True)
    assert Company.objects.get(pk=company.pk).claimed
