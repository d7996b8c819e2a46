"""The pages of webhooks in a browser."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from notifications.models import About, EventKind, WebhookDelivery
from notifications.services.webhook_events import publish_event, send_test
from tests.factories import ReviewerFactory, WebhookFactory

pytestmark = pytest.mark.django_db(transaction=True)


def someone(language: str) -> User:
    user = ReviewerFactory(language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def deliver(user: User) -> str:
    """The address of a webhook with a past."""
    webhook = WebhookFactory(owner=user, failing_since=timezone.now())
    for number in range(2):
        publish_event(EventKind.MATCH_APPROVED, about=About(user, occasion=str(number)), tell=dict)
    WebhookDelivery.objects.update(answer_status=503, answer="try later", attempts=2, tried_at=timezone.now())
    send_test(webhook)
    return f"/webhooks/{webhook.public_id}/"


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 390), ("de", 390), ("ko", 1280)])
def test_webhooks_are_registered_and_looked_after_on_accessible_pages(language: str, width: int, visit: Any) -> None:
    user = someone(language)
    visitor = visit(language, width)
    visitor.sign_in(user)
    page = visitor.open("/webhooks/")

    page.locator("input[name=name]").fill("CRM")
    page.locator("input[name=address]").fill("https://10.0.0.1/")
    page.locator("input[value='match.approved']").check()
    page.locator("form[action$='/new/'] button").click()
    expect(page.locator("input[name=name]")).to_have_value("CRM")
    refused = Axe().run(page).response["violations"]
    page.locator("input[name=address]").fill("http://localhost:1/hook")
    page.locator("form[action$='/new/'] button").click()
    expect(page.locator(".token-key").first).to_contain_text("whsec_")
    registered = Axe().run(page).response["violations"]
    page = visitor.open(deliver(user))
    looked_after = Axe().run(page).response["violations"]

    assert (refused, registered, looked_after) == ([], [], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
