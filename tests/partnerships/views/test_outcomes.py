"""Follow-up questions and cases as people see them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.models import CaseStudy, FollowUp
from partnerships.permissions import Actor
from partnerships.services.cases import CaseWords, edit_case, translate_case, withdraw_approval
from partnerships.services.thread import post_message
from tests.factories import ContactFactory
from tests.room_factories import TEXTS, Room, make_agreed_room, make_public_case, make_room
from values.money.amounts import Money

pytestmark = pytest.mark.django_db
FRENCH = CaseWords("Du verre neuf", "Une ligne coréenne à Esch.", "1 600 tonnes par an.")
TYPED = TEXTS._asdict()


def visitor(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def address(room: Room, name: str, *more: object) -> str:
    return reverse(f"partnerships:{name}", args=[room.collaboration.public_id, *more])


@pytest.fixture
def room() -> Room:
    return make_agreed_room()


def ask(room: Room) -> None:
    room.collaboration.follow_ups.filter(months=6).update(asked_at=timezone.now())


def test_a_company_answers_once(room: Room) -> None:
    ask(room)
    path = address(room, "follow_up_answer", 6)
    client = visitor(room.korean)

    client.post(path, {"is_lasting": "yes", "turnover": "2억 5천만", "turnover_currency": "KRW", "tonnes_co2": "120.5"})
    client.post(path, {"is_lasting": "no"})

    stored = FollowUp.objects.get(company=room.korean.company, months=6)
    assert (stored.is_lasting, stored.stated_turnover, stored.jobs) == (True, Money(250_000_000, "KRW"), None)
    assert "Your company answered on" in client.get(path).content.decode()


def test_the_first_question_is_needed_and_the_rest_is_kept(room: Room) -> None:
    ask(room)

    typed = {"jobs": "4", "turnover": "about 3", "turnover_currency": "EUR"}
    response = visitor(room.korean).post(address(room, "follow_up_answer", 6), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="4"' in page
    assert 'value="about 3"' in page
    assert '<option value="EUR" selected>' in page


def test_turnover_is_asked_for_in_the_currency_of_the_company(room: Room) -> None:
    ask(room)

    pages = [
        visitor(side).get(address(room, "follow_up_answer", 6)).content.decode()
        for side in (room.korean, room.luxembourger)
    ]

    assert ['<option value="KRW" selected>' in page for page in pages] == [True, False]
    assert ['<option value="EUR" selected>' in page for page in pages] == [False, True]


def test_questions_that_are_not_due_have_no_page(room: Room) -> None:
    assert visitor(room.korean).get(address(room, "follow_up_answer", 12)).status_code == 404


def test_staff_see_the_answers_and_the_other_company_does_not(room: Room) -> None:
    ask(room)
    visitor(room.korean).post(address(room, "follow_up_answer", 6), {"is_lasting": "yes", "comment": "Secret figure"})
    page = address(room, "collaboration_detail")

    assert "Secret figure" in visitor(room.manager).get(page).content.decode()
    assert "Secret figure" in visitor(room.korean).get(page).content.decode()
    assert "Secret figure" not in visitor(room.luxembourger).get(page).content.decode()


def test_a_case_is_written_agreed_to_and_read_by_everybody(room: Room) -> None:
    visitor(room.korean).post(address(room, "case_edit"), TYPED)
    assert TEXTS.title not in Client().get("/cases/").content.decode()

    for actor in (room.korean, room.luxembourger, room.manager):
        visitor(actor).post(address(room, "case_approve"), {"version": "1"})

    case = CaseStudy.objects.get()
    assert TEXTS.title in Client().get("/cases/").content.decode()
    assert TEXTS.outcome in Client().get(f"/cases/{case.public_id}/").content.decode()


def test_a_case_needs_an_agreement() -> None:
    assert visitor((room := make_room()).korean).get(address(room, "case_edit")).status_code == 404


def test_who_edits_an_older_version_keeps_the_text(room: Room) -> None:
    case = make_public_case(room)
    edit_case(case, actor=room.luxembourger, texts=TEXTS, version=1)

    response = visitor(room.korean).post(address(room, "case_edit"), TYPED | {"version": "1", "title": "My own title"})

    assert response.status_code == 409
    assert "Someone has changed this text in the meantime" in response.content.decode()
    assert 'value="My own title"' in response.content.decode()


def test_an_incomplete_case_is_asked_for_the_rest(room: Room) -> None:
    response = visitor(room.korean).post(address(room, "case_edit"), TYPED | {"outcome": ""})

    assert response.status_code == 422
    assert TEXTS.story in response.content.decode()


def test_a_page_read_before_an_edit_cannot_agree_to_it(room: Room) -> None:
    case = make_public_case(room)
    edit_case(case, actor=room.luxembourger, texts=TEXTS, version=1)

    page = visitor(room.korean).post(address(room, "case_approve"), {"version": "1"}, follow=True)

    assert "Someone has changed this text in the meantime" in page.content.decode()
    assert not case.approvals.filter(version=2).exists()


def test_a_withdrawn_or_edited_case_leaves_the_public_page(room: Room) -> None:
    case = make_public_case(room)
    path = f"/cases/{case.public_id}/"
    assert Client().get(path).status_code == 200

    withdraw_approval(case, actor=room.luxembourger)

    assert Client().get(path).status_code == 404


def test_a_case_is_shown_in_the_readers_language_where_it_is_told_in_it(room: Room) -> None:
    case = make_public_case(room)
    translate_case(case, actor=room.luxembourger, language="fr", words=FRENCH, version=1)
    for actor in (room.korean, room.luxembourger, room.manager):
        visitor(actor).post(address(room, "case_approve"), {"version": "2"})
    path = f"/cases/{case.public_id}/"

    french = Client().get(path, headers={"accept-language": "fr"}).content.decode()
    german = Client().get(path, headers={"accept-language": "de"}).content.decode()
    asked = Client().get(path + "?texts=fr").content.decode()

    assert FRENCH.title in french
    assert TEXTS.title in german
    assert FRENCH.title in asked


def test_a_public_case_tells_nothing_of_the_room(room: Room) -> None:
    case = make_public_case(room)
    ContactFactory(company=room.korean.company, name="Hidden Person")
    post_message(room.collaboration, actor=room.korean, text="The secret price", language="en")

    page = Client().get(f"/cases/{case.public_id}/").content.decode()

    for secret in (
        "Hidden Person",
        "The secret price",
        "icence",
        room.korean.user.full_name,
        room.manager.user.full_name,
    ):
        assert secret not in page
    assert room.collaboration.public_id not in page


def test_cases_are_narrowed_to_a_green_objective(room: Room) -> None:
    make_public_case(room)

    assert TEXTS.title in Client().get("/cases/?green=circular_economy").content.decode()
    assert TEXTS.title not in Client().get("/cases/?green=water").content.decode()
    assert TEXTS.title in Client().get("/cases/?green=nonsense&page=7").content.decode()


def test_the_list_of_cases_asks_as_many_questions_for_three_as_for_one(room: Room) -> None:
    make_public_case(room)
    Client().get("/cases/")
    with CaptureQueriesContext(connection) as one:
        Client().get("/cases/")
    for _number in range(2):
        make_public_case(make_agreed_room())

    with CaptureQueriesContext(connection) as three:
        Client().get("/cases/")

    assert len(three) == len(one)
