"""The directory in a browser: with scripts results change in place and the way back works; without them forms do."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from directory.services.directory import rebuild_directory
from tests.factories import LuxembourgProjectFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def projects() -> None:
    ProjectFactory(title="Floating turbines", green_objectives=["water"])
    ProjectFactory(title="Floating gardens", green_objectives=["biodiversity"])
    LuxembourgProjectFactory(title="Turbines de moulin", green_objectives=["water"])
    rebuild_directory()


def titles(page: Page) -> list[str]:
    return page.locator(".result .card__title").all_inner_texts()


def test_filter_changes_the_results_in_place_and_the_way_back_undoes_it(projects: None, visit: Any) -> None:
    page = visit().open("/projects/")
    page.evaluate("window.wasHere = true")

    page.fill("#search-text", "floating")
    page.press("#search-text", "Enter")
    page.wait_for_url("**/projects/?q=floating")
    page.check("#filter-green-water")
    page.wait_for_url("**green=water**")

    assert titles(page) == ["Floating turbines"]
    assert page.evaluate("window.wasHere")
    assert page.evaluate("document.activeElement.id") == "filter-green-water"
    page.get_by_role("link", name="Water and marine resources remove this filter").click()
    expect(page.locator(".result")).to_have_count(2)
    page.go_back()
    expect(page.locator(".result")).to_have_count(1)
    assert page.is_checked("#filter-green-water")


def test_filters_folded_open_on_a_phone_stay_open(projects: None, visit: Any) -> None:
    page = visit(width=390).open("/projects/")

    assert not page.is_visible("#filter-country-LU")
    page.locator("#filters > summary").click()
    page.check("#filter-country-LU")
    page.wait_for_url("**country=LU**")

    assert page.is_visible("#filter-country-LU")
    assert titles(page) == ["Turbines de moulin"]


def test_directory_needs_no_scripts(projects: None, visit: Any) -> None:
    page = visit(has_scripts=False).open("/projects/")

    page.fill("#search-text", "turbines")
    page.check("#filter-country-KR")
    page.check("#filter-green-water")
    page.get_by_role("button", name="Show").click()

    assert titles(page) == ["Floating turbines"]
    assert "country=KR" in page.url
    page.get_by_role("link", name="Korea remove this filter").click()
    assert sorted(titles(page)) == ["Floating turbines", "Turbines de moulin"]
