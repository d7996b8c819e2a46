"""Pages of events, each language, on phone and desk."""

from typing import Any

import pytest

from accounts.models import User
from tests.browser.test_suggestion_journey import verified
from tests.events.factories import EventFactory
from tests.events.world import make_matchmaking_day
from tests.factories import ReviewerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses() -> dict[User | None, list[str]]:
    event = make_matchmaking_day(venue="Viaduc")
    draft = EventFactory(status="draft", venue="Viaduc")
    staff = f"/staff/events/{event.public_id}/"
    public = f"/events/{event.public_id}/"
    return {
        None: ["/", "/events/", "/events/?when=past&green=water", public],
        verified(ReviewerFactory(email="reviewer@sgbc.example")): [
            "/staff/events/",
            "/staff/events/?tab=past",
            "/staff/events/new/",
            staff,
            f"/staff/events/{draft.public_id}/",
            f"{staff}edit/",
            f"{staff}programme/",
            f"{staff}places/",
            f"{staff}picture/",
            f"{staff}in/de/",
            f"{staff}preview/",
            f"{staff}cancel/",
            f"{staff}duplicate/",
        ],
    }


def test_pages_of_events_are_accessible_and_fit_the_screen(
    addresses: dict[User | None, list[str]], look_around: Any
) -> None:
    assert look_around(addresses) == []
