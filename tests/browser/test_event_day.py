"""An event on its day in a real browser: for staff, on the screen of the hall, on paper, and in the hand."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from partnerships.models import Introduction
from tests.browser.looking import carry_in
from tests.browser.test_suggestion_journey import verified
from tests.browser.visitors import Visitor
from tests.factories import ReviewerFactory
from tests.meetings.busy_day import BusyDay, make_busy_day

pytestmark = pytest.mark.django_db(transaction=True)
PRINTED = ("badges", "tables", "schedules", "participants", "door")
A4, A6 = b"594", b"298"  # their widths in points
SMALLEST = 44  # pixels: what a thumb finds without looking


@pytest.fixture
def busy() -> BusyDay:
    return make_busy_day()


@pytest.fixture
def staff() -> User:
    return verified(ReviewerFactory(email="reviewer@sgbc.example"))


def test_pages_of_the_day_are_accessible_and_fit_the_screen(busy: BusyDay, staff: User, look_around: Any) -> None:
    event, past = busy.event.public_id, busy.meetings[0].public_id
    desk = [f"/staff/events/{event}/{page}/" for page in ("day", "day/tables", "day/walk-in", "screen", "outcomes")]
    desk += [f"/staff/events/{event}/print/{what}/" for what in PRINTED]
    desk += [f"/staff/events/badge/{busy.day.korean_guest.badge_key}/", "/staff/events/insights/"]
    desk.append(f"/staff/events/{event}/day/walk-in/?text=daejeon")
    hand = [f"/me/events/{event}/{page}/" for page in ("now", "feedback", f"feedback/{past}")]

    assert look_around({staff: desk, verified(busy.day.korean): hand}) == []


def signed_in(visit: Any, user: User, **options: Any) -> Visitor:
    visitor: Visitor = visit(user.language, 390, **options)
    carry_in(visitor, user)
    return visitor


def test_the_door_works_with_a_thumb_and_without_scripts(busy: BusyDay, staff: User, visit: Any) -> None:
    visitor = signed_in(visit, staff, has_scripts=False)
    page = visitor.open(f"/staff/events/{busy.event.public_id}/day/")

    small = page.evaluate(
        "smallest => [...document.querySelectorAll('main button, main nav a, .chip, main input[type=search]')]"
        ".map(one => one.getBoundingClientRect())"
        ".filter(box => box.width && Math.min(box.width, box.height) < smallest).length",
        SMALLEST,
    )
    page.get_by_role("searchbox").fill(busy.day.luxembourg_guest.name)
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name=f"Check in {busy.day.luxembourg_guest.name}").click()

    expect(page.get_by_text(f"Checked in: {busy.day.luxembourg_guest.name}")).to_be_visible()
    assert small == 0


def test_two_yes_from_two_phones_introduce_the_two(busy: BusyDay, visit: Any) -> None:
    day, meeting = busy.day, busy.meetings[2]
    for person in (day.korean, day.luxembourger):
        page = signed_in(visit, verified(person)).open(f"/me/events/{busy.event.public_id}/now/")
        page.get_by_role("link", name="Give feedback").click()
        page.get_by_role("group", name="Was the meeting worth your time?").get_by_label("Yes").check()
        page.get_by_role("group", name="Would you like to continue the conversation?").get_by_label("Yes").check()
        page.get_by_role("button", name="Send the answer").click()
        page.get_by_role("status").first.wait_for()

    meeting.refresh_from_db()
    assert meeting.introduction == Introduction.objects.get()
    assert f"/introductions/{Introduction.objects.get().public_id}/" in page.url


def test_paper_has_the_size_it_is_made_for(busy: BusyDay, staff: User, visit: Any) -> None:
    visitor = visit()
    carry_in(visitor, staff)

    def sheets(what: str) -> tuple[int, set[bytes]]:
        pdf = visitor.open(f"/staff/events/{busy.event.public_id}/print/{what}/").pdf(prefer_css_page_size=True)
        return len(re.findall(rb"/Type\s*/Page[^s]", pdf)), set(re.findall(rb"/MediaBox \[0 0 (\d+)", pdf))

    assert sheets("badges") == (6, {A6})
    assert sheets("schedules") == (7, {A6})
    assert sheets("tables") == (5, {A4})
