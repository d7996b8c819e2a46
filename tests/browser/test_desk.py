"""Staff's work on profiles in a real browser: accessible in four languages, and done to the end without scripts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from companies.models import Company, Project
from companies.rubric import CRITERIA
from companies.services.projects import update_project
from exchange.services.table_imports import apply_import, check_upload, confirm_import
from tests.browser.conftest import tick_all
from tests.browser.test_suggestion_journey import verified
from tests.exchange.uploads import OPTIONS, ROW, check, csv_of
from tests.factories import (
    AdministratorFactory,
    CompanyFactory,
    ContactFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
ADMINISTRATOR = "administrator@sgbc.example"


@pytest.fixture
def addresses() -> list[str]:
    """The pages of the desk, each with something on it."""
    administrator = verified(AdministratorFactory(email=ADMINISTRATOR))
    company = CompanyFactory(status="submitted", is_sme_eu=True, employees=300, website="")
    ContactFactory(company=company)
    CompanyFactory(name=f"{company.name} Ltd.", website="")
    project = ProjectFactory(company=company, status="submitted")
    yesterday = timezone.now() - timedelta(days=1)
    published = ProjectFactory(company=CompanyFactory(verified_at=yesterday), published_at=yesterday)
    update_project(published, fields={"offer": "A line for silver."}, by=UserFactory())
    foretold = check(ROW, ROW | {"id": "kr-02", "city": ""}, ROW | {"id": "kr-03", "Emplyees": "3"})
    under_way = check_upload(csv_of(ROW), file_name="list.csv", by=administrator, options=OPTIONS)
    confirm_import(under_way, by=administrator)
    return [
        "/staff/companies/",
        f"/staff/companies/{company.public_id}/",
        "/staff/projects/",
        f"/staff/projects/{project.public_id}/",
        "/staff/changes/",
        "/staff/imports/",
        f"/staff/imports/{foretold.pk}/",
        f"/staff/imports/{under_way.pk}/",
        "/staff/export/",
    ]


def test_desk_is_accessible_and_fits_the_screen(addresses: list[str], look_around: Any) -> None:
    assert look_around({User.objects.get(email=ADMINISTRATOR): addresses}) == []


def test_outcome_follows_the_points_as_they_are_given(visit: Any) -> None:
    project = ProjectFactory(status="submitted")
    visitor = visit()
    visitor.sign_in(verified(ReviewerFactory()))

    page = visitor.open(f"/staff/projects/{project.public_id}/")
    page.fill("textarea[name=reason]", "Half written.")
    give_points(page, 2)
    page.get_by_text("8 of 20 points: put on hold").wait_for()
    give_points(page, 4)
    page.get_by_text("16 of 20 points: publish").wait_for()

    assert page.input_value("textarea[name=reason]") == "Half written."
    assert Project.objects.get().status == "submitted"


def test_company_and_project_become_public_without_scripts(visit: Any) -> None:
    company = CompanyFactory(status="submitted", name="Hanbit")
    project = ProjectFactory(company=company, status="submitted")
    member = verified(MembershipFactory(company=company).user)
    visitor = visit(has_scripts=False)
    visitor.sign_in(verified(ReviewerFactory()))

    page = visitor.open("/staff/companies/")
    page.get_by_role("link", name="Hanbit").click()
    tick_all(page, "main input[type=checkbox]")
    page.get_by_role("button", name="Verify the company").click()
    expect(page.get_by_text("Hanbit is verified.")).to_be_visible()
    page = visitor.open(f"/staff/projects/{project.public_id}/")
    give_points(page, 3)
    page.get_by_role("button", name="What do these points mean?").click()
    page.get_by_role("button", name="Publish the project").click()
    expect(
        page.get_by_text("The company will be notified by e-mail, and the matching system will look for partners")
    ).to_be_visible()

    assert (Company.objects.get().status, Project.objects.get().status) == ("verified", "published")
    assert [email.subject for email in member.emails.order_by("pk")] == [
        "Hanbit is verified",
        f"Your project has been published: {project.title}",
    ]


def give_points(page: Page, points: int) -> None:
    for name in CRITERIA:
        page.check(f"input[name={name}][value='{points}']")


def test_list_is_imported_without_scripts(visit: Any, tmp_path: Any) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv_of(ROW, ROW | {"id": "kr-02", "country": "Mars"}))
    visitor = visit(has_scripts=False)
    visitor.sign_in(verified(AdministratorFactory()))

    page = visitor.open("/staff/imports/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_text("unknown code “Mars”")).to_be_visible()
    page.get_by_role("button", name="Import 1 company").click()
    apply_import(int(page.url.rstrip("/").rpartition("/")[2]))
    page.reload()

    expect(page.get_by_text("The table below shows the result for each row")).to_be_visible()
    assert Company.objects.get().source_id == "kr-01"
