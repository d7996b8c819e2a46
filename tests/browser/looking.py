"""Pages as everybody sees them: four languages, phone and desk, by axe's rules and inside the width of the screen.

Contrast costs four times as much as all other rules together: each language of a page is looked at for it in one width,
and each width in two languages. The other rules are applied to every language in both widths.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.models import Language, User
from tests.browser.conftest import Visitor

WIDTHS = (1280, 390)
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
Fault = tuple[str, str, int, str, str]
"""Path, language, width, what is wrong, and the beginning of where."""


def look_around(visit: Any, paths: Mapping[User | None, Sequence[str]]) -> list[Fault]:
    """Every fault of these pages as these people see them (None: who is not signed in), in every language and width."""
    faults: list[Fault] = []
    for language in Language.values:
        for user, own_paths in paths.items():
            visitor = visit(language)
            if user is not None:
                User.objects.filter(pk=user.pk).update(language=language)
                carry_in(visitor, user)
            faults += look_at(visitor, own_paths, language)
            visitor.context.close()
    return faults


def carry_in(visitor: Visitor, user: User) -> None:
    """Signed in without typing: the door has tests of its own."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": visitor.address}])


def look_at(visitor: Visitor, paths: Iterable[str], language: str) -> list[Fault]:
    """Every fault of these pages in both widths; each is opened once."""
    faults: list[Fault] = []
    for number, path in enumerate(paths):
        page = visitor.open(path)
        if page.get_attribute("html", "lang") != language:
            faults.append((path, language, 0, "language", page.get_attribute("html", "lang") or ""))
        for place, width in enumerate(WIDTHS):
            has_contrast = (number + place + Language.values.index(language)) % 2 == 0
            page.set_viewport_size({"width": width, "height": 900})
            faults += [(path, language, width, *fault) for fault in find_faults(page, has_contrast=has_contrast)]
    return faults


def find_faults(page: Page, *, has_contrast: bool = True) -> list[tuple[str, str]]:
    """What axe finds, and whether the page is wider than its screen."""
    rules = {"color-contrast": {"enabled": has_contrast}}
    found = Axe().run(page, options={"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]})
    faults = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found.response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append(("wider than the screen", ""))
    return faults
