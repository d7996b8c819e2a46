"""A day and an hour before, by a moved clock: each once, in the reader's zone, while the registration stands."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from events.models import Registration
from events.services.reminders import remind_a_day_before, remind_an_hour_before
from notifications.models import OutboxEmail
from notifications.services import send_due_emails
from tests.clocks import travel
from tests.events.factories import EventFactory, MeetingFactory, MeetingPlaceFactory, RegistrationFactory
from tests.events.guests import a_pair, mails, member_of

EVENT_START = datetime.fromisoformat("2027-01-21T08:30:00+00:00")


def before(hours: float, action: Callable[[], Any]) -> Any:
    with travel(EVENT_START - timedelta(hours=hours), tick=False):
        return action()


def registered(*, hours_before: float = 300, **fields: Any) -> Registration:
    event = EventFactory(starts_at=EVENT_START)
    confirmed_at = EVENT_START - timedelta(hours=hours_before)
    made: Registration = RegistrationFactory(event=event, confirmed_at=confirmed_at, **fields)
    member_of(made.company, email="min-ji@hanmaru.example", language="ko", time_zone="Asia/Seoul")
    return made


@pytest.mark.django_db
def test_each_reminder_is_written_once_at_its_time() -> None:
    made = registered()
    hours = [24.1, 24, 23, 1.1, 1, 0.5, -1]

    days = [before(hour, remind_a_day_before) for hour in hours]
    last_hour = [before(hour, remind_an_hour_before) for hour in hours]

    assert days == [[], [made.pk], [], [], [], [], []]
    assert last_hour == [[], [], [], [], [made.pk], [], []]
    assert [topic for topic, _reader in mails()] == ["day before", "hour before"]


@pytest.mark.django_db
def test_a_reminder_names_the_time_by_the_clock_of_its_reader_and_of_the_venue() -> None:
    made = registered()
    event = made.event
    type(event).objects.filter(pk=event.pk).update(ends_at=EVENT_START + timedelta(hours=7))

    before(24, remind_a_day_before)

    email = OutboxEmail.objects.get()
    assert email.language == "ko"
    assert "17:30" in email.text  # in Seoul
    assert "09:30" in email.text  # in Luxembourg
    assert "00:30" in email.text  # it ends after midnight in Seoul


@pytest.mark.django_db
def test_own_meetings_are_listed_once_they_are_known() -> None:
    event = EventFactory(starts_at=EVENT_START)
    korean, luxembourger = a_pair(event, confirmed_at=EVENT_START - timedelta(days=9))
    place = MeetingPlaceFactory(event=event, name="Table 9")
    MeetingFactory(event=event, korean=korean, luxembourg=luxembourger, place=place, status="confirmed")
    draft = a_pair(event, confirmed_at=EVENT_START - timedelta(days=9))[1]
    MeetingFactory(event=event, korean=korean, luxembourg=draft, starts_at=EVENT_START + timedelta(hours=3))

    before(24, remind_a_day_before)

    text = OutboxEmail.objects.about(korean).get().text
    assert f"{luxembourger.company.name} · Table 9" in text
    assert draft.company.name not in text


@pytest.mark.django_db
def test_whoever_registers_on_the_last_day_has_just_been_told() -> None:
    registered(hours_before=5)

    assert before(4, remind_a_day_before) == []
    assert len(before(1, remind_an_hour_before)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["requested", "waiting", "declined", "cancelled"])
def test_only_those_who_are_confirmed_are_reminded(status: str) -> None:
    registered(status=status)

    assert before(24, remind_a_day_before) == []


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"status": "cancelled", "cancelled_at": EVENT_START}, {"status": "over"}])
def test_of_an_event_that_does_not_take_place_nobody_is_reminded(fields: dict[str, Any]) -> None:
    made = registered()
    type(made.event).objects.filter(pk=made.event_id).update(**fields)

    assert before(24, remind_a_day_before) == []


@pytest.mark.django_db
def test_a_reminder_stays_here_when_the_registration_ends_before_it_leaves() -> None:
    made = registered()
    before(24, remind_a_day_before)
    Registration.objects.filter(pk=made.pk).update(status="cancelled")

    before(23.9, send_due_emails)

    assert OutboxEmail.objects.get().status == "cancelled"
