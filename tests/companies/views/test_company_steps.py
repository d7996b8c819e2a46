"""The guided profile as a browser without scripts sees it: nothing typed is ever lost."""

import re
from typing import Any

import pytest
from django.test import Client

from companies.models import Company, Contact, Membership, ProfileDraft
from tests.factories import (
    PASSWORD,
    CompanyFactory,
    ContactFactory,
    LuxembourgCompanyFactory,
    MembershipFactory,
    UserFactory,
)
from tests.seen import seen_by_owner
from values.money.amounts import Money

pytestmark = pytest.mark.django_db

BASICS = {"name": "Nuri Energy Co., Ltd.", "name_local": "누리에너지(주)", "country": "KR", "city": "Busan"}


@pytest.fixture
def member(client: Client) -> Membership:
    membership: Membership = MembershipFactory(company__city="Daejeon")
    client.force_login(membership.user)
    return membership


def address(membership: Membership, step: str) -> str:
    return f"/me/companies/{membership.company.public_id}/profile/{step}/"


def seen_in(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="(\w*)"', client.get(path).content.decode())
    assert found
    return found[1]


def save(client: Client, path: str, **fields: Any) -> Any:
    return client.post(path, {"seen": seen_in(client, path)} | fields)


def test_creating_a_company_leads_to_the_next_step(client: Client) -> None:
    person = UserFactory(language="ko")
    client.force_login(person)

    response = client.post("/me/companies/new/", BASICS)

    company = Company.objects.get()
    assert response.headers["Location"] == f"/me/companies/{company.public_id}/profile/business/"
    assert (company.status, company.languages, company.name_local) == ("draft", ["ko"], "누리에너지(주)")
    assert not ProfileDraft.objects.exists()


def test_wrong_input_is_kept_with_words_and_as_a_draft(client: Client) -> None:
    client.force_login(UserFactory())

    response = client.post("/me/companies/new/", BASICS | {"registration_number": "124-81-00997", "city": ""})

    content = response.content.decode()
    assert response.status_code == 422
    assert "its check digit is wrong" in content
    assert 'value="124-81-00997"' in content
    later = client.get("/me/companies/new/").content.decode()
    assert 'value="124-81-00997"' in later
    assert "누리에너지(주)" in later
    assert 'class="error-summary"' not in later


def test_a_company_that_is_here_already_is_offered_to_be_joined(client: Client) -> None:
    there = CompanyFactory(name="NURI ENEOJI", name_local="")
    draft = CompanyFactory(name="Nuri Eneoji", name_local="", status="draft")
    client.force_login(UserFactory())

    response = client.post("/me/companies/new/", BASICS)

    content = response.content.decode()
    assert "Is your company one of these?" in content
    assert f"/me/join/{there.public_id}/" in content
    assert (draft.name in content, f"/me/join/{draft.public_id}/" in content) == (False, False)
    assert Company.objects.count() == 2
    client.post("/me/companies/new/", BASICS | {"then": "create"})
    assert Company.objects.count() == 3


def test_a_taken_registration_number_is_refused_even_when_insisted_upon(client: Client) -> None:
    CompanyFactory(registration_number="124-81-00998")
    client.force_login(UserFactory())

    response = client.post("/me/companies/new/", BASICS | {"registration_number": "124-81-00998", "then": "create"})

    assert response.status_code == 422
    assert "Search for it and ask to join it" in response.content.decode()


def test_a_step_saves_and_goes_on_or_closes(client: Client, member: Membership) -> None:
    path = address(member, "business")

    on = save(client, path, summary="New summary.", then="next")
    closed = save(client, path, summary="Newer summary.", then="close")

    assert on.headers["Location"] == address(member, "numbers")
    assert closed.headers["Location"] == "/me/"
    assert Company.objects.get().summary == "Newer summary."
    assert Company.objects.get().changes.filter(changed_by=member.user, field="summary").count() == 2


def test_what_is_in_order_is_saved_and_the_rest_kept(client: Client, member: Membership) -> None:
    path = address(member, "numbers")

    typed = {"turnover": "31억 5천만원", "turnover_currency": "KRW", "is_sme_eu": "yes", "sme_year": "2025"}
    response = save(client, path, employees="many", **typed)

    company = Company.objects.get()
    assert response.status_code == 422
    assert 'value="many"' in response.content.decode()
    assert (company.employees, company.is_sme_eu, company.sme_year) == (38, True, 2025)
    assert company.stated_turnover == Money(3_150_000_000, "KRW")
    assert 'value="many"' in client.get(path).content.decode()
    assert save(client, path, employees="40").status_code == 302
    assert not ProfileDraft.objects.exists()


@pytest.mark.parametrize(("country", "currency"), [("KR", "KRW"), ("LU", "EUR")])
def test_a_turnover_is_asked_for_in_the_currency_of_the_country(
    client: Client, member: Membership, country: str, currency: str
) -> None:
    Company.objects.update(country=country)

    page = client.get(address(member, "numbers")).content.decode()

    assert f'<option value="{currency}" selected>' in page


def test_a_turnover_that_cannot_be_read_stays_as_it_was_typed_with_its_currency(
    client: Client, member: Membership
) -> None:
    path = address(member, "numbers")
    save(client, path, turnover="420만", turnover_currency="KRW")

    response = save(client, path, employees="40", turnover="3.1 pounds", turnover_currency="EUR")

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="3.1 pounds"' in page
    assert '<option value="EUR" selected>' in page
    company = Company.objects.get()
    assert (company.employees, company.stated_turnover) == (40, Money(4_200_000, "KRW"))


def test_a_turnover_is_shown_as_it_is_read_again_and_emptied_with_its_currency(
    client: Client, member: Membership
) -> None:
    path = address(member, "numbers")
    save(client, path, turnover="EUR 250.000", turnover_currency="EUR")
    assert 'value="250,000"' in client.get(path).content.decode()

    save(client, path, turnover="", turnover_currency="EUR")

    assert Company.objects.get().stated_turnover is None


def test_a_declaration_needs_its_year(client: Client, member: Membership) -> None:
    response = save(client, address(member, "numbers"), employees="38", is_sme_korea="no")

    assert "A declaration needs a year" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"sector_1": "38", "sector_2": "27", "classes": ""}, ["38.00", "27.00"]),
        ({"sector_1": "27", "sector_2": "38", "classes": "38.32, 38.11"}, ["27.00", "38.32", "38.11"]),
        ({"sector_1": "", "classes": "62.01"}, ["62.01"]),
        ({"sector_1": "", "classes": ""}, []),
    ],
)
def test_sectors_are_chosen_by_name_or_given_exactly(
    client: Client, member: Membership, typed: dict[str, str], stored: list[str]
) -> None:
    save(client, address(member, "languages"), languages=["ko", "de"], **typed)

    company = Company.objects.get()
    assert (company.languages, company.nace) == (["ko", "de"], stored)


