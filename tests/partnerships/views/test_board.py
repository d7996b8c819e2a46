"""The case managers' board: by stage, overdue first, narrowed by manager and by whose turn it is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Company
from partnerships.models import Collaboration, NextAction
from partnerships.queries.rooms import BoardChoice, board_columns
from partnerships.services.stages import Move, move_stage
from tests.factories import ReviewerFactory
from tests.room_factories import Room, make_room

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011
BOARD = "/staff/collaborations/"


def plan(room: Room, owner: Company | None, *, days: int) -> None:
    NextAction.objects.create(
        collaboration=room.collaboration, text="Call", owner=owner, due_on=TODAY + timedelta(days=days)
    )


def shown(choice: BoardChoice) -> list[Collaboration]:
    return [room for column in board_columns(choice) for room in column.rooms]


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def test_overdue_comes_first_then_the_next_due_then_the_longest_still() -> None:
    still, later, overdue, sooner = make_room(), make_room(), make_room(), make_room()
    plan(later, None, days=9)
    plan(sooner, None, days=2)
    plan(overdue, None, days=-3)

    order = shown(BoardChoice())

    assert order == [room.collaboration for room in (overdue, sooner, later, still)]


def test_each_stage_is_a_column_and_what_is_over_is_below(reviewer: Client) -> None:
    room, ended = make_room(), make_room()
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "nda"))
    move_stage(ended.collaboration, actor=ended.korean, move=Move("introduced", "ended", end_reason="terms"))

    page = reviewer.get(BOARD)

    columns = {column.stage.value: (column.total, column.rooms) for column in page.context["columns"]}
    assert columns["nda"] == (1, [room.collaboration])
    assert columns["introduced"] == (0, [])
    assert list(page.context["page"]) == [ended.collaboration]


def test_the_board_is_narrowed_to_a_manager_or_to_nobodys() -> None:
    mine, nobodys = make_room(), make_room()
    Collaboration.objects.filter(pk=nobodys.collaboration.pk).update(case_manager=None)

    assert shown(BoardChoice(manager=str(mine.manager.user.pk))) == [mine.collaboration]
    assert shown(BoardChoice(manager="none")) == [nobodys.collaboration]


def test_the_board_is_narrowed_to_whose_turn_it_is() -> None:
    koreas, luxembourgs, staffs = make_room(), make_room(), make_room()
    plan(koreas, koreas.korean.company, days=1)
    plan(luxembourgs, luxembourgs.luxembourger.company, days=1)
    plan(staffs, None, days=1)

    assert shown(BoardChoice(turn="KR")) == [koreas.collaboration]
    assert shown(BoardChoice(turn="LU")) == [luxembourgs.collaboration]
    assert shown(BoardChoice(turn="staff")) == [staffs.collaboration]


@pytest.mark.parametrize("query", ["?manager=99999999", "?manager=x&turn=ZZ", "?page=999"])
def test_what_is_not_understood_is_left_out(reviewer: Client, query: str) -> None:
    room = make_room()

    page = reviewer.get(BOARD + query)

    assert [c.rooms for c in page.context["columns"] if c.rooms] == [[room.collaboration]]


def test_the_board_asks_as_many_questions_for_three_rooms_as_for_one(reviewer: Client) -> None:
    plan(make_room(), None, days=1)
    reviewer.get(BOARD)
    with CaptureQueriesContext(connection) as one:
        reviewer.get(BOARD)
    for _number in range(2):
        room = make_room()
        plan(room, room.korean.company, days=-1)

    with CaptureQueriesContext(connection) as three:
        reviewer.get(BOARD)

    assert len(three) == len(one)


def test_a_reviewer_takes_a_room_and_the_next_one_is_told(reviewer: Client) -> None:
    room = make_room()
    address = reverse("partnerships:collaboration_take", args=[room.collaboration.public_id])

    reviewer.post(address, {"earlier": str(room.manager.user.pk)})
    second = Client()
    second.force_login(ReviewerFactory())
    answer = second.post(address, {"earlier": str(room.manager.user.pk)}, follow=True)

    room.collaboration.refresh_from_db()
    assert room.collaboration.case_manager_id == int(reviewer.session["_auth_user_id"])
    assert "has just taken over this collaboration" in answer.content.decode()
