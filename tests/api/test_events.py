"""Everybody's programs read of events that were announced, in every language in which they are told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import LIST_TEXT, EventText, SessionText
from tests.api.conftest import Program
from tests.events.factories import (
    AttendeeFactory,
    EventFactory,
    EventSessionFactory,
    MeetingRequestFactory,
    MeetingSlotFactory,
    RegistrationFactory,
)
from tests.factories import ReviewerFactory
from tests.meetings.matchmaking import make_matchmaking

pytestmark = pytest.mark.django_db


def test_the_list_holds_what_was_announced_and_narrows_as_the_page_does(visitor: Program) -> None:
    coming = EventFactory(green_objectives=["water"])
    online = EventFactory(attendance="online", country="", venue="", address="", format="webinar")
    EventFactory(status="draft")
    past = EventFactory(
        starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=8), status="over"
    )

    def ids(query: str) -> list[str]:
        return [event["id"] for event in visitor.get(f"/events/{query}").json()["results"]]

    assert set(ids("")) == {coming.public_id, online.public_id}
    assert ids("?when=past") == [past.public_id]
    assert ids("?place=LU") == [coming.public_id]
    assert ids("?kind=webinar") == [online.public_id]
    assert ids("?green=water") == [coming.public_id]
    assert set(ids("?place=online")) == {coming.public_id, online.public_id}


@pytest.mark.parametrize("query", ["when=tomorrow", "place=XX", "kind=party", "green=none", "page=0"])
def test_a_parameter_that_means_nothing_is_named(query: str, visitor: Program) -> None:
    refused = visitor.get(f"/events/?{query}")

    assert refused.status_code == 422
    assert [error["parameter"] for error in refused.json()["errors"]] == [query.partition("=")[0]]


def test_an_event_is_told_in_the_readers_language_and_in_all_it_has(visitor: Program) -> None:
    event = EventFactory(capacity=10)
    EventText.objects.create(event=event, language="ko", title="물의 날", summary="하루")
    session = EventSessionFactory(event=event, text="Welcome")
    SessionText.objects.create(session=session, language="ko", title="환영")
    slot = MeetingSlotFactory(event=event)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, status="waiting")

    korean = visitor.get(f"/events/{event.public_id}/", **{"Accept-Language": "ko"}).json()
    german = visitor.get(f"/events/{event.public_id}/", **{"Accept-Language": "de"}).json()

    assert (korean["title"], german["title"]) == ("물의 날", event.texts.get(language="en").title)
    assert {text["language"]: text["title"] for text in german["texts"]}["ko"] == "물의 날"
    assert [[text["title"] for text in item["texts"]] for item in german["programme"]] == [["Welcome", "환영"]]
    assert [item["starts_at"] for item in german["meeting_slots"]] == [
        timezone.localtime(slot.starts_at).isoformat(timespec="seconds")
    ]
    assert korean["places"] == {"capacity": 10, "left": 9, "korean": 1, "luxembourg": 0, "waiting": 1}
    assert korean["participants_list"]["list_text"] == LIST_TEXT


@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("cancelled", 200), ("over", 200), ("closed", 200)])
def test_what_was_never_announced_is_not_there(status: str, answer: int, visitor: Program) -> None:
    cancelled = {"cancelled_at": timezone.now(), "cancel_reason": "Storm."} if status == "cancelled" else {}
    event = EventFactory(status=status, **cancelled)

    told = visitor.get(f"/events/{event.public_id}/")

    assert told.status_code == answer
    assert answer == 404 or told.json()["cancel_reason"] == cancelled.get("cancel_reason", "")


def test_the_lists_ask_the_same_for_one_as_for_three(visitor: Program, program: Callable[..., Program]) -> None:
    day = make_matchmaking()
    member = day.koreans[0].company.memberships.get().user
    staff, mine = program(ReviewerFactory(), "staff"), program(member)
    event, own = f"/staff/events/{day.event.public_id}", f"/me/registrations/{day.koreans[0].public_id}"
    lists = [(visitor, "/events/"), (staff, "/staff/events/"), (mine, "/me/registrations/")]
    lists += [(staff, f"{event}/{part}/") for part in ("registrations", "attendees", "meetings")]
    lists += [(mine, f"{own}/{part}/") for part in ("partners", "requests", "meetings")]

    def enlarge(korean: int, *, table: int) -> None:
        other = day.luxembourgers[korean]
        meeting = {"status": "confirmed", "slot": korean, "table": table}
        day.meeting(0, korean, **meeting)
        MeetingRequestFactory(event=day.event, sender=other, receiver=day.koreans[0])
        for side in (day.koreans[korean], other):
            AttendeeFactory(registration=side)
            side.projects.add(side.company.projects.get())
        RegistrationFactory(company=day.koreans[0].company, event=EventFactory())

    enlarge(0, table=0)
    first = [count_queries(*row) for row in lists]
    enlarge(1, table=1)

    assert [count_queries(*row) for row in lists] == first


def count_queries(program: Program, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert program.get(address).json()["count"] > 0
    return len(queries)
