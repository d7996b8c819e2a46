"""Asking for a meeting: who may, what becomes of it, and what time does to it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.models import MeetingRequest, Registration
from events.services.registration_decisions import cancel_registration
from matching.models import CompanyBlock
from meetings.errors import MeetingRequestRefusedError
from meetings.services.meeting_request_times import expire_meeting_requests, remind_of_meeting_requests
from meetings.services.meeting_requests import (
    accept_meeting_request,
    ask_for_meeting,
    decline_meeting_request,
    withdraw_meeting_request,
)
from notifications.models import OutboxEmail
from notifications.services import send_due_emails
from tests.clocks import travel
from tests.events.factories import EventFactory, MeetingFactory, MeetingRequestFactory
from tests.events.guests import a_pair, mails
from tests.factories import UserFactory
from values.errors import ReasonMissingError, StateConflictError

START = datetime.fromisoformat("2026-11-02T09:00:00+00:00")


def ask(sender: Registration, receiver: Registration) -> Any:
    return ask_for_meeting(sender, receiver=receiver, reason="Leaks.", language="en", by=UserFactory())


def after(hours: float, action: Callable[[], Any]) -> Any:
    with travel(START + timedelta(hours=hours), tick=False):
        return action()


@pytest.mark.django_db
def test_a_request_reaches_the_people_of_the_other_company() -> None:
    korean, luxembourger = a_pair()

    asked = ask(korean, luxembourger)

    assert (asked.had_asked, asked.request.status, asked.request.is_open) == (False, "sent", True)
    reader = luxembourger.company.memberships.get().user.email
    assert mails() == [("asked", reader)]
    assert "Leaks." in OutboxEmail.objects.get().text


@pytest.mark.django_db
@pytest.mark.parametrize(("days_ahead", "hours"), [(20, 5 * 24), (5, 3 * 24)])
def test_the_answer_is_due_after_some_days_and_two_days_before_the_event(days_ahead: int, hours: int) -> None:
    event = EventFactory(starts_at=START + timedelta(days=days_ahead), request_days=5)
    sides = a_pair(event)

    asked = after(0, lambda: ask(*sides))

    assert asked.request.due_at == START + timedelta(hours=hours)


@pytest.mark.django_db
def test_asking_back_who_has_asked_is_agreeing() -> None:
    korean, luxembourger = a_pair()
    first = ask(korean, luxembourger).request

    back = ask(luxembourger, korean)

    assert (back.had_asked, back.request.pk, back.request.status) == (True, first.pk, "accepted")
    assert MeetingRequest.objects.count() == 1
    assert [topic for topic, _reader in mails()] == ["asked", "answer"]


def unlist(_one: Registration, other: Registration) -> None:
    Registration.objects.filter(pk=other.pk).update(is_listed=False)


def keep_apart(one: Registration, other: Registration) -> None:
    CompanyBlock.objects.create(korean_company=one.company, luxembourg_company=other.company)


def want_none(one: Registration, _other: Registration) -> None:
    Registration.objects.filter(pk=one.pk).update(wants_meetings=False)


def start_tomorrow(one: Registration, _other: Registration) -> None:
    type(one.event).objects.filter(pk=one.event_id).update(starts_at=timezone.now() + timedelta(hours=47))


def wait_for_confirmation(one: Registration, _other: Registration) -> None:
    Registration.objects.filter(pk=one.pk).update(status="requested")


def suspend(_one: Registration, other: Registration) -> None:
    type(other.company).objects.filter(pk=other.company_id).update(status="suspended")


def leave(_one: Registration, other: Registration) -> None:
    Registration.objects.filter(pk=other.pk).update(status="cancelled")


def move_next_door(_one: Registration, other: Registration) -> None:
    type(other.company).objects.filter(pk=other.company_id).update(country="KR")


def meet_already(one: Registration, other: Registration) -> None:
    MeetingFactory(event=one.event, korean=one, luxembourg=other, status="confirmed")


def have_declined(one: Registration, other: Registration) -> None:
    values = {"status": "declined", "decline_reason": "full"}
    MeetingRequestFactory(event=one.event, sender=one, receiver=other, **values)


def have_agreed(one: Registration, other: Registration) -> None:
    MeetingRequestFactory(event=one.event, sender=other, receiver=one, status="accepted")


def have_asked(one: Registration, other: Registration) -> None:
    MeetingRequestFactory(event=one.event, sender=one, receiver=other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("happen", "words"),
    [
        (unlist, "not on the list"),
        (keep_apart, "is not possible"),
        (want_none, "no one-to-one meetings"),
        (start_tomorrow, "until 48 hours"),
        (wait_for_confirmation, "once your registration is confirmed"),
        (suspend, "cannot work with other companies"),
        (leave, "does not want one-to-one meetings"),
        (move_next_door, "same country"),
        (meet_already, "have a meeting"),
        (have_declined, "has declined"),
        (have_agreed, "already agreed"),
        (have_asked, "already asked"),
    ],
)
def test_what_stands_against_asking_is_said(happen: Callable[[Any, Any], None], words: str) -> None:
    sides = a_pair()
    happen(*sides)

    with pytest.raises(MeetingRequestRefusedError, match=words):
        ask(*sides)

    assert OutboxEmail.objects.count() == 0


@pytest.mark.django_db
def test_the_quota_counts_what_is_unanswered() -> None:
    event = EventFactory(open_requests=1)
    korean, first = a_pair(event)
    _other, second = a_pair(event)
    request = ask(korean, first).request

    with pytest.raises(MeetingRequestRefusedError, match="1 unanswered request, which"):
        ask(korean, second)
    decline_meeting_request(request, by=UserFactory(), reason="full")

    assert ask(korean, second).request.status == "sent"


@pytest.mark.django_db
def test_a_polite_no_is_told_with_its_reason_and_needs_one() -> None:
    request = ask(*a_pair()).request

    with pytest.raises(ReasonMissingError):
        decline_meeting_request(request, by=UserFactory(), reason="")
    decline_meeting_request(request, by=UserFactory(), reason="full")

    answer = OutboxEmail.objects.get(topic="answer")
    assert "Our day is full." in answer.text


@pytest.mark.django_db
def test_who_answers_what_was_taken_back_is_told() -> None:
    request = ask(*a_pair()).request
    withdraw_meeting_request(request)

    with pytest.raises(StateConflictError, match="“withdrawn”"):
        accept_meeting_request(request, by=UserFactory())


@pytest.mark.django_db
def test_a_request_ends_by_itself_and_cannot_be_answered_any_more() -> None:
    sides = a_pair(EventFactory(starts_at=START + timedelta(days=20), request_days=5))
    request = after(0, lambda: ask(*sides)).request

    with pytest.raises(StateConflictError, match="has passed"):
        after(120, lambda: accept_meeting_request(request, by=UserFactory()))
    assert after(119.9, expire_meeting_requests) == []
    assert after(120, expire_meeting_requests) == [request.pk]

    request.refresh_from_db()
    assert request.status == "expired"
    assert after(121, lambda: ask(*sides)).request.status == "sent"


@pytest.mark.django_db
def test_the_receiver_is_reminded_once_half_way() -> None:
    sides = a_pair(EventFactory(starts_at=START + timedelta(days=20), request_days=5))
    request = after(0, lambda: ask(*sides)).request

    reminded = [after(hours, remind_of_meeting_requests) for hours in (59.9, 60, 61, 119)]

    assert reminded == [[], [request.pk], [], []]
    assert [topic for topic, _reader in mails()] == ["asked", "reminder"]


@pytest.mark.django_db
def test_a_mail_that_asks_stays_here_once_nobody_may_answer() -> None:
    request = ask(*a_pair()).request
    withdraw_meeting_request(request)

    send_due_emails()

    assert OutboxEmail.objects.get().status == "cancelled"


@pytest.mark.django_db
def test_a_company_that_cancels_takes_its_requests_with_it_and_tells_whom_it_had_agreed_with() -> None:
    event = EventFactory()
    korean, luxembourger = a_pair(event)
    _other, second = a_pair(event)
    agreed, waiting = ask(korean, luxembourger).request, ask(korean, second).request
    accept_meeting_request(agreed, by=UserFactory())
    OutboxEmail.objects.all().delete()

    cancel_registration(korean, by=UserFactory())

    assert {MeetingRequest.objects.get(pk=pk).status for pk in (agreed.pk, waiting.pk)} == {"withdrawn"}
    told = [reader for topic, reader in mails() if topic == "called off"]
    assert told == [luxembourger.company.memberships.get().user.email]