def test_a_class_that_cannot_be_is_refused_while_languages_are_saved(client: Client, member: Membership) -> None:
    response = save(client, address(member, "languages"), languages=["fr"], classes="04.10")

    company = Company.objects.get()
    assert "no division 04" in response.content.decode()
    assert (company.languages, company.nace) == (["fr"], ["38.32"])


def test_the_contact_is_for_colleagues_alone(client: Client, member: Membership) -> None:
    path = address(member, "contact")

    save(client, path, name="Minji Kim", email="minji@company.example", phone="+82 42 123 4567")

    contact = Contact.objects.get()
    assert (contact.name, contact.phone.as_e164) == ("Minji Kim", "+82421234567")
    assert "Minji Kim" in client.get(path).content.decode()
    assert "Minji Kim" in client.get(address(member, "review")).content.decode()
    assert "Minji" not in Client().get(f"/companies/{member.company.public_id}/").content.decode()


def test_a_wrong_telephone_number_is_kept_with_words(client: Client, member: Membership) -> None:
    response = save(client, address(member, "contact"), name="Minji", email="m@company.example", phone="12")

    assert response.status_code == 422
    assert "This is not a telephone number" in response.content.decode()
    assert not Contact.objects.exists()
    assert 'value="12"' in client.get(address(member, "contact")).content.decode()


def test_the_second_of_two_editors_is_told_and_keeps_their_text(client: Client, member: Membership) -> None:
    path = address(member, "business")
    seen = seen_in(client, path)
    colleague = Client()
    colleague.force_login(MembershipFactory(company=member.company, user__full_name="Minji Kim").user)
    save(colleague, path, summary="Her summary.")

    response = client.post(path, {"seen": seen, "summary": "My summary."})

    content = response.content.decode()
    assert response.status_code == 409
    for words in ("Minji Kim saved this page", "Her summary.", "My summary."):
        assert words in content
    assert Company.objects.get().summary == "Her summary."
    assert "My summary." in client.get(path).content.decode()
    save(client, path, summary="My summary.")
    assert Company.objects.get().summary == "My summary."


def test_what_was_sent_after_the_session_ended_is_there_after_signing_in(client: Client) -> None:
    membership = MembershipFactory(user__email="jiwon@company.example")
    path = address(membership, "business")

    refused = client.post(path, {"seen": "x", "summary": "Typed for half an hour."})
    assert refused.status_code == 302
    client.login(email="jiwon@company.example", password=PASSWORD)

    assert "Typed for half an hour.</textarea>" in client.get(path).content.decode()


def test_somebody_elses_form_does_not_get_what_a_visitor_typed(client: Client) -> None:
    membership = MembershipFactory()
    client.post(address(membership, "business"), {"summary": "Typed."})
    client.force_login(UserFactory())

    assert client.get(address(membership, "business")).status_code == 404
    assert not ProfileDraft.objects.exists()


def test_a_complete_company_is_submitted(client: Client, member: Membership) -> None:
    Company.objects.update(status="draft", registration_number="")
    path = f"/me/companies/{member.company.public_id}/submit/"

    refused = client.post(path, follow=True).content.decode()
    Company.objects.update(registration_number="124-81-00998")
    ContactFactory(company=member.company)
    accepted = client.post(path, {"seen": seen_by_owner(member.company)}, follow=True).content.decode()

    assert "Before you submit the company" in refused
    assert "We are reviewing this company" in accepted
    assert Company.objects.get().status == "submitted"


def test_the_country_of_a_company_stays(client: Client, member: Membership) -> None:
    save(client, address(member, "basics"), **BASICS | {"country": "LU"})

    assert Company.objects.values_list("country", "city").get() == ("KR", "Busan")


@pytest.mark.parametrize("step", ["basics", "business", "numbers", "languages", "contact", "review"])
def test_another_companys_steps_do_not_exist(client: Client, member: Membership, step: str) -> None:
    other = LuxembourgCompanyFactory()
    path = f"/me/companies/{other.public_id}/profile/{step}/"

    assert [client.get(path).status_code, client.post(path, {"name": "Mine"}).status_code] == [404, 404]
    assert client.get(address(member, step)).status_code == 200


def test_an_unknown_step_does_not_exist(client: Client, member: Membership) -> None:
    assert client.get(address(member, "secrets")).status_code == 404
