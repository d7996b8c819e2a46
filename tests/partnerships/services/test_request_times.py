"""Reminders after one week and two, the end after three, and the nudge of a case manager, with a moved clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import starmap
from typing import Any

import pytest
from django.utils import timezone

from notifications.models import EmailKind, OutboxEmail
from notifications.services import send_due_emails
from partnerships.models import PartnershipRequest, RequestStatus
from partnerships.services.request_times import expire_overdue_requests, nudge_receiver, remind_receivers
from partnerships.services.requests import withdraw_request
from partnerships.tasks import sweep_requests
from tests.clocks import travel
from tests.factories import MembershipFactory, PartnershipRequestFactory, ReviewerFactory, UserFactory
from tests.partnerships.services.test_requests import at_once, member_of
from values.errors import StateConflictError

START = datetime.fromisoformat("2026-11-02T09:00:00+00:00")


def sent_at_start(**fields: Any) -> PartnershipRequest:
    with travel(START, tick=False):
        request = PartnershipRequestFactory(**fields)
    member_of(request.sender, email="k@korea.example", language="ko")
    member_of(request.receiver, email="l@lux.example", language="de")
    return request


def after(days: float, action: Callable[[], Any]) -> Any:
    with travel(START + timedelta(days=days), tick=False):
        return action()


def mails() -> list[tuple[str, str]]:
    return list(OutboxEmail.objects.order_by("pk").values_list("recipient", "kind"))


@pytest.mark.django_db
def test_the_receiver_is_reminded_after_one_week_and_after_two_and_never_twice() -> None:
    request = sent_at_start()
    days = [6.9, 7, 7, 13.9, 14, 14, 20.9]

    reminded = [after(day, remind_receivers) for day in days]

    assert reminded == [[], [request.pk], [], [], [request.pk], [], []]
    assert mails() == [("l@lux.example", "reminder")] * 2
    assert set(OutboxEmail.objects.values_list("language", flat=True)) == {"de"}
    assert list(request.events.values_list("kind", flat=True)) == ["reminded", "reminded"]


@pytest.mark.django_db
def test_after_a_pause_of_the_timetable_only_the_latest_reminder_is_written() -> None:
    request = sent_at_start()

    assert after(15, remind_receivers) == [request.pk]
    assert after(15, remind_receivers) == []
    assert len(mails()) == 1


@pytest.mark.django_db
def test_an_answered_or_withdrawn_request_is_not_reminded_of() -> None:
    request = sent_at_start()
    after(1, lambda: withdraw_request(request, by=UserFactory()))

    assert after(8, remind_receivers) == []


@pytest.mark.django_db
def test_a_request_ends_after_21_days_and_its_sender_is_told_once() -> None:
    request = sent_at_start()

    assert after(20.99, expire_overdue_requests) == []
    assert after(21, expire_overdue_requests) == [request.pk]
    assert after(22, expire_overdue_requests) == []

    request.refresh_from_db()
    assert request.status == RequestStatus.EXPIRED
    assert mails() == [("k@korea.example", "response_news")]


@pytest.mark.django_db
def test_the_sweep_ends_and_reminds() -> None:
    old, young = sent_at_start(), None
    with travel(START + timedelta(days=14), tick=False):
        young = PartnershipRequestFactory()
    MembershipFactory(company=young.receiver, user=UserFactory(email="young@lux.example"))

    after(21, sweep_requests)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, young.status, young.reminders_sent) == (RequestStatus.EXPIRED, RequestStatus.SENT, 1)


@pytest.mark.django_db
def test_a_case_manager_reminds_at_most_once_in_three_days() -> None:
    request, reviewer = sent_at_start(), ReviewerFactory()

    def nudge() -> object:
        return nudge_receiver(request, by=reviewer)

    after(4, nudge)
    with pytest.raises(StateConflictError):
        after(6.9, nudge)
    after(7, nudge)

    assert mails() == [("l@lux.example", "reminder")] * 2
    assert list(request.events.values_list("kind", "user")) == [("nudged", reviewer.pk)] * 2


@pytest.mark.django_db
def test_nobody_is_nudged_about_a_closed_request() -> None:
    request = sent_at_start()

    with pytest.raises(StateConflictError):
        after(21, lambda: nudge_receiver(request, by=ReviewerFactory()))

    assert mails() == []


@pytest.mark.django_db
def test_a_reminder_that_was_not_sent_before_the_answer_does_not_leave() -> None:
    request = sent_at_start()
    after(7, remind_receivers)
    after(7.1, lambda: withdraw_request(request, by=UserFactory()))

    send_due_emails()

    states = dict(OutboxEmail.objects.values_list("kind", "status"))
    assert states == {EmailKind.REMINDER: "cancelled", EmailKind.RESPONSE_NEWS: "caught"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_two_sweeps_at_once_write_one_mail_each(_round: int) -> None:
    now = timezone.now()
    overdue = PartnershipRequestFactory(sent_at=now - timedelta(days=22), due_at=now - timedelta(days=1))
    waiting = PartnershipRequestFactory(sent_at=now - timedelta(days=8), due_at=now + timedelta(days=13))
    member_of(overdue.sender, email="k@korea.example")
    member_of(waiting.receiver, email="l@lux.example")

    at_once(sweep_requests, sweep_requests)

    assert sorted(starmap(lambda recipient, kind: f"{recipient} {kind}", mails())) == [
        "k@korea.example response_news",
        "l@lux.example reminder",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_case_managers_at_once_write_one_mail() -> None:
    request = PartnershipRequestFactory()
    member_of(request.receiver, email="l@lux.example")
    one, other = ReviewerFactory(), ReviewerFactory()

    outcomes = at_once(lambda: nudge_receiver(request, by=one), lambda: nudge_receiver(request, by=other))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["PartnershipRequest", "StateConflictError"]
    assert len(mails()) == 1
