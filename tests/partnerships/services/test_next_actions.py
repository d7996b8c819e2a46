"""One open action per room, its owner reminded the day before and once when it is overdue."""

from datetime import date

import pytest

from companies.models import Company
from notifications.models import OutboxEmail
from partnerships.errors import MovedMeanwhileError, MoveRefusedError
from partnerships.models import NextAction
from partnerships.services.next_actions import finish_action, remind_of_actions, set_next_action
from partnerships.services.stages import Move, move_stage
from tests.clocks import travel
from tests.partnerships.threads import at_once
from tests.room_factories import Room, make_room, member_of

pytestmark = pytest.mark.django_db


def plan(room: Room, owner: Company | None, *, seen_id: int | None = None, text: str = "Send the offer") -> NextAction:
    action = set_next_action(
        room.collaboration,
        actor=room.luxembourger,
        text=text,
        owner=owner,
        due_on=date(2026, 12, 10),
        seen_id=seen_id,
    )
    OutboxEmail.objects.all().delete()
    return action


def reminded_at(moment: str) -> list[str]:
    """Who was written to when reminders were sent at that moment."""
    OutboxEmail.objects.all().delete()
    with travel(moment, tick=False):
        remind_of_actions()
    return sorted(OutboxEmail.objects.values_list("recipient", flat=True))


def test_another_action_takes_the_place_of_the_open_one() -> None:
    room = make_room()
    first = plan(room, room.korean.company)

    second = plan(room, None, seen_id=first.pk)

    first.refresh_from_db()
    assert (first.is_done, first.closed_by) == (False, room.luxembourger.user)
    assert NextAction.objects.get(closed_at=None) == second


def test_who_did_not_see_the_open_action_is_told() -> None:
    room = make_room()
    plan(room, room.korean.company)

    with pytest.raises(MovedMeanwhileError):
        plan(room, None)


def test_a_collaboration_that_is_over_has_no_next_action() -> None:
    room = make_room()
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "ended", end_reason="money"))

    with pytest.raises(MoveRefusedError):
        plan(room, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_an_action_at_once_one_is_told() -> None:
    for _round in range(10):
        room = make_room()

        outcomes = at_once(
            lambda room=room: plan(room, None, text="Call"), lambda room=room: plan(room, None, text="Write")
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["MovedMeanwhileError", "NextAction"]
        assert NextAction.objects.filter(collaboration=room.collaboration).count() == 1


def test_an_action_is_done_once() -> None:
    room = make_room()
    action = plan(room, None)
    finish_action(action, actor=room.manager)

    with pytest.raises(MovedMeanwhileError):
        finish_action(action, actor=room.korean)

    action.refresh_from_db()
    assert (action.is_done, action.closed_by) == (True, room.manager.user)


def test_the_owner_is_reminded_the_day_before_and_once_when_it_is_overdue() -> None:
    room = make_room()
    plan(room, room.luxembourger.company)
    owner = [room.luxembourger.user.email]

    assert reminded_at("2026-12-08T22:30:00Z") == []
    assert reminded_at("2026-12-08T23:30:00Z") == owner  # half past midnight of the ninth in Luxembourg
    assert reminded_at("2026-12-09T08:00:00Z") == []
    assert reminded_at("2026-12-10T22:30:00Z") == []
    assert reminded_at("2026-12-10T23:30:00Z") == owner
    assert reminded_at("2026-12-20T08:00:00Z") == []


def test_the_day_is_that_of_the_owners_country() -> None:
    room = make_room()
    plan(room, room.korean.company)

    assert reminded_at("2026-12-08T14:30:00Z") == []
    assert reminded_at("2026-12-08T15:30:00Z") == [room.korean.user.email]  # the ninth in Seoul


def test_every_member_of_the_owner_is_reminded_and_nobody_else() -> None:
    room = make_room()
    assert room.korean.company is not None
    colleague = member_of(room.korean.company)
    plan(room, room.korean.company)

    assert reminded_at("2026-12-09T12:00:00Z") == sorted([room.korean.user.email, colleague.email])


def test_an_action_of_staff_reminds_the_case_manager() -> None:
    room = make_room()
    plan(room, None)

    assert reminded_at("2026-12-09T12:00:00Z") == [room.manager.user.email]


def test_what_is_done_or_replaced_is_not_reminded_of() -> None:
    room = make_room()
    finish_action(plan(room, None), actor=room.manager)

    assert reminded_at("2026-12-11T12:00:00Z") == []


@pytest.mark.django_db(transaction=True)
def test_reminding_twice_at_once_writes_once() -> None:
    room = make_room()
    plan(room, None)

    with travel("2026-12-09T12:00:00Z", tick=False):
        outcomes = at_once(*[remind_of_actions] * 4)

    assert sorted(len(ids) for ids in outcomes if isinstance(ids, list)) == [0, 0, 0, 1]
    assert OutboxEmail.objects.count() == 1
