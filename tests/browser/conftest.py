"""A real Chromium on a real server; without Chromium these tests are skipped and the run says so."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import User
from tests.factories import PASSWORD
from tests.patience import PATIENCE

CHROMIUM = os.environ.get("SGBC_BROWSER") or shutil.which("chromium") or ""
HEIGHT = 900
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in item.nodeid or item.nodeid.startswith("browser/"):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        yield chromium
        chromium.close()


class Visitor:
    """Somebody at a browser of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.width = (self.page.viewport_size or {}).get("width", 0)

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def resize(self, width: int) -> None:
        if width != self.width:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self.width = width

    def sign_in(self, user: User) -> Page:
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", user.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_load_state()
        return self.page


def tick_all(page: Page, boxes: str) -> None:
    """Wait for the first of these boxes and tick them all: a list of boxes does not wait for the page it is on."""
    page.locator(boxes).first.wait_for()
    for box in page.locator(boxes).all():
        box.check()


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Any]:
    """Call it with a language, a width and whether scripts run; each call is another person at another browser."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def arrive(language: str = "en", width: int = 1280, *, has_scripts: bool = True) -> Visitor:
        context = browser.new_context(
            locale=language, viewport={"width": width, "height": HEIGHT}, java_script_enabled=has_scripts
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        visitors.append(Visitor(context, live_server.url))
        return visitors[-1]

    yield arrive
    for context in contexts:
        context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []
