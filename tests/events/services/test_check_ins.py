from datetime import timedelta

import pytest
from django.utils import timezone

from events.errors import DoorError
from events.models import Attendee, EventStatus, RegistrationStatus
from events.services.check_ins import check_in, check_in_seen, undo_check_in
from tests.clocks import travel
from tests.events.day import make_day, today
from tests.events.factories import AttendeeFactory, RegistrationFactory
from tests.factories import CompanyFactory, ReviewerFactory
from tests.partnerships.threads import at_once
from values.errors import StateConflictError


@pytest.mark.django_db
def test_a_second_check_in_says_when_and_by_whom() -> None:
    attendee, first, second = make_day().korean_guest, ReviewerFactory(full_name="Ana"), ReviewerFactory()

    told = check_in(attendee, by=first)
    again = check_in(attendee, by=second)

    assert (told.is_new, again.is_new) == (True, False)
    assert again.attendee.checked_in_by == first
    assert again.attendee.checked_in_at == told.attendee.checked_in_at


@pytest.mark.django_db(transaction=True)
def test_of_two_who_check_in_at_once_one_is_first() -> None:
    attendee, staff = make_day().korean_guest, [ReviewerFactory(), ReviewerFactory()]

    outcomes = at_once(*[lambda by=by: check_in(attendee, by=by).is_new for by in staff])  # type: ignore[misc]

    assert sorted(map(bool, outcomes)) == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize("status", [RegistrationStatus.WAITING, RegistrationStatus.CANCELLED])
def test_without_a_confirmed_place_nobody_is_checked_in(status: str) -> None:
    attendee = AttendeeFactory(registration=RegistrationFactory(event=today(), status=status))

    with pytest.raises(DoorError, match="no confirmed place"):
        check_in(attendee, by=ReviewerFactory())

    assert not Attendee.objects.filter(checked_in_at__isnull=False).exists()


@pytest.mark.django_db
def test_people_of_a_suspended_company_are_not_checked_in() -> None:
    company = CompanyFactory(status="suspended")
    attendee = AttendeeFactory(registration=RegistrationFactory(event=today(), company=company))

    with pytest.raises(DoorError, match="suspended"):
        check_in(attendee, by=ReviewerFactory())


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "words"), [(-3, "on the day"), (3, "over")])
def test_the_door_is_open_on_the_day_alone(days: int, words: str) -> None:
    attendee, staff = make_day().korean_guest, ReviewerFactory()

    with travel(timezone.now() + timedelta(days=days)), pytest.raises(DoorError, match=words):
        check_in(attendee, by=staff)


@pytest.mark.django_db
def test_nobody_is_checked_in_at_a_cancelled_event() -> None:
    event = today(status=EventStatus.CANCELLED, cancelled_at=timezone.now())
    attendee = AttendeeFactory(registration=RegistrationFactory(event=event))

    with pytest.raises(DoorError, match="cancelled"):
        check_in(attendee, by=ReviewerFactory())


@pytest.mark.django_db
def test_a_check_in_is_taken_back_by_whoever_saw_it() -> None:
    attendee = check_in(make_day().korean_guest, by=ReviewerFactory()).attendee

    with pytest.raises(StateConflictError, match="changed in the meantime"):
        undo_check_in(attendee, seen="2026-01-01T00:00:00+00:00")
    undo_check_in(attendee, seen=check_in_seen(attendee))

    attendee.refresh_from_db()
    assert (attendee.checked_in_at, attendee.checked_in_by) == (None, None)
