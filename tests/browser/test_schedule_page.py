"""The organiser's schedule in a real browser: accessible in four languages, phone and desk, and without scripts."""

from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from events.models import SlotAnswer
from meetings.services.schedule_runs import request_schedule, work_on_schedule
from tests.browser.test_suggestion_journey import verified
from tests.factories import ReviewerFactory
from tests.meetings.matchmaking import Matchmaking, make_matchmaking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff() -> User:
    return verified(ReviewerFactory(email="reviewer@sgbc.example"))


@pytest.fixture
def day() -> Matchmaking:
    """Four companies a side: most meet, one has no partner, one said afterwards that it is not free."""
    day = make_matchmaking(4, slots=4, tables=3)
    for korean in range(3):
        for luxembourg in range(4):
            day.fit(korean, luxembourg, (25 + 10 * ((korean + luxembourg) % 4)) / 100)
    work_on_schedule(request_schedule(day.event, by=ReviewerFactory()).pk)
    meeting = day.event.meetings.earliest("starts_at", "pk")
    slot = day.event.slots.get(starts_at=meeting.starts_at)
    SlotAnswer.objects.create(registration=meeting.korean, slot=slot, is_free=False)
    return day


def test_the_schedule_is_accessible_and_fits_the_screen(staff: User, day: Matchmaking, look_around: Any) -> None:
    meeting = day.event.meetings.latest("pk")
    pages = [f"/staff/events/{day.event.public_id}/schedule/", f"/staff/meetings/{meeting.public_id}/"]

    faults = look_around({staff: [*pages, f"{pages[0]}place/"]})

    assert faults == []


def test_a_conflict_is_solved_and_the_schedule_published_without_scripts(
    staff: User, day: Matchmaking, visit: Any
) -> None:
    visitor = visit(has_scripts=False)
    visitor.sign_in(staff)

    page = visitor.open(f"/staff/events/{day.event.public_id}/schedule/")
    expect(page.get_by_role("button", name="Publish to")).to_be_disabled()
    page.get_by_role("link", name="Move or cancel").click()
    page.get_by_role("button", name="Cancel the meeting").click()
    page.get_by_role("button", name="Publish to").click()

    expect(page.get_by_text("The schedule is published")).to_be_visible()
    expect(page.get_by_text("published", exact=True)).to_be_visible()
