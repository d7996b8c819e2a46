"""The pages of a room: who enters, what they see, what happens to what they typed."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from companies.models import Contact
from partnerships.models import LARGEST_FILE, Collaboration, RoomVisit
from partnerships.permissions import Actor
from partnerships.services.files import check_file
from partnerships.services.next_actions import set_next_action
from partnerships.services.stages import Move, move_stage
from partnerships.services.thread import post_message
from tests.factories import ContactFactory, ProjectFactory
from tests.room_factories import Room, make_introduction, make_room, member_of, stage_of

pytestmark = pytest.mark.django_db
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def visitor(person: Actor | User) -> Client:
    client = Client()
    client.force_login(person.user if isinstance(person, Actor) else person)
    return client


def address(room: Room, name: str = "collaboration_detail", *more: object) -> str:
    return reverse(f"partnerships:{name}", args=[room.collaboration.public_id, *more])


def test_both_companies_and_staff_read_the_thread() -> None:
    room = make_room()
    post_message(room.collaboration, actor=room.korean, text="안녕하세요 여러분", language="ko")

    for actor in (room.korean, room.luxembourger, room.manager):
        page = visitor(actor).get(address(room)).content.decode()

        assert '<div class="message__text" lang="ko"><p>안녕하세요 여러분</p></div>' in page


def test_a_room_shows_no_contact() -> None:
    room = make_room()
    for company in room.collaboration.companies:
        ContactFactory(company=company, name="Hidden Person", email="hidden@company.example")

    pages = [visitor(actor).get(address(room)).content.decode() for actor in (room.korean, room.manager)]

    assert Contact.objects.count() == 2
    assert [page for page in pages if "idden" in page and ("Hidden Person" in page or "hidden@" in page)] == []


def test_a_message_is_written_with_its_files() -> None:
    room = make_room()
    files = [SimpleUploadedFile("offer.pdf", b"%PDF-1.7"), SimpleUploadedFile("list.csv", b"a;b")]

    response = visitor(room.korean).post(
        address(room, "message_post"), {"text": "Here it is", "language": "en", "attachments": files}
    )

    message = room.collaboration.messages.get()
    assert response.status_code == 302
    assert (message.text, message.company, message.author) == ("Here it is", room.korean.company, room.korean.user)
    assert [file.name for file in message.attachments.all()] == ["offer.pdf", "list.csv"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("offer.pdf", HTML, "does not match its file type"),
        ("page.html", HTML, "cannot be shared here"),
        ("large.pdf", b"%PDF-" + bytes(LARGEST_FILE), "is larger than 10 MB"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_a_refused_file_keeps_what_was_typed(name: str, data: bytes, why: str) -> None:
    room = make_room()

    response = visitor(room.korean).post(
        address(room, "message_post"),
        {"text": "My long message", "language": "en", "attachments": SimpleUploadedFile(name, data)},
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert why in page
    assert "My long message</textarea>" in page
    assert room.collaboration.messages.count() == 0


def test_a_file_is_saved_and_never_shown_by_the_browser() -> None:
    room = make_room()
    files = [check_file("가격 (2026).csv", b"a;b")]
    message = post_message(room.collaboration, actor=room.korean, text="Here", language="en", files=files)

    response = visitor(room.luxembourger).get(address(room, "attachment", message.attachments.get().public_id))

    assert response.content == b"a;b"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_file_is_found_in_its_own_room_only() -> None:
    room, other = make_room(), make_room()
    files = [check_file("notes.txt", b"text")]
    message = post_message(room.collaboration, actor=room.korean, text="Here", language="en", files=files)

    response = visitor(other.korean).get(address(other, "attachment", message.attachments.get().public_id))

    assert response.status_code == 404


def test_markup_in_a_message_is_shown_as_text() -> None:
    room = make_room()
    post_message(room.collaboration, actor=room.korean, text="<script>alert(1)</script>", language="en")

    page = visitor(room.luxembourger).get(address(room)).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_opening_the_room_counts_as_reading() -> None:
    room = make_room()
    post_message(room.collaboration, actor=room.korean, text="Good morning", language="en")
    assert RoomVisit.objects.get(user=room.luxembourger.user).noticed_at is not None

    page = visitor(room.luxembourger).get(address(room)).content.decode()

    assert '<span class="badge badge--blue">new</span>' in page
    assert RoomVisit.objects.get(user=room.luxembourger.user).noticed_at is None
    assert (
        '<span class="badge badge--blue">new</span>'
        not in visitor(room.luxembourger).get(address(room)).content.decode()
    )


def test_the_loser_of_a_stage_race_sees_where_it_is_and_keeps_the_comment() -> None:
    room = make_room()
    move_stage(room.collaboration, actor=room.luxembourger, move=Move("introduced", "nda"))

    response = visitor(room.korean).post(
        address(room, "stage_move"), {"from_stage": "introduced", "to_stage": "in_contact", "comment": "We spoke."}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "has just changed the stage of this collaboration: confidentiality agreed" in page
    assert "We spoke.</textarea>" in page
    assert stage_of(room) == "nda"


@pytest.mark.parametrize(("to_stage", "why"), [("agreed", "type of agreement first"), ("ended", "reason first")])
def test_a_stage_without_what_it_needs_is_asked_for(to_stage: str, why: str) -> None:
    room = make_room()

    response = visitor(room.korean).post(
        address(room, "stage_move"), {"from_stage": "introduced", "to_stage": to_stage, "comment": "Typed"}
    )

    assert response.status_code == 422
    assert why in response.content.decode()
    assert "Typed</textarea>" in response.content.decode()
    assert stage_of(room) == "introduced"


@pytest.mark.parametrize("data", [{}, {"from_stage": "nonsense", "to_stage": "nda"}, {"from_stage": "introduced"}])
def test_nonsense_moves_nothing(data: dict[str, str]) -> None:
    room = make_room()

    response = visitor(room.korean).post(address(room, "stage_move"), data)

    assert response.status_code in (409, 422)
    assert stage_of(room) == "introduced"


def test_the_next_action_is_set_and_done() -> None:
    room = make_room()
    korean = room.korean.company
    assert korean is not None
    day = date.today() + timedelta(days=7)  # noqa: DTZ011

    visitor(room.luxembourger).post(
        address(room, "action_set"), {"text": "Send the plan", "owner": korean.public_id, "due_on": day.isoformat()}
    )
    action = room.collaboration.next_actions.get()
    visitor(room.korean).post(address(room, "action_finish", action.pk))

    action.refresh_from_db()
    assert (action.text, action.owner, action.due_on, action.is_done) == ("Send the plan", korean, day, True)


def test_a_past_day_is_asked_again() -> None:
    room = make_room()

    response = visitor(room.korean).post(
        address(room, "action_set"), {"text": "Send the plan", "owner": "staff", "due_on": "2020-01-01"}
    )

    assert response.status_code == 422
    assert "This date is in the past" in response.content.decode()
    assert 'value="Send the plan"' in response.content.decode()


def test_an_ended_room_offers_no_next_action_but_talk_goes_on() -> None:
    room = make_room()
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "ended", end_reason="terms"))

    page = visitor(room.luxembourger).get(address(room)).content.decode()

    assert "No agreement on the terms" in page
    assert address(room, "action_set") not in page
    assert address(room, "message_post") in page


def test_the_list_shows_own_rooms_alone() -> None:
    room, other = make_room(), make_room()

    page = visitor(room.korean).get(reverse("partnerships:collaboration_list")).content.decode()

    assert address(room) in page
    assert address(other) not in page


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_list_asks_as_many_questions_for_three_rooms_as_for_one() -> None:
    korean = ProjectFactory()
    room = make_room(make_introduction(korean))
    client, path = visitor(room.korean), reverse("partnerships:collaboration_list")
    day = date.today() + timedelta(days=7)  # noqa: DTZ011
    set_next_action(room.collaboration, actor=room.korean, text="Call", owner=None, due_on=day, seen_id=None)
    _queries(client, path)
    one = _queries(client, path)
    for _number in range(2):
        more = make_room(make_introduction(korean))
        set_next_action(
            more.collaboration, actor=more.korean, text="Call", owner=more.korean.company, due_on=day, seen_id=None
        )

    assert _queries(client, path) == one


def test_the_room_asks_as_many_questions_for_three_messages_as_for_one() -> None:
    room = make_room()
    assert room.luxembourger.company is not None
    colleague = Actor(member_of(room.luxembourger.company), room.luxembourger.company)
    client = visitor(room.korean)
    files = [check_file("notes.txt", b"text")]
    post_message(room.collaboration, actor=room.korean, text="One", language="en", files=files)
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "in_contact"))
    _queries(client, address(room))
    one = _queries(client, address(room))
    for actor in (room.luxembourger, colleague):
        post_message(room.collaboration, actor=actor, text="More", language="en", files=files)
    move_stage(room.collaboration, actor=colleague, move=Move("in_contact", "nda"))

    assert _queries(client, address(room)) == one


def test_old_messages_are_on_further_pages() -> None:
    room = make_room()
    for number in range(31):
        post_message(room.collaboration, actor=room.korean, text=f"Message {number}.", language="en")

    first = visitor(room.korean).get(address(room)).content.decode()
    second = visitor(room.korean).get(address(room) + "?page=2").content.decode()

    assert "Message 30." in first
    assert "Message 0." not in first
    assert "Message 0." in second


def test_a_room_of_somebody_who_left_is_closed_to_them() -> None:
    room = make_room()
    client = visitor(room.korean)
    room.korean.user.memberships.all().delete()

    assert client.get(address(room)).status_code == 404
    assert client.post(address(room, "message_post"), {"text": "Still here", "language": "en"}).status_code == 404
    assert Collaboration.objects.get().messages.count() == 0
