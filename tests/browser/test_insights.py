"""The figures in a real browser: accessible in four languages on phone and desk, and usable without scripts."""

from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.test_suggestion_journey import verified
from tests.factories import ReviewerFactory
from tests.partnerships.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)
REVIEWER = "reviewer@sgbc.example"


@pytest.fixture
def staff() -> User:
    cache.clear()
    build_world()
    return verified(ReviewerFactory(email=REVIEWER))


def test_figures_are_accessible_and_fit_the_screen(staff: User, look_around: Any) -> None:
    periods = ["", "?by=month&start=2026-02-01", "?start=today"]

    faults = look_around({None: ["/insights/"], staff: [f"/staff/insights/{period}" for period in periods]})

    assert faults == []


def test_period_is_chosen_without_scripts(staff: User, visit: Any) -> None:
    visitor = visit(has_scripts=False)
    visitor.sign_in(staff)

    page = visitor.open("/staff/insights/")
    page.fill("input[name=start]", "2026-03-01")
    page.select_option("select[name=by]", "sector")
    page.get_by_role("button", name="Show").click()

    assert "start=2026-03-01" in page.url
    assert page.input_value("input[name=start]") == "2026-03-01"
    expect(page.get_by_role("heading", name="By sector")).to_be_visible()
    assert page.get_by_role("heading", name="By month").count() == 0
