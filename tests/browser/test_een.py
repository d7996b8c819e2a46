"""Profiles on their way out in a real browser: accessible in four languages, and downloaded without scripts."""

from pathlib import Path
from typing import Any

import pytest

from companies.models import Project
from exchange.een.reading import read_document
from exchange.profiles.reading import CompanyLine
from tests.browser.test_suggestion_journey import verified
from tests.factories import AdministratorFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)


def rich_project() -> Project:
    """One that makes two profiles and loses something of most fields."""
    project = ProjectFactory(
        trl=8,
        partner_trl_min=4,
        partner_trl_max=9,
        digital=["ai", "iot", "cloud", "robotics", "simulation", "blockchain"],
        concepts=["solar.cell"],
    )
    project.cooperations.create(type="joint_research", role="peer")
    return project


def test_pages_of_profiles_are_accessible_and_fit_the_screen(look_around: Any) -> None:
    project = rich_project()
    form = "/staff/export/een/"
    member = MembershipFactory(company=project.company).user
    paths = {
        AdministratorFactory(): [form, f"{form}?format=look&project={project.public_id}"],
        member: [f"/me/projects/{project.public_id}/een/"],
    }

    assert look_around(paths) == []


@pytest.mark.parametrize("form", ["XML", "JSON"])
def test_member_takes_her_project_along_without_scripts(form: str, visit: Any) -> None:
    project = rich_project()
    visitor = visit(has_scripts=False)
    visitor.sign_in(verified(MembershipFactory(company=project.company).user))

    page = visitor.open(f"/me/projects/{project.public_id}/preview/")
    page.get_by_role("link", name="As a profile for the Enterprise Europe Network").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download as {form}").click()

    (line,) = read_document(Path(download.value.path()).read_bytes()).lines
    assert isinstance(line, CompanyLine)
    assert [record.fields["title"] for record in line.record.projects] == [project.title]
    assert download.value.suggested_filename == f"een-{project.public_id}.{form.lower()}"
