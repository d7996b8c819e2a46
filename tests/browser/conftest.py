"""A real Chromium on a real server; without Chromium these tests are skipped and the run says so."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import Language
from tests.browser import looking
from tests.browser.visitors import HEIGHT, Visitor
from tests.patience import PATIENCE

CHROMIUM = os.environ.get("SGBC_BROWSER") or shutil.which("chromium") or ""
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


@pytest.fixture(params=["in two languages", pytest.param("in every language", marks=pytest.mark.exhaustive)])
def look_around(request: pytest.FixtureRequest, visit: Any) -> Any:
    """`looking.look_around`: each page in two languages, one for each width, or in all four."""
    turns = len(Language.values) if request.param == "in every language" else len(looking.WIDTHS)
    return partial(looking.look_around, visit, turns=turns)
