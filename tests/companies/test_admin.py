from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Company, Membership, Project
from tests.factories import AdministratorFactory, CompanyFactory, MembershipFactory, ProjectFactory, UserFactory
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db

Announced = list[tuple[str, list[int]]]


@pytest.fixture
def administrator(client: Client) -> Client:
    sign_in_afresh(client, AdministratorFactory())
    return client


def filled_form(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back unchanged from the page at `address`."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {
        name: field.value() for form in forms for field in form for name in (field.html_name, field.html_initial_name)
    }
    return {name: _as_text(value) for name, value in data.items() if value is not None}


def _as_text(value: Any) -> Any:
    return ",".join(value) if isinstance(value, list) else value


def save(client: Client, address: str, **changes: Any) -> int:
    return client.post(address, filled_form(client, address) | changes).status_code


def change_page(row: Company | Project) -> str:
    return reverse(f"admin:companies_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("name", ["company", "project", "membership"])
def test_lists_open_and_can_be_searched(administrator: Client, name: str) -> None:
    ProjectFactory(company=MembershipFactory().company)

    response = administrator.get(reverse(f"admin:companies_{name}_changelist"), {"q": "company"})

    assert response.status_code == 200


def test_corrected_project_text_enters_again(administrator: Client, announced: Announced) -> None:
    project = ProjectFactory()

    assert save(administrator, change_page(project), title="A better title") == 302

    project.refresh_from_db()
    assert (project.title, announced) == ("A better title", [("entered", [project.pk])])


def test_project_saved_unchanged_is_not_announced(administrator: Client, announced: Announced) -> None:
    project = ProjectFactory()

    assert save(administrator, change_page(project)) == 302

    assert announced == []


def test_company_change_that_matching_reads_is_announced(administrator: Client, announced: Announced) -> None:
    project = ProjectFactory()

    assert save(administrator, change_page(project.company), city="Seoul") == 302
    assert save(administrator, change_page(project.company), languages="ko,en,fr") == 302

    assert announced == [("entered", [project.pk])]


def test_states_and_country_cannot_be_set_by_form(administrator: Client) -> None:
    company = CompanyFactory(status="draft")

    assert save(administrator, change_page(company), status="verified", country="LU", source_id="x") == 302

    company.refresh_from_db()
    assert (company.status, company.country, company.source_id) == ("draft", "KR", "")


def test_form_opened_before_a_suspension_does_not_undo_it(administrator: Client) -> None:
    company = CompanyFactory()
    data = filled_form(administrator, change_page(company)) | {"city": "Seoul"}
    Company.objects.filter(pk=company.pk).update(status="suspended")

    administrator.post(change_page(company), data)

    company.refresh_from_db()
    assert (company.city, company.status) == ("Seoul", "suspended")


def test_registration_number_is_checked_and_normalised(administrator: Client) -> None:
    company = CompanyFactory()

    assert save(administrator, change_page(company), registration_number="124-81-00999") == 200
    assert save(administrator, change_page(company), registration_number="1248100998") == 302

    company.refresh_from_db()
    assert company.registration_number == "124-81-00998"


def test_an_administrator_alone_makes_nobody_a_member_and_changes_no_role(administrator: Client) -> None:
    editor = MembershipFactory(role="editor")
    person = UserFactory()
    inline = {"memberships-TOTAL_FORMS": "2", "memberships-INITIAL_FORMS": "1", "memberships-0-id": editor.pk}
    inline |= {"memberships-0-company": editor.company_id, "memberships-0-user": editor.user_id}
    inline |= {"memberships-0-role": "owner", "memberships-1-company": editor.company_id}
    inline |= {"memberships-1-user": person.pk, "memberships-1-role": "owner"}
    fields = {"user": person.pk, "company": editor.company_id, "role": "owner"}

    codes = [
        administrator.get("/admin/companies/membership/").status_code,
        administrator.get(f"/admin/companies/membership/{editor.pk}/change/").status_code,
        administrator.get("/admin/companies/membership/add/").status_code,
        administrator.post("/admin/companies/membership/add/", fields).status_code,
        administrator.post(f"/admin/companies/membership/{editor.pk}/change/", fields).status_code,
        save(administrator, change_page(editor.company), **inline),
    ]

    assert codes == [200, 200, 403, 403, 403, 302]
    assert list(Membership.objects.values_list("user", "role")) == [(editor.user_id, "editor")]
