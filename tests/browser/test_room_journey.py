"""From sign-up to a submitted project, as a newcomer lives it: with scripts on a desk, without them on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from companies.models import Company, ProfileDraft, Project
from notifications.models import OutboxEmail
from tests.browser.test_suggestion_journey import verified
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

SUMMARY = "It recovers glass and silver from photovoltaic modules for glass makers in Korea and Japan."
OFFER = (
    "The company offers a container-sized line for photovoltaic module recycling that separates the glass of sixty "
    "modules an hour. It has run for two years near Daejeon and comes with training and spare parts."
)
SEEK = (
    "A collector of photovoltaic modules in Luxembourg with a permit and a site is sought, in order to operate a first "
    "plant together: the partner provides the modules, the company the line and the training."
)


@pytest.fixture(autouse=True)
def our_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"


def sign_up(visitor: Any, address: str) -> Page:
    """A new address each time: mails to one address are limited, whatever the test."""
    page: Page = visitor.open("/accounts/signup/")
    page.fill("input[name=full_name]", "Jiwon Park")
    page.fill("input[name=email]", address)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    page.wait_for_url("**/confirm-email/")
    found = re.search(r"/accounts/confirm-email/[^/\s]+/", OutboxEmail.objects.get(kind="account").full_text)
    assert found
    visitor.open(found[0])
    page.locator("main form button.button--primary").click()
    page.wait_for_url(lambda address: "/confirm-email/" not in address)
    visitor.open("/me/")
    if "/login/" in page.url:
        page.fill("input[name=login]", address)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
    page.wait_for_url("**/me/")
    return page


def fill_profile(page: Page) -> None:
    page.get_by_role("link", name="Add the company").click()
    page.fill("input[name=name]", "Hanbit Cycle Co., Ltd.")
    page.fill("input[name=name_local]", "한빛사이클(주)")
    page.select_option("select[name=country]", "KR")
    page.fill("input[name=city]", "Daejeon")
    page.fill("input[name=registration_number]", "1248100998")
    page.get_by_role("button", name="Add the company").click()
    page.fill(
        "textarea[name=summary]",
        "It recovers glass and silver from photovoltaic modules for glass makers in Korea and Japan.",
    )
    page.get_by_role("button", name="Save and continue").click()
    page.fill("input[name=employees]", "38")
    page.select_option("select[name=is_sme_eu]", "yes")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("A declaration needs a year").first.wait_for()
    page.fill("input[name=sme_year]", "2025")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Korean").check()
    page.select_option("select[name=sector_1]", "38")
    page.get_by_role("button", name="Save and continue").click()
    page.fill("input[name=name]", "Minji Kim")
    page.fill("input[name=email]", "minji@company.example")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit the company").click()
    page.get_by_text("We are reviewing this company").wait_for()


def write_project(page: Page) -> None:
    page.get_by_role("link", name="Create a project").first.click()
    page.fill("input[name=title]", "Recycling line for photovoltaic glass")
    page.fill("textarea[name=summary]", "A line that separates the glass of photovoltaic modules without breaking it.")
    page.fill("textarea[name=offer]", OFFER)
    page.fill("textarea[name=seek]", SEEK)
    page.get_by_label("Technology transfer: provided by your company").check()
    page.get_by_label("Circular economy").check()
    page.get_by_role("button", name="Check my text").click()
    page.get_by_label("Photovoltaic module recycling").check()
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_text("Preview: this is how the project will look").wait_for()
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("We will review your project and write to you").wait_for()


@pytest.mark.parametrize(("width", "has_scripts"), [(1280, True), (390, False)])
def test_a_newcomer_enters_company_and_project(visit: Any, width: int, has_scripts: bool) -> None:
    page = sign_up(visit(width=width, has_scripts=has_scripts), f"jiwon{width}@company.example")
    fill_profile(page)
    write_project(page)

    company, project = Company.objects.get(), Project.objects.get()
    assert (company.status, company.registration_number, company.nace) == ("submitted", "124-81-00998", ["38.00"])
    assert (project.status, len(project.concepts)) == ("submitted", 1)
    assert "Minji" not in page.locator("main").inner_text()


def test_the_text_is_checked_and_kept_as_one_types(visit: Any) -> None:
    membership = MembershipFactory(user=verified(UserFactory()))
    visitor = visit()
    visitor.sign_in(membership.user)
    page = visitor.open(f"/me/companies/{membership.company.public_id}/projects/new/")

    page.locator("textarea[name=offer]").press_sequentially("Wastewater treatment with a digital twin")
    page.get_by_label("Wastewater treatment").wait_for()

    assert page.locator("#id_offer_counter").inner_text() == "40 / 700"
    assert ProfileDraft.objects.get().fields["offer"] == ["Wastewater treatment with a digital twin"]
