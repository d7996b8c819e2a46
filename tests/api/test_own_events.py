"""A company's program registers it for an event, finds partners there, meets them and says what it was like."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from companies.models import Company
from events.models import LIST_TEXT, Meeting, MeetingRequest, Registration
from notifications.models import OutboxEmail
from partnerships.models import Introduction
from tests.api.conftest import Program
from tests.api.event_calls import SAID
from tests.events.day import make_day
from tests.events.factories import EventFactory, MeetingSlotFactory, RegistrationFactory
from tests.factories import LuxembourgCompanyFactory, MembershipFactory, ProjectFactory, ReviewerFactory
from tests.meetings.matchmaking import Matchmaking, make_matchmaking
from tests.standing import suspend

pytestmark = pytest.mark.django_db
Make = Callable[..., Program]


@pytest.fixture
def company() -> Company:
    found: Company = MembershipFactory().company
    return found


@pytest.fixture
def mine(company: Company, program: Make) -> Program:
    return program(company.memberships.get().user)


def test_a_company_registers_edits_and_cancels(mine: Program, company: Company) -> None:
    event, project = EventFactory(), ProjectFactory(company=company)
    slots = [MeetingSlotFactory(event=event) for _slot in range(3)]
    body = SAID | {"event": event.public_id, "company": company.public_id, "projects": [project.public_id]}
    starts = [slot.starts_at.isoformat() for slot in slots]

    made = mine.post("/me/registrations/", body | {"free": starts[:2], "is_listed": True, "list_text": LIST_TEXT})
    address = made.headers["Location"].removeprefix("/api/v1")
    told = made.json()
    edit = {"wish": "Pilot sites."}
    changed = mine.patch(address, edit, **{"If-Match": made.headers["ETag"]})
    stale = mine.patch(address, {"wish": "Others."}, **{"If-Match": made.headers["ETag"]})
    ended = mine.post(f"{address}cancel/", {"reason": "Illness."})

    assert (made.status_code, changed.status_code, stale.status_code, ended.status_code) == (201, 200, 412, 200)
    assert (told["status"], told["projects"][0]["id"], len(told["free"])) == ("confirmed", project.public_id, 2)
    same = ("free", "projects", "attendees", "is_listed", "attendance", "languages")
    assert {name: changed.json()[name] for name in same} == {name: told[name] for name in same}
    assert changed.json()["wish"] == "Pilot sites."
    assert (ended.json()["status"], ended.json()["end_reason"]) == ("cancelled", "Illness.")
    assert mine.get("/me/registrations/?status=cancelled").json()["count"] == 1


def test_who_was_named_before_keeps_the_badge(mine: Program, company: Company) -> None:
    registration = RegistrationFactory(company=company)
    address = f"/me/registrations/{registration.public_id}/"
    one = registration.attendees.create(name="Kim Min-ji")

    people = [{"attendee": one.pk, "name": "Kim Min-ji", "role": "Director"}, {"name": "Lee Jun"}]
    changed = mine.patch(address, {"attendees": people}, **{"If-Match": "*"})

    assert changed.status_code == 200
    assert registration.attendees.get(name="Kim Min-ji").badge_key == one.badge_key
    assert [person["name"] for person in changed.json()["attendees"]] == ["Kim Min-ji", "Lee Jun"]
    assert "badge" not in changed.content.decode()


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"projects": ["nosuchidxx"]}, "/projects"),
        ({"free": ["2027-01-01T10:00:00Z"]}, "/free"),
        ({"free": []}, "/free"),
        ({"is_listed": True}, "/list_text"),
        ({"is_listed": True, "list_text": "2020-01"}, "/list_text"),
        ({"attendees": []}, "/attendees"),
        ({"attendees": [{"role": "Director"}]}, "/attendees/0/name"),
        ({"attendees": [{"name": "Visit www.shop.example"}]}, "/attendees/0/name"),
        ({"attendees": [{"name": "Kim", "badge_key": "x"}]}, "/attendees/0/badge_key"),
        ({"attendance": "hybrid"}, "/attendance"),
        ({"languages": []}, "/languages"),
        ({"event": "nosuchidxx"}, "/event"),
        ({"company": "nosuchidxx"}, "/company"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    wrong: dict[str, Any], pointer: str, mine: Program, company: Company
) -> None:
    event = EventFactory()
    MeetingSlotFactory(event=event)
    body = SAID | {"event": event.public_id, "company": company.public_id}

    refused = mine.post("/me/registrations/", body | wrong)

    assert (refused.status_code, refused.json()["errors"][0]["pointer"].startswith(pointer)) == (422, True)
    assert not Registration.objects.exists()


def test_an_edit_that_leaves_the_name_out_is_told_so(mine: Program, company: Company) -> None:
    address = f"/me/registrations/{RegistrationFactory(company=company).public_id}/"

    refused = mine.patch(address, {"attendees": [{"role": "Director"}]}, **{"If-Match": "*"})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/attendees/0/name")


def test_what_the_event_does_not_allow_is_a_conflict(mine: Program, company: Company) -> None:
    full, closed = EventFactory(capacity=1, most_people=1), EventFactory(status="closed")
    RegistrationFactory(event=full)
    body = SAID | {"company": company.public_id}

    waiting = mine.post("/me/registrations/", body | {"event": full.public_id})
    twice = mine.post("/me/registrations/", body | {"event": full.public_id})
    late = mine.post("/me/registrations/", body | {"event": closed.public_id})

    assert (waiting.status_code, twice.status_code, late.status_code) == (201, 409, 409)
    assert (waiting.json()["status"], waiting.json()["place_in_line"]) == ("waiting", 1)


def test_a_draft_of_an_event_takes_nobody(mine: Program, company: Company) -> None:
    body = SAID | {"company": company.public_id, "event": EventFactory(status="draft").public_id}

    assert mine.post("/me/registrations/", body).status_code == 422


@pytest.fixture
def day() -> Matchmaking:
    day = make_matchmaking(3)
    for side in (*day.koreans, *day.luxembourgers):
        side.projects.add(side.company.projects.get())
    day.fit_all(0.7)
    return day


def programs_of(day: Matchmaking, program: Make) -> tuple[Program, str, Program, str]:
    """The first company of each side, with the address of its registration."""
    sides = (day.koreans[0], day.luxembourgers[0])
    (one, other), addresses = (
        [program(side.company.memberships.get().user) for side in sides],
        [f"/me/registrations/{side.public_id}/" for side in sides],
    )
    return one, addresses[0], other, addresses[1]


def test_participants_are_listed_for_those_who_take_part(day: Matchmaking, program: Make) -> None:
    one, own, _other, _theirs = programs_of(day, program)
    Registration.objects.filter(pk=day.luxembourgers[2].pk).update(is_listed=False)
    suspend(day.koreans[2].company)

    told = one.get(f"{own}partners/?country=LU").json()["results"]

    assert {row["registration"] for row in told} == {side.public_id for side in day.luxembourgers[:2]}
    assert {row["fit"] for row in told} == {0.7}
    assert all(row["projects"] for row in told)
    assert day.koreans[2].public_id not in one.get(f"{own}partners/").content.decode()
    Registration.objects.filter(pk=day.koreans[0].pk).update(status="requested", confirmed_at=None)
    assert [one.get(f"{own}{part}/").status_code for part in ("partners", "suggestions")] == [409, 409]


def test_suggestions_come_with_their_reasons(day: Matchmaking, program: Make) -> None:
    one, own, *_rest = programs_of(day, program)

    told = one.get(f"{own}suggestions/", **{"Accept-Language": "fr"}).json()["results"]

    assert len(told) == 3
    assert all(entry["reasons"]["criteria"] and entry["ours"]["id"] != entry["theirs"]["id"] for entry in told)


def test_a_meeting_is_asked_for_and_accepted(day: Matchmaking, program: Make) -> None:
    one, own, other, theirs = programs_of(day, program)
    body = {"receiver": day.luxembourgers[0].public_id, "reason": "Leak finding.", "language": "en"}

    asked = one.post(f"{own}requests/", body)
    twice = one.post(f"{own}requests/", body)
    inbox = other.get(f"{theirs}requests/").json()["results"]
    accepted = other.post(f"/me/meeting-requests/{inbox[0]['id']}/accept/")
    late = one.post(f"/me/meeting-requests/{inbox[0]['id']}/withdraw/")

    statuses = [answer.status_code for answer in (asked, twice, accepted, late)]
    assert statuses == [201, 409, 200, 409]
    assert inbox[0] == asked.json()
    assert accepted.json()["status"] == MeetingRequest.objects.get().status == "accepted"
    assert [row["request"] and row["request"]["status"] for row in one.get(f"{own}partners/").json()["results"]].count(
        "accepted"
    ) == 1


def test_nobody_asks_who_is_not_on_the_list(day: Matchmaking, program: Make) -> None:
    one, own, *_rest = programs_of(day, program)
    hidden, elsewhere = day.luxembourgers[1], RegistrationFactory(company=LuxembourgCompanyFactory())
    Registration.objects.filter(pk=hidden.pk).update(is_listed=False)
    body = {"reason": "Leak finding.", "language": "en"}

    refused = [
        one.post(f"{own}requests/", body | {"receiver": side.public_id}) for side in (hidden, elsewhere, day.koreans[0])
    ]

    assert [answer.status_code for answer in refused] == [422, 422, 422]
    assert len({answer.json()["errors"][0]["detail"] for answer in refused}) == 1


def test_the_video_room_is_told_to_the_two_sides_alone(day: Matchmaking, program: Make) -> None:
    one, own, other, _theirs = programs_of(day, program)
    day.event.link_pattern = "https://meet.example/{room}"
    day.event.save()
    Registration.objects.filter(pk=day.koreans[0].pk).update(attendance="online")
    meeting: Meeting = day.meeting(place=day.video, status="confirmed")
    outsider = program(day.koreans[1].company.memberships.get().user)
    staff = program(ReviewerFactory(), "staff")
    address = f"/me/meetings/{meeting.public_id}/"

    links = [side.get(address).json()["link"] for side in (one, other)]

    assert set(links) == {f"https://meet.example/{meeting.room_key}"}
    assert one.get(f"{own}meetings/").json()["results"][0]["link"] in links
    assert outsider.get(address).status_code == 404
    desk = [f"/staff/meetings/{meeting.public_id}/", f"/staff/events/{day.event.public_id}/meetings/"]
    assert not any(meeting.room_key in staff.get(address).content.decode() for address in desk)


def test_a_draft_of_the_schedule_is_told_to_nobody(day: Matchmaking, program: Make) -> None:
    one, own, *_rest = programs_of(day, program)
    meeting = day.meeting()

    assert one.get(f"{own}meetings/").json()["count"] == 0
    assert one.get(f"/me/meetings/{meeting.public_id}/").status_code == 404


def test_two_yes_are_an_introduction_and_a_single_one_stays_private(program: Make) -> None:
    day = make_day()
    one, other = program(day.korean), program(day.luxembourger)
    address = f"/me/meetings/{day.meeting.public_id}/"
    yes = {"was_worth_it": True, "going_on": "yes", "note": "Call them."}

    first = one.post(f"{address}feedback/", yes)
    unseen = other.get(address)
    second = other.post(f"{address}feedback/", {"was_worth_it": True, "going_on": "yes"})
    changed = one.post(f"{address}feedback/", yes | {"going_on": "no"})

    assert (first.status_code, second.status_code, changed.status_code) == (200, 200, 409)
    assert (first.json()["feedback"]["note"], first.json()["introduction"]) == ("Call them.", None)
    assert unseen.json()["feedback"] is None
    assert "Call them" not in unseen.content.decode() + second.content.decode()
    assert second.json()["introduction"] == Introduction.objects.get().public_id


def test_a_place_that_is_offered_is_not_taken_by_a_suspended_company(mine: Program, company: Company) -> None:
    due = timezone.now() + timedelta(days=1)
    registration = RegistrationFactory(company=company, status="offered", offer_due_at=due, confirmed_at=None)
    suspend(company)

    refused = mine.post(f"/me/registrations/{registration.public_id}/accept/")

    registration.refresh_from_db()
    assert (refused.status_code, registration.status) == (409, "offered")
    assert not OutboxEmail.objects.filter(topic="event_confirmed").exists()
