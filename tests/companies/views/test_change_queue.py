from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from companies.models import ChangeCheck, ProfileChange, Project
from companies.services.companies import update_company
from companies.services.projects import update_project
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, ReviewerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def edited_project(offer: str = "A line for <b>silver</b>.") -> Project:
    yesterday = timezone.now() - timedelta(days=1)
    project = ProjectFactory(
        company=CompanyFactory(verified_at=yesterday), published_at=yesterday, offer="A line for glass."
    )
    return update_project(project, fields={"offer": offer, "digital": ["ai"]}, by=UserFactory(full_name="Jiwon Seo"))


def text_of(response: Any) -> str:
    return str(response.content.decode())


def send(staff: Client, project: Project, **data: str) -> Any:
    last_id = str(ProfileChange.objects.latest("pk").pk)
    return staff.post(f"/staff/changes/projects/{project.public_id}/", {"last_id": last_id} | data, follow=True)


def test_difference_is_marked_escaped_and_said_in_words(staff: Client) -> None:
    edited_project()

    html = text_of(staff.get("/staff/changes/"))

    assert (
        '<del><span class="visually-hidden">[removed: </span>glass<span class="visually-hidden">]</span></del>' in html
    )
    assert "[added: </span>&lt;b&gt;silver&lt;/b&gt;<span" in html
    assert "<b>silver" not in html
    assert "Jiwon Seo" in html


def test_codes_are_shown_in_the_readers_words(staff: Client) -> None:
    edited_project()

    html = text_of(staff.get("/staff/changes/"))

    assert "Robotics" in html
    assert "Artificial intelligence" in html


def test_seen_change_leaves_the_page(staff: Client) -> None:
    page = send(staff, edited_project())

    assert "Marked as checked." in text_of(page)
    assert "Nothing to review" in text_of(page)


def test_remark_reaches_the_members_page_and_nobody_elses(staff: Client) -> None:
    project = edited_project()
    member = Client()
    member.force_login(MembershipFactory(company=project.company).user)

    send(staff, project, remark_offer="Which figures?")

    assert "Which figures?" in text_of(member.get(f"/projects/{project.public_id}/"))
    assert "Which figures?" not in text_of(Client().get(f"/projects/{project.public_id}/"))


def test_remark_that_is_too_long_is_refused_and_kept(staff: Client) -> None:
    response = send(staff, edited_project(), remark_offer="x" * 501)

    assert response.status_code == 422
    assert "x" * 501 in text_of(response)
    assert ChangeCheck.objects.count() == 0


def test_second_reviewer_is_told_and_reads_again_what_was_typed(staff: Client) -> None:
    project = edited_project()
    send(staff, project)

    html = text_of(send(staff, project, remark_offer="어떤 수치입니까?"))

    assert "someone else has checked these changes in the meantime" in html
    assert "Your remarks: 어떤 수치입니까?" in html


def test_change_of_a_company_is_checked_too(staff: Client) -> None:
    company = CompanyFactory(verified_at=timezone.now() - timedelta(days=1))
    update_company(company, fields={"city": "Seoul"}, by=UserFactory())

    page = staff.post(
        f"/staff/changes/companies/{company.public_id}/", {"last_id": str(ProfileChange.objects.get().pk)}, follow=True
    )

    assert "Marked as checked." in text_of(page)


def test_change_of_a_translation_can_be_remarked_on(staff: Client) -> None:
    project = edited_project()
    ProfileChange.objects.create(company=project.company, project=project, field="title (fr)", new_text="Ligne")

    page = text_of(staff.get("/staff/changes/"))
    send(staff, project, remark_title_fr="Quelle ligne ?")

    assert "Remark on “title (French)”" in page
    assert ChangeCheck.objects.get(change__field="title (fr)").remark == "Quelle ligne ?"


def test_queries_do_not_grow_with_the_changes(staff: Client) -> None:
    asked = []
    for count in (1, 3):
        while Project.objects.count() < count:
            edited_project()
        with CaptureQueriesContext(connection) as queries:
            staff.get("/staff/changes/")
        asked.append(len(queries))

    assert asked[0] == asked[1]
