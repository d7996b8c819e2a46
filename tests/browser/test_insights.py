"""The figures in a real browser: accessible in four languages on phone and desk, and usable without scripts."""

from typing import Any

import pytest
from django.core.cache import cache

from accounts.models import Language, User
from tests.browser.test_desk import find_faults
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


def test_figures_are_accessible_and_fit_the_screen_in_every_language(staff: User, visit: Any) -> None:
    """One portal, one person; a page is loaded once and looked at on desk and phone."""
    visitor = visit()
    page, faults = visitor.sign_in(staff), []
    by_month, refused = "/staff/insights/?by=month&start=2026-02-01", "/staff/insights/?start=today"
    others = {"en": refused, "fr": by_month, "de": "/insights/", "ko": "/insights/"}

    for language in Language.values:
        User.objects.update(language=language)
        for path in ("/staff/insights/", others[language]):
            visitor.open(path)
            assert page.get_attribute("html", "lang") == language
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                faults += [(language, width, *fault) for fault in find_faults(page, path)]

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
    assert page.get_by_role("heading", name="By sector").is_visible()
    assert page.get_by_role("heading", name="By month").count() == 0
