"""Remakes the pictures of the README from the demonstration; `make screenshots` runs it, `make test` does not."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page

from accounts.models import StaffRole, User
from demonstration.companies import MEMBER_SOURCE_IDS
from matching.models import Match
from tests.browser.looking import carry_in
from tests.structure import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
FOLDER = ROOT / "docs" / "images"
HEIGHT = 1250
COLOURS = 128  # a palette of so many keeps text crisp and a picture below 200 kB


def test_the_pictures_of_the_readme_are_made(visit: Any) -> None:
    call_command("load_demonstration")
    call_command("load_partnership_demonstration")
    visitor = visit(width=1120)
    visitor.page.set_viewport_size({"width": 1120, "height": HEIGHT})
    carry_in(visitor, User.objects.filter(staff_role=StaffRole.REVIEWER)[0])

    take_picture(visitor.open(reverse("directory:project_list") + "?q=solar"), FOLDER / "directory.png")
    page = visitor.open(reverse("matching:match_detail", args=[best_match().public_id]))
    page.locator("section[aria-labelledby=why]").evaluate("section => section.scrollIntoView()")
    take_picture(page, FOLDER / "match.png")


def best_match() -> Match:
    """Of the two members whose sign-ins are known: the tour of the README decides it."""
    members = MEMBER_SOURCE_IDS.values()
    pairs = Match.objects.proposed().filter(
        korean_project__company__source_id__in=members, luxembourg_project__company__source_id__in=members
    )
    return pairs.order_by("-score", "pk")[0]


def take_picture(page: Page, path: Path) -> None:
    page.evaluate("document.fonts.ready")
    with Image.open(BytesIO(page.screenshot(animations="disabled"))) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
