"""The organisers' program makes an event, decides who comes, plans the meetings, and lets people in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from events.models import Event, EventStatus, Meeting, Registration, ScheduleRun
from meetings.services.schedule_runs import work_on_schedule
from tests.api.conftest import Program
from tests.api.event_calls import event_details
from tests.events.day import make_day
from tests.events.factories import AttendeeFactory, EventFactory, RegistrationFactory
from tests.factories import MembershipFactory, ReviewerFactory
from tests.meetings.matchmaking import make_matchmaking
from tests.standing import suspend

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(program: Callable[..., Program]) -> Program:
    return program(ReviewerFactory(), "staff")


def test_an_event_is_made_filled_and_announced(staff: Program) -> None:
    made = staff.post("/staff/events/", event_details())
    address, draft = made.headers["Location"].removeprefix("/api/v1"), made.json()
    times = {"starts_at": draft["starts_at"], "ends_at": draft["ends_at"]}
    items = [times | {"title": "Meetings", "is_for_meetings": True}]

    filled = staff.post(f"{address}programme/", {"items": items, "seen": draft["programme_seen"]})
    stale = staff.post(f"{address}programme/", {"items": [], "seen": draft["programme_seen"]})
    session = filled.json()["programme"][0]["session"]
    words = {"title": "물의 날", "summary": "하루", "programme": [{"session": session, "title": "상담"}]}
    told = staff.post(f"{address}texts/", words | {"language": "ko"})
    placed = staff.post(f"{address}places/", {"tables": 2, "rooms": 1})
    unread = staff.post(f"{address}publish/", **{"If-Match": made.headers["ETag"]})
    edited = staff.patch(address, {"capacity": 5}, **{"If-Match": placed.headers["ETag"]})
    announced = staff.post(f"{address}publish/", **{"If-Match": edited.headers["ETag"]})

    statuses = [answer.status_code for answer in (made, filled, stale, told, placed, unread, edited, announced)]
    assert statuses == [201, 200, 409, 200, 200, 412, 200, 200]
    assert len(filled.json()["meeting_slots"]) > 10
    assert placed.json()["meeting_places"] == {"tables": 2, "rooms": 1}
    last = announced.json()
    assert (last["status"], last["places"]["capacity"], last["title"]) == ("published", 5, draft["title"])
    assert {text["language"] for text in last["programme"][0]["texts"]} == {"en", "ko"}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"ends_at": "2027-01-01T00:00:00Z", "starts_at": "2027-01-02T00:00:00Z"}, "/ends_at"),
        ({"time_zone": "Europe/Atlantis"}, "/time_zone"),
        ({"attendance": "on_site"}, "/country"),
        ({"capacity": 0}, "/capacity"),
        ({"registration_closes_at": "2099-01-01T00:00:00Z"}, "/registration_closes_at"),
        ({"link_pattern": "http://meet.example/"}, "/link_pattern"),
        ({"languages": ["xx"]}, "/languages/0"),
        ({"status": "published"}, "/status"),
    ],
)
def test_what_contradicts_itself_is_told_where_it_stands(wrong: dict[str, Any], pointer: str, staff: Program) -> None:
    refused = staff.post("/staff/events/", event_details() | wrong)

    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, [pointer])
    assert not Event.objects.exists()


def test_fewer_places_than_companies_are_refused(staff: Program) -> None:
    event = RegistrationFactory().event
    RegistrationFactory(event=event)

    refused = staff.patch(f"/staff/events/{event.public_id}/", {"capacity": 1}, **{"If-Match": "*"})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/capacity")


def test_the_life_of_an_event_goes_one_way(staff: Program) -> None:
    event = EventFactory()
    address = f"/staff/events/{event.public_id}/"

    steps = [
        *(("close/", {}), ("close/", {}), ("reopen/", {}), ("cancel/", {"reason": " "})),
        *(("cancel/", {"reason": "Storm."}), ("reopen/", {})),
    ]
    statuses = [staff.post(f"{address}{step}", body).status_code for step, body in steps]
    copy = staff.post(f"{address}duplicate/", {"day": "2028-03-14"})
    late = staff.patch(address, {"venue": "Luxexpo"}, **{"If-Match": "*"})

    assert statuses == [200, 409, 200, 422, 200, 409]
    assert (copy.status_code, copy.json()["status"], copy.json()["cancel_reason"]) == (201, "draft", "")
    assert copy.json()["starts_at"].startswith("2028-03-14")
    assert late.status_code == 409
    assert [row["id"] for row in staff.get("/staff/events/?tab=drafts").json()["results"]] == [copy.json()["id"]]


def test_a_registration_is_decided_as_it_was_read(staff: Program) -> None:
    one, other = (RegistrationFactory(status="requested", confirmed_at=None) for _row in range(2))
    for registration in (one, other):
        MembershipFactory(company=registration.company)
    address = "/staff/registrations/{}/decide/".format

    confirmed = staff.post(address(one.public_id), {"decision": "confirm", "seen": "requested"})
    again = staff.post(address(one.public_id), {"decision": "confirm", "seen": "requested"})
    unsaid = staff.post(address(other.public_id), {"decision": "decline", "seen": "requested"})
    declined = staff.post(address(other.public_id), {"decision": "decline", "seen": "requested", "reason": "Full."})

    statuses = [answer.status_code for answer in (confirmed, again, unsaid, declined)]
    assert statuses == [200, 409, 422, 200]
    assert declined.json()["end_reason"] == "Full."
    listed = staff.get(f"/staff/events/{one.event.public_id}/registrations/?status=confirmed").json()
    assert [row["id"] for row in listed["results"]] == [one.public_id]


def test_the_schedule_is_computed_read_and_published_once(staff: Program) -> None:
    day = make_matchmaking(3, slots=1, tables=2)
    day.fit_all(0.7)
    address = f"/staff/events/{day.event.public_id}/schedule/"

    asked = staff.post(f"{address}compute/").json()
    work_on_schedule(ScheduleRun.objects.get().pk)
    told = staff.get(address).json()
    unseen = staff.post(f"{address}publish/", {"seen": asked["seen"]})
    published = staff.post(f"{address}publish/", {"seen": told["seen"]})

    assert (asked["run"]["status"], asked["result"]) == ("queued", None)
    assert (told["result"]["status"], told["drafts"], told["conflicts"]) == ("done", 2, [])
    assert told["result"]["value"] <= told["result"]["bound"]
    assert told["result"]["gap"] == pytest.approx(0, abs=0.02)
    assert {(entry["reason"], len(entry["partners"])) for entry in told["left_out"]} == {("no_place", 3)}
    assert all(entry["words"].endswith(".") for entry in told["left_out"])
    assert (unseen.status_code, published.status_code) == (409, 200)
    assert published.json()["published_at"]
    assert Meeting.objects.told().count() == 2


def test_a_meeting_is_placed_moved_swapped_pinned_and_cancelled(staff: Program) -> None:
    day = make_matchmaking()
    event = f"/staff/events/{day.event.public_id}/meetings/"
    sides = {"korean": day.koreans[0].public_id, "luxembourg": day.luxembourgers[0].public_id}
    first, second = ({"starts_at": day.slots[at].starts_at.isoformat(), "place": day.tables[0].pk} for at in (0, 1))

    placed = staff.post(event, first | sides)
    address = placed.headers["Location"].removeprefix("/api/v1")
    taken = staff.post(event, first | {**sides, "korean": day.koreans[1].public_id})
    moved = staff.post(f"{address}move/", second | {"seen": placed.json()["seen"]})
    stale = staff.post(f"{address}move/", first | {"seen": placed.json()["seen"]})
    other = day.meeting(1, 1, slot=0)
    seen = staff.get(f"/staff/meetings/{other.public_id}/").json()["seen"]
    swapped = staff.post(
        f"{address}swap/", {"other": other.public_id, "seen": moved.json()["seen"], "other_seen": seen}
    )
    loose = staff.post(f"{address}pin/", {"is_pinned": False})
    gone = staff.post(f"{address}cancel/", {"seen": swapped.json()["seen"]})

    answers = (placed, taken, moved, stale, swapped, loose, gone)
    assert [answer.status_code for answer in answers] == [201, 409, 200, 409, 200, 200, 200]
    assert (placed.json()["is_pinned"], loose.json()["is_pinned"]) == (True, False)
    assert swapped.json()["starts_at"] == placed.json()["starts_at"]
    assert gone.json() == {"id": placed.json()["id"], "was_told": False}
    assert staff.get(address).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"korean": "nosuchidxx"}, "/korean"),
        ({"luxembourg": "swapped"}, "/luxembourg"),
        ({"starts_at": "2027-01-01T00:00:00Z"}, "/starts_at"),
        ({"place": 2**63 - 1}, "/place"),
        ({"place": 2**63}, "/place"),
    ],
)
def test_a_place_or_a_side_that_is_none_is_told(wrong: dict[str, Any], pointer: str, staff: Program) -> None:
    day = make_matchmaking(1)
    body: dict[str, Any] = {"starts_at": day.slots[0].starts_at.isoformat(), "place": day.tables[0].pk}
    body |= {"korean": day.koreans[0].public_id, "luxembourg": day.luxembourgers[0].public_id}
    wrong = {name: body["korean"] if value == "swapped" else value for name, value in wrong.items()}

    refused = staff.post(f"/staff/events/{day.event.public_id}/meetings/", body | wrong)

    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, [pointer])


def test_what_came_of_a_meeting_is_noted(staff: Program) -> None:
    meeting = make_day().meeting
    address = f"/staff/meetings/{meeting.public_id}/outcome/"

    missed = staff.post(address, {"outcome": "missed", "missed_by": "korean"}).json()
    held = staff.post(address, {"outcome": "held"}).json()

    assert (missed["status"], missed["missed_by"]) == ("missed", meeting.korean.public_id)
    assert (held["status"], held["missed_by"]) == ("held", None)


def test_people_are_let_in_by_badge_or_by_name_once(staff: Program) -> None:
    day = make_day()
    address = f"/staff/events/{day.event.public_id}/"

    first = staff.post(f"{address}check-in/", {"badge_key": day.korean_guest.badge_key})
    again = staff.post(f"{address}check-in/", {"attendee": day.korean_guest.pk})
    arrived = staff.get(f"{address}attendees/?show=arrived").json()["results"]

    assert [answer.json()["is_new"] for answer in (first, again)] == [True, False]
    assert [person["attendee"] for person in arrived] == [day.korean_guest.pk]
    assert day.korean_guest.badge_key not in staff.get(f"{address}attendees/").content.decode()


def test_nobody_else_is_let_in(staff: Program) -> None:
    day, elsewhere = make_day(), AttendeeFactory()
    address = f"/staff/events/{day.event.public_id}/check-in/"
    suspend(day.korean_guest.registration.company)

    tried: list[dict[str, Any]] = [{}, {"badge_key": "x"}, {"badge_key": elsewhere.badge_key}]
    tried += [{"attendee": elsewhere.pk}, {"attendee": 1, "badge_key": "x"}]

    assert [staff.post(address, body).status_code for body in tried] == [422] * 5
    assert staff.post(address, {"badge_key": day.korean_guest.badge_key}).status_code == 409


def test_a_copy_follows_events_registrations_and_meetings(staff: Program) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        day = make_day()
        AttendeeFactory(registration=day.meeting.korean, name="Kim Min-ji")
        EventFactory(status=EventStatus.DRAFT)
    Registration.objects.update(wish="Pilot sites.")
    Event.objects.update(organiser="ASEIC")
    Meeting.objects.update(is_pinned=True)

    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        told = {
            kind: staff.get(f"/staff/changes/{kind}s/").json()["results"]
            for kind in ("event", "registration", "meeting")
        }

    assert sorted((row["event"]["status"], row["is_public"]) for row in told["event"]) == [
        ("draft", False),
        ("published", True),
    ]
    assert {row["registration"]["wish"] for row in told["registration"]} == {"Pilot sites."}
    assert "Kim Min-ji" not in str(told)
    assert [row["meeting"]["id"] for row in told["meeting"]] == [day.meeting.public_id]
    assert not any(row["is_public"] for kind in ("registration", "meeting") for row in told[kind])


def test_a_draft_meeting_that_was_computed_away_is_told_as_deleted(staff: Program) -> None:
    meeting = make_matchmaking().meeting()
    Meeting.objects.all().delete()

    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        told = staff.get("/staff/changes/meetings/").json()["results"]

    assert [(row["id"], row["is_deleted"], row["meeting"]) for row in told] == [(meeting.public_id, True, None)]


def test_a_new_programme_or_translation_is_a_change_of_the_event(staff: Program) -> None:
    event = EventFactory()
    address = f"/staff/events/{event.public_id}/"
    read = staff.get(address)
    body = {"items": [], "seen": read.json()["programme_seen"]}

    changed = staff.post(f"{address}programme/", body)
    told = staff.post(f"{address}texts/", {"language": "fr", "title": "L’eau", "summary": "Un jour."})

    assert len({answer.headers["ETag"] for answer in (read, changed, told)}) == 3
