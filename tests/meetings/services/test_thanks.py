from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.models import Attendee, EventStatus, Meeting, MeetingStatus, Registration
from meetings.services.thanks import thank_participants
from notifications.models import OutboxEmail
from tests.clocks import travel
from tests.events.day import Day, make_day, today
from tests.events.factories import AttendeeFactory, RegistrationFactory
from tests.factories import CompanyFactory, MembershipFactory
from tests.partnerships.threads import at_once

START = datetime(2027, 1, 21, 8, 0, tzinfo=UTC)  # nine in the morning in Luxembourg


def long_day(**fields: object) -> Day:
    event = today(starts_at=START, ends_at=START + timedelta(hours=7))
    return make_day(event=event, **{"starts_at": START, "ends_at": START + timedelta(minutes=20)} | fields)


def subjects() -> list[str]:
    return list(OutboxEmail.objects.order_by("pk").values_list("subject", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "minute", "thanked"), [(16, 59, 0), (17, 0, 2)])
def test_thanks_leave_at_six_in_the_evening_by_the_clock_of_the_venue(hour: int, minute: int, thanked: int) -> None:
    long_day()

    with travel(START.replace(hour=hour, minute=minute)):
        assert len(thank_participants()) == thanked

    assert OutboxEmail.objects.count() == thanked


@pytest.mark.django_db
def test_an_evening_event_is_followed_an_hour_after_its_end() -> None:
    event = today(starts_at=START, ends_at=START.replace(hour=21))
    make_day(event=event, starts_at=START, ends_at=START + timedelta(minutes=20))

    with travel(START.replace(hour=21, minute=59)):
        assert thank_participants() == []
    with travel(START.replace(hour=22)):
        assert len(thank_participants()) == 2


@pytest.mark.django_db
def test_everybody_is_thanked_once_and_led_to_what_is_to_answer() -> None:
    day = long_day()

    with travel(START + timedelta(days=1)):
        thank_participants()
        assert thank_participants() == []

    mail = OutboxEmail.objects.get(user=day.korean)
    assert mail.kind == "event"
    assert day.meeting.luxembourg.company.shown_name in mail.text
    assert f"/me/events/{day.event.public_id}/feedback/" in mail.text
    assert len(subjects()) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_thank_once() -> None:
    long_day()

    with travel(START + timedelta(days=1)):
        at_once(thank_participants, thank_participants)

    assert OutboxEmail.objects.count() == 2


@pytest.mark.django_db
def test_who_came_without_meetings_is_thanked_and_asked_nothing() -> None:
    event = today(starts_at=START, ends_at=START + timedelta(hours=7))
    came, stayed_away = (RegistrationFactory(event=event, company=CompanyFactory()) for _number in range(2))
    for registration in (came, stayed_away):
        MembershipFactory(company=registration.company)
    AttendeeFactory(registration=came)
    Attendee.objects.update(checked_in_at=START)

    with travel(START + timedelta(days=1)):
        assert thank_participants() == [came.pk]

    assert "feedback" not in OutboxEmail.objects.get().text


@pytest.mark.django_db
def test_nobody_is_thanked_for_an_event_that_was_cancelled_or_by_a_suspended_company() -> None:
    cancelled, suspended = long_day(), long_day()
    fields = {"status": EventStatus.CANCELLED, "cancelled_at": timezone.now()}
    type(cancelled.event).objects.filter(pk=cancelled.event.pk).update(**fields)
    company = suspended.meeting.korean.company
    type(company).objects.filter(pk=company.pk).update(status="suspended")

    with travel(START + timedelta(days=1)):
        assert thank_participants() == [suspended.meeting.luxembourg_id]


@pytest.mark.django_db
def test_a_draft_of_a_meeting_is_no_meeting() -> None:
    day = long_day(status=MeetingStatus.PLANNED)

    with travel(START + timedelta(days=1)):
        assert thank_participants() == []

    assert Meeting.objects.get().pk == day.meeting.pk
    assert not Registration.objects.filter(thanked_at__isnull=False).exists()
