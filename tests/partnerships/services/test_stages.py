"""Stages move by the rules, under a lock; every move is kept with who made it."""

import pytest

from notifications.models import OutboxEmail
from partnerships.errors import MovedMeanwhileError, MoveRefusedError
from partnerships.models import Collaboration, FollowUp, StageChange
from partnerships.services.next_actions import set_next_action
from partnerships.services.stages import Move, move_stage, possible_stages
from tests.partnerships.threads import at_once
from tests.room_factories import Room, make_agreed_room, make_room, stage_of

pytestmark = pytest.mark.django_db


def test_both_companies_and_the_case_manager_move_the_stage() -> None:
    room = make_room()

    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "in_contact", comment="We spoke."))
    move_stage(room.collaboration, actor=room.luxembourger, move=Move("in_contact", "nda"))
    move_stage(room.collaboration, actor=room.manager, move=Move("nda", "negotiating"))

    changes = [(change.to_stage, change.company, change.user) for change in StageChange.objects.all()]
    assert changes == [
        ("in_contact", room.korean.company, room.korean.user),
        ("nda", room.luxembourger.company, room.luxembourger.user),
        ("negotiating", None, room.manager.user),
    ]
    assert StageChange.objects.all()[0].comment == "We spoke."
    assert stage_of(room) == "negotiating"


def test_a_stage_that_was_not_needed_is_left_out() -> None:
    room = make_room()

    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "negotiating"))

    assert stage_of(room) == "negotiating"


def test_an_agreement_needs_its_type() -> None:
    room = make_room()

    with pytest.raises(MoveRefusedError):
        move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "agreed"))

    assert stage_of(room) == "introduced"


def test_an_agreement_plans_two_questions_for_each_company() -> None:
    room = make_agreed_room()

    planned = FollowUp.objects.order_by("company_id", "months").values_list("company_id", "months")
    assert room.collaboration.agreement_type == "licence"
    assert list(planned) == sorted(
        (actor.company.pk, months) for actor in (room.korean, room.luxembourger) if actor.company for months in (6, 12)
    )


def test_an_end_needs_a_reason() -> None:
    room = make_room()

    with pytest.raises(MoveRefusedError):
        move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "ended"))

    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "ended", end_reason="money"))
    assert room.collaboration.stage_changes.get().end_reason == "money"
    assert stage_of(room) == "ended"


def test_the_end_closes_the_next_action() -> None:
    room = make_room()
    today = room.collaboration.created_at.date()
    set_next_action(
        room.collaboration, actor=room.korean, text="Call", owner=room.korean.company, due_on=today, seen_id=None
    )

    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "ended", end_reason="money"))

    assert room.collaboration.next_actions.filter(closed_at=None).count() == 0
    assert not room.collaboration.next_actions.get().is_done


@pytest.mark.parametrize(
    ("stage", "by_company", "by_staff"),
    [
        (
            "introduced",
            ["in_contact", "nda", "negotiating", "agreed", "ended"],
            ["in_contact", "nda", "negotiating", "agreed", "ended"],
        ),
        ("negotiating", ["agreed", "ended"], ["introduced", "in_contact", "nda", "agreed", "ended"]),
        ("agreed", ["completed", "ended"], ["completed", "ended"]),
        ("completed", [], []),
        ("ended", [], ["introduced", "in_contact", "nda", "negotiating"]),
    ],
)
def test_possible_stages(stage: str, by_company: list[str], by_staff: list[str]) -> None:
    collaboration = Collaboration(stage=stage)

    assert possible_stages(collaboration, is_staff=False) == by_company
    assert possible_stages(collaboration, is_staff=True) == by_staff


def test_a_company_cannot_go_back() -> None:
    room = make_room()
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "nda"))

    with pytest.raises(MoveRefusedError):
        move_stage(room.collaboration, actor=room.korean, move=Move("nda", "introduced"))

    assert stage_of(room) == "nda"


def test_staff_reopen_what_ended_too_early() -> None:
    room = make_room()
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "ended", end_reason="no_contact"))

    move_stage(room.collaboration, actor=room.manager, move=Move("ended", "in_contact"))

    assert stage_of(room) == "in_contact"
    assert room.collaboration.end_reason == ""


def test_what_was_agreed_and_ended_keeps_its_agreement() -> None:
    room = make_agreed_room()

    move_stage(room.collaboration, actor=room.korean, move=Move("agreed", "ended", end_reason="priorities"))

    assert stage_of(room) == "ended"
    assert room.collaboration.agreement_type == "licence"
    assert possible_stages(room.collaboration, is_staff=True) == []


def test_who_saw_an_older_stage_is_told_who_moved() -> None:
    room = make_room()
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "in_contact"))

    with pytest.raises(MovedMeanwhileError) as error:
        move_stage(room.collaboration, actor=room.luxembourger, move=Move("introduced", "nda"))

    assert room.korean.user.full_name in str(error.value)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_at_once_exactly_one_wins_and_the_other_is_told() -> None:
    for _round in range(20):
        room = make_room()

        def move(actor_name: str, to_stage: str, room: Room = room) -> StageChange:
            actor = getattr(room, actor_name)
            return move_stage(room.collaboration, actor=actor, move=Move("introduced", to_stage, "licence", "money"))

        outcomes = at_once(lambda move=move: move("korean", "agreed"), lambda move=move: move("luxembourger", "ended"))

        winners = [outcome for outcome in outcomes if isinstance(outcome, StageChange)]
        losers = [outcome for outcome in outcomes if isinstance(outcome, MovedMeanwhileError)]
        assert (len(winners), len(losers)) == (1, 1)
        assert stage_of(room) == winners[0].to_stage
        assert room.collaboration.stage_changes.count() == 1
        assert OutboxEmail.objects.filter(user=room.manager.user).count() == 1
