"""The waiting list moves up by itself, with a moved clock: each place is kept for two days, then goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from events.models import Event, Registration
from events.services.registration_decisions import cancel_registration, confirm_registration, decline_registration
from events.services.registrations import register_company
from events.services.waiting_list import accept_offer, lapse_overdue_offers, move_waiting_lists_up
from events.signals import event_capacity_changed
from events.tasks import sweep_registrations
from notifications.models import OutboxEmail
from notifications.services import send_due_emails
from tests.clocks import travel
from tests.events.factories import EventFactory, RegistrationFactory
from tests.events.guests import answers, korean_company, mails
from tests.factories import ReviewerFactory, UserFactory
from values.errors import ReasonMissingError, StateConflictError

START = datetime.fromisoformat("2026-11-02T09:00:00+00:00")
EVENT_START = START + timedelta(days=20)


def after(hours: float, action: Callable[[], Any]) -> Any:
    with travel(START + timedelta(hours=hours), tick=False):
        return action()


def full_event(**fields: Any) -> tuple[Event, Registration]:
    """With one place, which is taken."""
    event = EventFactory(
        capacity=1, starts_at=EVENT_START, registration_closes_at=EVENT_START - timedelta(days=1), **fields
    )
    return event, RegistrationFactory(event=event, company=korean_company(), registered_at=START)


def wait(event: Event, hours: float = 0) -> Registration:
    return after(hours, lambda: register_company(event, company=korean_company(), answers=answers(), by=UserFactory()))


def states(*registrations: Registration) -> list[str]:
    return [Registration.objects.get(pk=registration.pk).status for registration in registrations]


@pytest.mark.django_db
def test_whoever_registers_for_a_full_event_waits_in_the_order_in_which_they_came() -> None:
    event, _holder = full_event()

    first, second = wait(event, 1), wait(event, 2)

    assert states(first, second) == ["waiting", "waiting"]
    assert [topic for topic, _reader in mails()] == ["waiting", "waiting"]


@pytest.mark.django_db
def test_a_cancelled_place_is_kept_for_the_first_for_two_days_and_goes_on() -> None:
    event, holder = full_event()
    first, second = wait(event, 1), wait(event, 2)

    after(10, lambda: cancel_registration(holder, by=UserFactory()))
    assert states(first, second) == ["offered", "waiting"]
    assert after(57.9, lapse_overdue_offers) == []
    assert after(58, lapse_overdue_offers) == [first.pk]

    assert states(first, second) == ["cancelled", "offered"]
    assert Registration.objects.get(pk=first.pk).has_lapsed
    after(60, lambda: accept_offer(second, by=UserFactory()))
    assert states(first, second) == ["cancelled", "confirmed"]
    assert [topic for topic, _reader in mails()][2:] == ["cancelled", "offered", "lapsed", "offered", "confirmed"]


@pytest.mark.django_db
def test_the_sweep_does_it_all_and_a_second_one_nothing() -> None:
    event, holder = full_event()
    first = wait(event, 1)
    Registration.objects.filter(pk=holder.pk).update(status="cancelled")

    after(5, sweep_registrations)
    after(5, sweep_registrations)

    assert states(first) == ["offered"]
    assert [topic for topic, _reader in mails()] == ["waiting", "offered"]


@pytest.mark.django_db
def test_an_offer_taken_too_late_is_refused_in_words() -> None:
    event, holder = full_event()
    first = wait(event, 1)
    after(2, lambda: cancel_registration(holder, by=UserFactory()))

    with pytest.raises(StateConflictError, match="has passed"):
        after(50.1, lambda: accept_offer(first, by=UserFactory()))
    assert states(first) == ["offered"]


@pytest.mark.django_db
def test_two_colleagues_who_accept_are_told_apart() -> None:
    event, holder = full_event()
    first = wait(event, 1)
    after(2, lambda: cancel_registration(holder, by=UserFactory()))
    after(3, lambda: accept_offer(first, by=UserFactory()))

    with pytest.raises(StateConflictError, match="A colleague"):
        after(3, lambda: accept_offer(first, by=UserFactory()))


@pytest.mark.django_db
def test_no_offer_reaches_into_the_last_day_before_the_event() -> None:
    event, holder = full_event()
    first = wait(event, 1)
    late = (EVENT_START - START) / timedelta(hours=1)

    after(late - 30, lambda: Registration.objects.filter(pk=holder.pk).update(status="cancelled"))
    assert after(late - 24, move_waiting_lists_up) == []
    assert after(late - 30, move_waiting_lists_up) == [event.pk]

    assert Registration.objects.get(pk=first.pk).offer_due_at == EVENT_START - timedelta(hours=24)


@pytest.mark.django_db
def test_more_places_are_offered_at_once_when_staff_make_room() -> None:
    event, _holder = full_event()
    waiting = [wait(event, hour) for hour in (1, 2, 3)]
    Event.objects.filter(pk=event.pk).update(capacity=3)

    after(4, lambda: event_capacity_changed.send(sender=Event, event_id=event.pk))

    assert states(*waiting) == ["offered", "offered", "waiting"]


@pytest.mark.django_db
def test_a_company_that_is_suspended_is_passed_over() -> None:
    event, holder = full_event()
    first, second = wait(event, 1), wait(event, 2)
    type(first.company).objects.filter(pk=first.company_id).update(status="suspended")

    after(3, lambda: cancel_registration(holder, by=UserFactory()))

    assert states(first, second) == ["waiting", "offered"]


@pytest.mark.django_db
def test_nobody_overtakes_those_who_wait() -> None:
    event, holder = full_event()
    wait(event, 1)
    Registration.objects.filter(pk=holder.pk).update(status="cancelled")

    assert wait(event, 2).status == "waiting"


@pytest.mark.django_db
def test_an_offer_that_is_gone_when_its_mail_leaves_is_not_sent() -> None:
    event, holder = full_event()
    first = wait(event, 1)
    after(2, lambda: cancel_registration(holder, by=UserFactory()))
    after(3, lambda: cancel_registration(first, by=UserFactory()))

    send_due_emails()

    email = first_mail(first, "offered")
    assert (email.status, email.reason) == ("cancelled", "the registration has since changed")


@pytest.mark.django_db
def test_staff_confirm_and_decline_what_they_saw() -> None:
    event = EventFactory(starts_at=EVENT_START, is_confirmed_automatically=False)
    one, other = wait(event, 1), wait(event, 2)

    after(3, lambda: confirm_registration(one, seen="requested"))
    after(3, lambda: decline_registration(other, seen="requested", by=ReviewerFactory(), reason="Another country."))

    assert states(one, other) == ["confirmed", "declined"]
    assert [topic for topic, _reader in mails()][2:] == ["confirmed", "declined"]
    assert "Another country." in first_mail(other, "declined").text


@pytest.mark.django_db
def test_a_stale_decision_changes_nothing_and_says_how_it_stands() -> None:
    event = EventFactory(starts_at=EVENT_START, is_confirmed_automatically=False)
    one = wait(event, 1)
    after(2, lambda: cancel_registration(one, by=UserFactory()))

    with pytest.raises(StateConflictError, match="“cancelled”"):
        after(3, lambda: confirm_registration(one, seen="requested"))
    with pytest.raises(ReasonMissingError):
        after(3, lambda: decline_registration(one, seen="requested", by=ReviewerFactory(), reason=" "))


def first_mail(registration: Registration, topic: str) -> Any:
    return OutboxEmail.objects.about(registration).get(topic=topic)
