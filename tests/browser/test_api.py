"""The API's own pages in a browser: the description under our content policy, and the tokens' page."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def someone(language: str = "en") -> User:
    user = UserFactory(language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_the_description_is_drawn_under_the_content_policy_and_calls_the_api(visit: Any) -> None:
    page = visit().open("/api/v1/docs/")

    expect(page.get_by_text("Search companies")).to_be_visible()
    page.locator("#operations-concepts-concepts .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table .response-col_status").last).to_contain_text("200")


def test_a_token_is_made_shown_once_and_revoked(visit: Any) -> None:
    visitor = visit(width=390)
    visitor.sign_in(someone())
    page = visitor.open("/me/tokens/")

    page.get_by_label("Name").fill("Nightly sync")
    page.get_by_role("button", name="Create the token").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    key = page.locator(".token-key").inner_text()
    answer = page.request.get(f"{visitor.address}/api/v1/me/", headers={"Authorization": f"Bearer {key}"})
    page = visitor.open("/me/tokens/")

    assert answer.json()["token"] == "Nightly sync"
    assert key not in page.content()
    expect(page.get_by_text("last used")).to_be_visible()
    page.locator(".card form button").click()
    expect(page.get_by_text("It no longer gives access")).to_be_visible()


def test_the_tokens_page_is_accessible(look_around: Any) -> None:
    assert look_around({someone(): ["/me/tokens/"]}) == []
