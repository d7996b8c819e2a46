"""Pages as everybody sees them: four languages, phone and desk, by axe's rules and inside the width of the screen.

Each language of a page is looked at by every rule in one width, and each width in two languages. In the other width
most of the page is what it was: there the rules that know sizes look at all of it, and the others at what is shown in
one of the two widths alone, with what surrounds it. A run of the tests looks at a page in two languages, one for each
width, and at the next page in others; the exhaustive one looks at it in all four.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.models import Language, User
from tests.browser.visitors import Visitor
from tests.browser.wording import find_wording

WIDTHS = (1280, 390)
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "all": {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]},
    "sizes": {
        "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
        "resultTypes": ["violations"],
    },
    "structure": {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {"color-contrast": {"enabled": False}},
        "resultTypes": ["violations"],
    },
}
TELL = "found => found.violations.map(rule => [rule.id, rule.nodes[0].html.slice(0, 120)])"
SHOWN = "[...document.body.querySelectorAll('*')].filter(one => one.checkVisibility({visibilityProperty: true}))"
LOOK = f"options => axe.run(options.all).then({TELL})"
NOTE_WHAT_IS_SHOWN = f"() => {{ window.shownBefore = new Set({SHOWN}) }}"
LOOK_AGAIN = f"""async options => {{
    const tell = {TELL}, before = window.shownBefore, now = new Set({SHOWN})
    const changed = [...now].filter(one => !before.has(one)).concat([...before].filter(one => !now.has(one)))
    const fresh = changed.filter(one => !options.known.includes(one.cloneNode().outerHTML))
    const around = [...new Set(fresh.map(one => one.parentElement))]
    const faults = tell(await axe.run(options.sizes))
    if (around.length) faults.push(...tell(await axe.run({{include: around}}, options.structure)))
    return [faults, fresh.map(one => one.cloneNode().outerHTML)]
}}"""
Fault = tuple[str, str, int, str, str]
"""Path, language, width, what is wrong, and the beginning of where."""


def look_around(visit: Any, paths: Mapping[User | None, Sequence[str]], *, turns: int) -> list[Fault]:
    """Every fault of these pages as these people see them (None: who is not signed in), each in both widths.

    Each is looked at in as many languages as `turns` says, from 1 to 4; two are enough for every rule in both widths.
    """
    faults: list[Fault] = []
    for language in Language.values:
        for user, own_paths in paths.items():
            visitor = visit(language)
            if user is not None:
                User.objects.filter(pk=user.pk).update(language=language)
                carry_in(visitor, user)
            faults += look_at(visitor, own_paths, language, turns)
            visitor.context.close()
    return faults


def carry_in(visitor: Visitor, user: User) -> None:
    """Signed in without typing: the door has tests of its own."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": visitor.address}])


def look_at(visitor: Visitor, paths: Iterable[str], language: str, turns: int) -> list[Fault]:
    """Every fault of these pages in both widths; each is opened once, every other one in the width of the last."""
    visitor.context.add_init_script(path=AXE)
    faults: list[Fault] = []
    known: dict[int, list[str]] = {width: [] for width in WIDTHS}
    for number, path in enumerate(paths):
        turn = (number + Language.values.index(language)) % len(Language.values)
        if turn >= turns:
            continue
        first, second = WIDTHS[turn % 2], WIDTHS[1 - turn % 2]
        visitor.resize(first)
        page = visitor.open(path)
        if page.get_attribute("html", "lang") != language:
            faults.append((path, language, 0, "language", page.get_attribute("html", "lang") or ""))
        faults += [(path, language, first, *fault) for fault in find_faults(page)]
        page.evaluate(NOTE_WHAT_IS_SHOWN)
        visitor.resize(second)
        faults += [(path, language, second, *fault) for fault in find_faults_anew(page, known[second])]
    return faults


def find_faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds, whether the page is wider than its screen, and texts not set as their language is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    faults: list[tuple[str, str]] = [tuple(fault) for fault in page.evaluate(LOOK, OPTIONS)]
    return faults + find_excess(page) + find_wording(page)


def find_faults_anew(page: Page, known: list[str]) -> list[tuple[str, str]]:
    """As `find_faults` for a page in another width than the one just looked at.

    Rules that know sizes look at all of it, the others around what came or went with the width, unless it is `known`
    from a page before: the parts that fold on a phone are the same on every page.
    """
    found, fresh = page.evaluate(LOOK_AGAIN, OPTIONS | {"known": known})
    known += fresh
    return [tuple(fault) for fault in found] + find_excess(page) + find_wording(page)


def find_excess(page: Page) -> list[tuple[str, str]]:
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [("wider than the screen", "")] if is_too_wide else []
