import csv
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Project
from exchange.een.reading import read_document
from exchange.models import ImportBatch
from exchange.profiles.reading import CompanyLine
from exchange.services.table_imports import apply_import
from tests.exchange.samples import XML
from tests.factories import (
    AdministratorFactory,
    CompanyFactory,
    ContactFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
)

pytestmark = pytest.mark.django_db
FORM = "/staff/export/een/"


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


@pytest.fixture
def member_of() -> Any:
    def sign_in(project: Project) -> Client:
        client = Client()
        client.force_login(MembershipFactory(company=project.company).user)
        return client

    return sign_in


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode("utf-8-sig"))


def project_ids(response: Any) -> list[str]:
    lines = read_document(text_of(response).encode()).lines
    records = [line.record for line in lines if isinstance(line, CompanyLine)]
    assert len(records) == len(lines)
    return [project.source_id for record in records for project in record.projects]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_staff_take_all_published_projects_or_one_in_any_state(reviewer: Client, form: str) -> None:
    public, draft = ProjectFactory(), ProjectFactory(status="draft")

    everything = reviewer.get(FORM, {"format": form})
    one = reviewer.get(FORM, {"format": form, "project": f"https://portal.example/projects/{draft.public_id}/"})

    assert everything.headers["Content-Disposition"] == f'attachment; filename="een-profiles.{form}"'
    assert project_ids(everything) == [public.public_id]
    assert project_ids(one) == [draft.public_id]


def test_staff_look_at_the_profiles_of_one_project(reviewer: Client) -> None:
    project = ProjectFactory(status="submitted", trl=8)

    page = text_of(reviewer.get(FORM, {"format": "look", "project": project.public_id}))

    assert "Technology offer" in page
    assert "Level 8 is given as the stage" in page
    assert f"?format=xml&amp;project={project.public_id}" in page


@pytest.mark.parametrize("data", [{"format": "pdf"}, {"format": "xml", "project": "nobody"}, {"format": "look"}])
def test_what_cannot_be_exported_shows_the_form_again(reviewer: Client, data: dict[str, str]) -> None:
    response = reviewer.get(FORM, data)

    assert response.status_code == 422
    assert response.context["form"].errors


def test_report_tells_the_losses_in_the_readers_language(reviewer: Client) -> None:
    project = ProjectFactory(trl=8, title="=1+1", company=CompanyFactory(employees=None))

    header, *rows = csv.reader(StringIO(text_of(reviewer.get(FORM, {"format": "report"}))))

    assert header == ["Company", "Project", "ID", "Field", "What the profile cannot contain"]
    assert [row[:3] for row in rows] == [[project.company.name, "'=1+1", project.public_id]] * len(rows)
    assert [row[4] for row in rows if row[3] == "Technology readiness level"] == [
        "Level 8 is given as the stage “Available for demonstration” (levels 6 to 8)."
    ]


@pytest.mark.parametrize("form", ["json", "xml", "report"])
def test_queries_of_an_export_do_not_grow_with_its_projects(reviewer: Client, form: str) -> None:
    asked = []
    for count in (1, 3):
        while Project.objects.count() < count:
            ContactFactory(company=ProjectFactory().company)
        with CaptureQueriesContext(connection) as queries:
            text_of(reviewer.get(FORM, {"format": form}))
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize("form", ["json", "xml", "report"])
def test_no_export_holds_a_contact(reviewer: Client, form: str) -> None:
    ContactFactory(company=ProjectFactory().company)

    text = text_of(reviewer.get(FORM, {"format": form}))

    assert "Hidden" not in text
    assert "hidden.person" not in text


def test_member_sees_profiles_and_losses_of_her_own_draft(member_of: Any) -> None:
    project = ProjectFactory(status="draft", trl=8, title="Glass & silver")
    member = member_of(project)

    preview = text_of(member.get(f"/me/projects/{project.public_id}/preview/"))
    page = text_of(member.get(f"/me/projects/{project.public_id}/een/"))

    assert f"/me/projects/{project.public_id}/een/" in preview
    assert "Glass &amp; silver" in page
    assert "Technology offer" in page
    assert "Level 8 is given as the stage “Available for demonstration” (levels 6 to 8)." in page


@pytest.mark.parametrize("form", ["json", "xml"])
def test_member_downloads_her_own_project(member_of: Any, form: str) -> None:
    project = ProjectFactory(status="draft")
    ProjectFactory(company=project.company)

    response = member_of(project).get(f"/me/projects/{project.public_id}/een/", {"format": form})

    assert project_ids(response) == [project.public_id]


def test_project_without_cooperation_is_told_and_offers_no_download(member_of: Any) -> None:
    project = ProjectFactory(status="draft")
    project.cooperations.all().delete()

    page = text_of(member_of(project).get(f"/me/projects/{project.public_id}/een/"))

    assert "The project does not state a type of cooperation yet, so no profile can be made from it" in page
    assert "format=xml" not in page
    assert member_of(project).get(f"/me/projects/{project.public_id}/een/?format=xml").context["profiles"] == []


def test_administrator_uploads_profiles_through_the_dry_run(client: Client) -> None:
    client.force_login(AdministratorFactory())

    uploaded = client.post(
        "/staff/imports/", {"file": SimpleUploadedFile("een.xml", XML.encode()), "source": "een"}, follow=True
    )
    batch = ImportBatch.objects.get()
    client.post(f"/staff/imports/{batch.pk}/confirm/")
    apply_import(batch.pk)

    assert "Minette Membranes" in text_of(uploaded)
    assert "left out: Filtration" in text_of(uploaded)
    assert Company.objects.get().name == "Minette Membranes S.à r.l."


def test_bomb_is_refused_beside_the_field(client: Client) -> None:
    client.force_login(AdministratorFactory())
    bomb = b"<!DOCTYPE p [<!ENTITY a 'ha'>]><profiles>&a;</profiles>"

    page = client.post("/staff/imports/", {"file": SimpleUploadedFile("een.xml", bomb), "source": "een"})

    assert page.status_code == 422
    assert "The document has a DTD or defines XML entities" in text_of(page)
