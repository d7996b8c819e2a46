"""The public page of a company and of a project."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from companies.models import Company
from directory.forms.saved_searches import describe_search
from directory.services.directory import rebuild_directory
from tests.directory.views.test_directory import company_with_project, page
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "suspended"])
def test_company_that_is_not_public_is_missing_for_outsiders(client: Client, status: str) -> None:
    company = CompanyFactory(status=status)
    address = reverse("directory:company_detail", args=[company.public_id])

    assert client.get(address).status_code == 404
    client.force_login(MembershipFactory().user)
    assert client.get(address).status_code == 404


def test_returned_company_tells_its_members_what_to_improve(client: Client) -> None:
    membership = MembershipFactory(company=CompanyFactory(status="returned", return_reason="Say what you make."))
    client.force_login(membership.user)

    html = page(client, "company_detail", membership.company.public_id)

    assert "Say what you make." in html
    assert '<span class="badge badge--amber">Returned</span>' in html


def test_company_page_shows_public_projects_to_all_and_every_project_to_its_members(client: Client) -> None:
    membership = MembershipFactory()
    for status in ("published", "draft", "expired"):
        ProjectFactory(company=membership.company, title=f"Project {status}", status=status)

    public = client.get(reverse("directory:company_detail", args=[membership.company.public_id]))
    client.force_login(membership.user)
    own = client.get(reverse("directory:company_detail", args=[membership.company.public_id]))

    assert [str(project) for project in public.context["projects"]] == ["Project published"]
    assert [str(project) for project in own.context["projects"]] == [
        "Project published",
        "Project draft",
        "Project expired",
    ]


@pytest.mark.parametrize(
    "login",
    [
        lambda _company: None,
        lambda _company: ReviewerFactory(),
        lambda company: MembershipFactory(company=company).user,
    ],
)
def test_contact_and_registration_number_are_on_no_page(client: Client, login: Callable[[Company], Any]) -> None:
    contact = ContactFactory(company__registration_number="124-81-00998")
    project = ProjectFactory(company=contact.company)
    rebuild_directory()
    if user := login(contact.company):
        client.force_login(user)

    html = "".join(
        [
            page(client, "company_list"),
            page(client, "project_list"),
            page(client, "company_detail", contact.company.public_id),
            page(client, "project_detail", project.public_id),
        ]
    )

    confidential = [contact.name, contact.email, "123 4567", "123-4567", "1234567", "124-81-00998"]
    assert [text for text in confidential if text in html] == []


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "expired", "withdrawn", "archived"])
def test_project_that_is_not_public_is_missing_for_outsiders_and_open_to_reviewers(client: Client, status: str) -> None:
    project = ProjectFactory(status=status)
    address = reverse("directory:project_detail", args=[project.public_id])

    assert client.get(address).status_code == 404
    client.force_login(ReviewerFactory())
    assert client.get(address).status_code == 200


def test_reason_for_a_return_is_for_insiders(client: Client) -> None:
    project = ProjectFactory(status="returned", return_reason="Say what you seek.")
    membership = MembershipFactory(company=project.company)
    client.force_login(membership.user)

    assert "Say what you seek." in page(client, "project_detail", project.public_id)


def test_project_page_tells_offer_from_seek_in_the_language_of_the_texts(client: Client) -> None:
    project = LuxembourgProjectFactory(offer="Un hall agréé.", seek="Une ligne de séparation.")

    html = page(client, "project_detail", project.public_id)

    assert '<p lang="fr">Un hall agréé.</p>' in html.partition("What the company offers")[2].partition("</section>")[0]
    assert '<p lang="fr">Une ligne de séparation.</p>' in html.partition("What the company seeks")[2]


def test_readiness_level_is_drawn_and_said(client: Client) -> None:
    project = ProjectFactory(trl=7, partner_trl_min=4, partner_trl_max=8)

    html = page(client, "project_detail", project.public_id)

    assert (html.count('fill-opacity="0.9"'), html.count('height="4"')) == (7, 5)
    assert "Level 7 of 9" in html
    assert "Accepts partners at levels 4 to 8" in html


def test_html_in_a_profile_is_shown_inert(client: Client) -> None:
    nasty = "<script>alert(1)</script>"
    company = CompanyFactory(name=nasty, name_local=nasty, city=nasty, summary=nasty)
    project = ProjectFactory(company=company, title=nasty, summary=nasty, offer=nasty, seek=nasty)
    rebuild_directory()

    html = "".join(
        [
            page(client, "company_list", q=nasty),
            page(client, "project_list", q=nasty),
            page(client, "company_detail", company.public_id),
            page(client, "project_detail", project.public_id),
        ]
    )

    assert nasty not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_korean_company_text_is_marked_as_korean(client: Client) -> None:
    company = CompanyFactory(name_local="한빛사이클(주)", summary="폐태양광 모듈을 재활용합니다.")

    html = page(client, "company_detail", company.public_id)

    assert '<p class="lede" lang="ko">한빛사이클(주)</p>' in html
    assert '<p class="lede" lang="ko">폐태양광 모듈을 재활용합니다.</p>' in html


def test_queries_of_a_company_page_do_not_grow_with_its_projects(client: Client) -> None:
    first = company_with_project()
    with CaptureQueriesContext(connection) as few:
        page(client, "company_detail", first.company.public_id)
    for _number in range(2):
        ProjectFactory(company=first.company, cooperations=[("joint_research", "peer"), ("joint_venture", "peer")])

    with CaptureQueriesContext(connection) as many:
        page(client, "company_detail", first.company.public_id)

    assert len(few) == len(many)


def test_a_korean_reads_figures_with_their_units(client: Client) -> None:
    company = CompanyFactory(founded=2016, employees=1_180)

    shown = client.get(reverse("directory:company_detail", args=[company.public_id]), headers={"accept-language": "ko"})

    assert "<dd>2016년</dd>" in shown.content.decode()
    assert "<dd>1,180명</dd>" in shown.content.decode()


@pytest.mark.parametrize(
    ("language", "sizes"), [("en", ["10–49 employees", "250+ employees"]), ("ko", ["직원 10~49명", "직원 250명 이상"])]
)
def test_a_size_is_a_range_of_the_readers_language(language: str, sizes: list[str]) -> None:
    with override(language):
        assert describe_search("size=10-49&size=250%2B") == sizes
