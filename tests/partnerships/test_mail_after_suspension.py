"""Mail that a suspension keeps back waits in the outbox: it leaves once the company is back, if it still should."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from notifications.models import EmailStatus, OutboxEmail
from notifications.services import send_due_emails
from partnerships.models import FollowUp, NextAction, PartnershipRequest
from partnerships.services.follow_ups import ask_due_follow_ups
from partnerships.services.next_actions import finish_action, remind_of_actions, set_next_action
from partnerships.services.request_times import remind_receivers
from partnerships.services.requests import withdraw_request
from tests.clocks import travel
from tests.factories import MembershipFactory, PartnershipRequestFactory, UserFactory
from tests.room_factories import make_agreed_room
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime.fromisoformat(
    "2091-11-05T09:00:00+00:00"
)  # later than the clock by which the database writes when mail is due


def after(days: float, *steps: Callable[[], Any]) -> None:
    """What happens so many days later, in this order."""
    with travel(START + timedelta(days=days), tick=False):
        for step in steps:
            step()


def states(topic: str) -> list[tuple[str, str]]:
    return list(OutboxEmail.objects.filter(topic=topic).order_by("pk").values_list("status", "reason"))


CAUGHT = (EmailStatus.CAUGHT, "")
"""It left, as far as a portal without a mail server sends anything."""
WAITS = (EmailStatus.QUEUED, "a company is suspended")
SUPERSEDED = (EmailStatus.CANCELLED, "a later reminder takes its place")


@pytest.fixture
def request_() -> PartnershipRequest:
    with travel(START, tick=False):
        request = PartnershipRequestFactory()
        MembershipFactory(company=request.sender)
        MembershipFactory(company=request.receiver)
    return request


def company_of(request: PartnershipRequest, side: str) -> Any:
    company = getattr(request, side)
    company.refresh_from_db()
    return company


@pytest.mark.parametrize("side", ["sender", "receiver"])
def test_a_reminder_kept_back_leaves_once_when_the_company_is_back(request_: PartnershipRequest, side: str) -> None:
    after(7, remind_receivers, lambda: suspend(company_of(request_, side)), send_due_emails)
    assert states("reminder") == [WAITS]

    after(8, send_due_emails)
    assert states("reminder") == [WAITS]
    after(9, lambda: reinstate(company_of(request_, side)), send_due_emails, remind_receivers, send_due_emails)
    after(10, remind_receivers, send_due_emails)

    assert states("reminder") == [CAUGHT]


def test_of_two_reminders_that_are_due_by_then_only_the_later_leaves(request_: PartnershipRequest) -> None:
    after(7, remind_receivers, lambda: suspend(company_of(request_, "sender")), send_due_emails)

    after(15, remind_receivers, lambda: reinstate(company_of(request_, "sender")), send_due_emails)
    after(15, remind_receivers, send_due_emails, remind_receivers, send_due_emails)

    assert states("reminder") == [SUPERSEDED, CAUGHT]


def test_a_reminder_kept_back_leaves_to_nobody_once_there_is_nothing_to_answer(request_: PartnershipRequest) -> None:
    after(7, remind_receivers, lambda: suspend(company_of(request_, "sender")), send_due_emails)
    after(8, lambda: withdraw_request(request_, by=UserFactory()))

    after(9, lambda: reinstate(company_of(request_, "sender")), send_due_emails)

    assert states("reminder") == [(EmailStatus.CANCELLED, "the request is no longer open")]


def test_a_suspension_while_the_mail_is_looked_at_loses_nothing(request_: PartnershipRequest) -> None:
    """Reinstated between the look and the note of it: the mail is asked about again."""
    after(7, remind_receivers, lambda: suspend(company_of(request_, "sender")), send_due_emails)

    after(7, lambda: reinstate(company_of(request_, "sender")), send_due_emails)
    assert states("reminder") == [WAITS]  # not due for an hour
    after(7.05, send_due_emails)

    assert states("reminder") == [CAUGHT]


def test_the_question_after_an_agreement_leaves_once_when_the_company_is_back() -> None:
    with travel(START, tick=False):
        room = make_agreed_room()
    company = room.korean.company
    FollowUp.objects.filter(months=6, company=company).update(due_at=START + timedelta(days=1))
    after(1, send_due_emails, ask_due_follow_ups, lambda: suspend(company), send_due_emails)
    assert states("question") == [(EmailStatus.QUEUED, "the recipient’s company is suspended")]

    company.refresh_from_db()
    after(2, lambda: reinstate(company), ask_due_follow_ups, send_due_emails)
    after(3, ask_due_follow_ups, send_due_emails)

    assert states("question") == [CAUGHT]


@pytest.mark.parametrize(("days", "soon", "late"), [(1, CAUGHT, []), (4, SUPERSEDED, [CAUGHT])])
def test_of_the_reminders_of_an_action_the_one_that_is_true_by_then_leaves(
    days: int, soon: tuple[str, str], late: list[tuple[str, str]]
) -> None:
    with travel(START, tick=False):
        room = make_agreed_room()
        set_next_action(
            room.collaboration,
            actor=room.manager,
            text="Call",
            owner=room.korean.company,
            due_on=timezone.localdate() + timedelta(days=1),
            seen_id=None,
        )
    company = room.luxembourger.company
    after(0.1, remind_of_actions, lambda: suspend(company), send_due_emails)
    assert states("due") == [WAITS]

    company.refresh_from_db()
    after(days, lambda: reinstate(company), remind_of_actions, send_due_emails)
    after(days, remind_of_actions, send_due_emails)

    assert (states("due"), states("overdue")) == ([soon], late)
    finish_action(NextAction.objects.get(), actor=room.korean)
