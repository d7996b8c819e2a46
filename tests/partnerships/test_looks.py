"Every staff view of a company’s contact details is recorded, whatever door it is taken by."

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.tokens import create_token
from companies.models import Company, ContactLook
from companies.services.companies import verify_company
from companies.services.looks import contact_to_verify, open_contact
from exchange.services.contact_exports import record_contact_export
from partnerships.services.consents import record_contact_reading
from tests.companies.services.test_joining import at_once
from tests.factories import (
    AdministratorFactory,
    CompanyFactory,
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    MembershipFactory,
    ReviewerFactory,
)
from tests.signing_in import sign_in_afresh

SECRETS = ("Hidden Person", "hidden.person")


@pytest.fixture
def reviewer(client: Client) -> User:
    reviewer: User = ReviewerFactory(full_name="Anne Weber")
    client.force_login(reviewer)
    return reviewer


def waiting_company() -> Company:
    return ContactFactory(company__status="submitted").company


def looks() -> list[tuple[Any, ...]]:
    return list(ContactLook.objects.order_by("pk").values_list("company", "user", "place"))


def shows_contact(text: str) -> bool:
    found = {secret in text for secret in SECRETS}
    assert len(found) == 1
    return found.pop()


@pytest.mark.django_db
def test_the_desk_shows_the_contact_of_a_company_being_verified_and_records_who_saw_it(
    client: Client, reviewer: User
) -> None:
    company = waiting_company()

    first = client.get(f"/staff/companies/{company.public_id}/").content.decode()
    client.get(f"/staff/companies/{company.public_id}/")

    assert shows_contact(first)
    assert looks() == [(company.pk, reviewer.pk, "verification")]
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        client.force_login(reviewer)
        client.get(f"/staff/companies/{company.public_id}/")
    assert len(looks()) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "returned", "verified", "suspended"])
def test_in_any_other_state_it_stands_behind_a_button_that_records(client: Client, reviewer: User, status: str) -> None:
    company = ContactFactory(company__status=status).company
    page = f"/staff/companies/{company.public_id}/"

    before = client.get(page).content.decode()
    assert (shows_contact(before), looks()) == (False, [])
    assert f'action="{page}contact/"' in before
    after = client.post(f"{page}contact/").content.decode()

    assert shows_contact(after)
    assert looks() == [(company.pk, reviewer.pk, "desk")]


@pytest.mark.django_db
def test_a_decision_that_was_refused_shows_no_contact_of_a_company_decided_meanwhile(
    client: Client, reviewer: User
) -> None:
    company = waiting_company()
    read_at = company.updated_at.isoformat()
    verify_company(company)

    answer = client.post(
        f"/staff/companies/{company.public_id}/decide/",
        {"decision": "returned", "reason": "Improve it.", "read_at": read_at},
    )

    assert answer.status_code == 409
    assert (shows_contact(answer.content.decode()), looks()) == (False, [])


@pytest.mark.django_db
def test_where_there_is_no_contact_there_is_no_look() -> None:
    reviewer = ReviewerFactory()

    assert contact_to_verify(CompanyFactory(status="submitted"), user=reviewer) is None
    assert open_contact(CompanyFactory(), user=reviewer) is None
    assert looks() == []


@pytest.mark.django_db
def test_looks_in_introductions_mails_and_files_stand_in_the_same_record() -> None:
    introduction, reviewer, administrator = IntroductionFactory(), ReviewerFactory(), AdministratorFactory()
    sides = sorted(company.pk for company in introduction.companies)
    for company in introduction.companies:
        ContactFactory(company=company)
        ContactConsentFactory(introduction=introduction, company=company)
    MembershipFactory(company=introduction.korean_company)

    record_contact_reading(introduction, user=reviewer)
    record_contact_export(Company.objects.filter(pk=sides[0]), user=administrator, file_format="csv")
    record_contact_export(Company.objects.filter(pk=sides[1]), user=None, file_format="jsonl")

    assert looks() == [
        *((pk, reviewer.pk, "introduction") for pk in sides),
        (sides[0], administrator.pk, "export"),
        (sides[1], None, "export"),
    ]


@pytest.mark.django_db
def test_the_companys_people_read_who_looked_and_where(client: Client) -> None:
    member = MembershipFactory()
    ContactFactory(company=member.company)
    open_contact(member.company, user=ReviewerFactory(full_name="Anne Weber"))
    open_contact(ContactFactory().company, user=ReviewerFactory(full_name="Somebody Else"))
    client.force_login(member.user)

    page = client.get(f"/me/companies/{member.company.public_id}/history/").content.decode()

    assert "Anne Weber" in page
    assert "on the company’s page for staff" in page
    assert "Somebody Else" not in page


@pytest.mark.django_db
def test_the_history_costs_as_many_queries_for_three_looks_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    member = MembershipFactory()
    ContactFactory(company=member.company)
    client.force_login(member.user)
    counts = []

    for _index in range(3):
        open_contact(member.company, user=ReviewerFactory())
        with django_assert_max_num_queries(20) as captured:
            client.get(f"/me/companies/{member.company.public_id}/history/")
        counts.append(len(captured))

    assert len(set(counts)) == 1


@pytest.mark.django_db
def test_programs_of_staff_see_no_contact_and_the_administration_keeps_the_record_unchangeable(client: Client) -> None:
    company, administrator = waiting_company(), AdministratorFactory()
    key = create_token(administrator, name="test", scope="staff", days=1)[1]
    program = Client(headers={"Authorization": f"Bearer {key}"})

    assert not shows_contact(program.get(f"/api/v1/staff/companies/{company.public_id}/").content.decode())
    assert looks() == []
    open_contact(company, user=administrator)
    sign_in_afresh(client, administrator)
    look = ContactLook.objects.get()
    assert client.get("/admin/companies/contactlook/").status_code == 200
    assert client.get("/admin/companies/contactlook/add/").status_code == 403
    assert client.post(f"/admin/companies/contactlook/{look.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/companies/contactlook/{look.pk}/change/", {"place": "email"}).status_code == 403
    assert ContactLook.objects.get().place == "desk"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_a_contact_is_seen_while_somebody_decides_only_with_a_look_that_stands(round_: int) -> None:
    company, reviewer = waiting_company(), ReviewerFactory(full_name=f"Reviewer {round_}")

    contact, decided = at_once(lambda: contact_to_verify(company, user=reviewer), lambda: verify_company(company))

    assert isinstance(decided, Company)
    assert (contact is not None) == ContactLook.objects.exists()
    assert contact_to_verify(company, user=reviewer) is None
