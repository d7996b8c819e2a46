"""Half a year and a year after an agreement each company is asked once, and answers once."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from notifications.models import OutboxEmail
from partnerships.errors import AnsweredAlreadyError, NotAskedYetError
from partnerships.models import FollowUp
from partnerships.services.follow_ups import FollowUpOutcome, add_months, answer_follow_up, ask_due_follow_ups
from tests.clocks import travel
from tests.partnerships.threads import at_once
from tests.room_factories import Room, make_agreed_room, member_of
from values.money.amounts import Money

pytestmark = pytest.mark.django_db
OUTCOME = FollowUpOutcome(
    is_lasting=True,
    turnover=250_000,
    turnover_currency="EUR",
    jobs=3,
    tonnes_co2=Decimal("120.5"),
    comment="Going well",
)


@pytest.fixture
def room() -> Room:
    with travel("2026-08-31T10:00:00Z", tick=False):
        return make_agreed_room()


def ask(moment: str) -> list[str]:
    """Who was written to when the questions due at that moment were asked."""
    OutboxEmail.objects.all().delete()
    with travel(moment, tick=False):
        ask_due_follow_ups()
    return sorted(OutboxEmail.objects.values_list("recipient", flat=True))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (datetime(2026, 8, 31, tzinfo=UTC), 6, datetime(2027, 2, 28, tzinfo=UTC)),
        (datetime(2027, 8, 31, tzinfo=UTC), 6, datetime(2028, 2, 29, tzinfo=UTC)),
        (datetime(2026, 12, 15, tzinfo=UTC), 12, datetime(2027, 12, 15, tzinfo=UTC)),
    ],
)
def test_months_later(start: datetime, months: int, expected: datetime) -> None:
    assert add_months(start, months) == expected


def test_both_companies_are_asked_after_six_and_twelve_months_and_never_twice(room: Room) -> None:
    both = sorted([room.korean.user.email, room.luxembourger.user.email])

    assert ask("2027-02-28T09:00:00Z") == []
    assert ask("2027-02-28T10:00:00Z") == both
    assert ask("2027-03-01T10:00:00Z") == []
    assert ask("2027-08-31T10:00:00Z") == both
    assert ask("2028-08-31T10:00:00Z") == []


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_writes_once(room: Room) -> None:
    with travel("2027-02-28T10:00:00Z", tick=False):
        at_once(*[ask_due_follow_ups] * 4)

    assert OutboxEmail.objects.filter(user=room.korean.user).count() == 1


def test_an_answer_is_kept_with_who_gave_it(room: Room) -> None:
    ask("2027-02-28T10:00:00Z")
    follow_up = FollowUp.objects.get(company=room.korean.company, months=6)

    answer_follow_up(follow_up, user=room.korean.user, outcome=OUTCOME)

    stored = FollowUp.objects.get(pk=follow_up.pk)
    assert (stored.is_lasting, stored.stated_turnover, stored.jobs) == (True, Money(250_000, "EUR"), 3)
    assert (stored.tonnes_co2, stored.answered_by) == (Decimal("120.5"), room.korean.user)


def test_nobody_answers_before_being_asked(room: Room) -> None:
    with pytest.raises(NotAskedYetError):
        answer_follow_up(FollowUp.objects.all()[0], user=room.korean.user, outcome=OUTCOME)


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_answering_at_once_one_is_told(room: Room) -> None:
    ask("2027-02-28T10:00:00Z")
    assert room.korean.company is not None
    people = [room.korean.user, member_of(room.korean.company)]

    outcomes = at_once(
        *(
            lambda person=person: answer_follow_up(
                FollowUp.objects.get(company=room.korean.company, months=6), user=person, outcome=OUTCOME
            )
            for person in people
        )
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AnsweredAlreadyError", "FollowUp"]
    assert "has already answered" in str(next(error for error in outcomes if isinstance(error, AnsweredAlreadyError)))
