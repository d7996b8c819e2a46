"""Mail written before a suspension, when it is its turn to leave: one rule for all that is about two companies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import OutboxEmail
from partnerships.models import FollowUp, NextAction
from partnerships.services.follow_ups import FollowUpOutcome, answer_follow_up, ask_due_follow_ups
from partnerships.services.next_actions import finish_action, remind_of_actions, set_next_action
from partnerships.services.requests import accept_request, decline_request
from tests.factories import LuxembourgProjectFactory, MembershipFactory, PartnershipRequestFactory, ProjectFactory
from tests.partnerships.test_suspension import reasons_against, stop
from tests.partnerships.test_suspension import side as side  # noqa: PLC0414 - a fixture
from tests.room_factories import make_agreed_room
from tests.seen import seen_by_receiver
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db


def test_reminders_and_questions_written_before_a_suspension_do_not_leave_to_the_suspended_company(side: str) -> None:
    room = make_agreed_room()
    due = timezone.localdate() - timedelta(days=3)
    set_next_action(
        room.collaboration, actor=room.manager, text="Call", owner=room.korean.company, due_on=due, seen_id=None
    )
    FollowUp.objects.filter(months=6).update(due_at=timezone.now())
    remind_of_actions()
    ask_due_follow_ups()
    assert (set(reasons_against("overdue")), set(reasons_against("question"))) == ({""}, {""})

    company = stop(room.collaboration.introduction, side)
    meanwhile = [*reasons_against("overdue"), *sorted(reasons_against("question"))]
    reinstate(company)

    assert meanwhile == ["a company is suspended", "", "the recipient’s company is suspended"]
    assert (set(reasons_against("overdue")), set(reasons_against("question"))) == ({""}, {""})


def test_reminders_and_questions_do_not_leave_once_what_they_ask_for_is_done() -> None:
    room = make_agreed_room()
    due = timezone.localdate() - timedelta(days=3)
    set_next_action(
        room.collaboration, actor=room.manager, text="Call", owner=room.korean.company, due_on=due, seen_id=None
    )
    FollowUp.objects.filter(months=6, company=room.korean.company).update(due_at=timezone.now())
    remind_of_actions()
    ask_due_follow_ups()

    finish_action(NextAction.objects.get(), actor=room.korean)
    asked = FollowUp.objects.get(asked_at__isnull=False)
    answer_follow_up(asked, user=room.korean.user, outcome=FollowUpOutcome(is_lasting=True))

    assert list(reasons_against("overdue")) == ["the action is no longer open"]
    assert list(reasons_against("question")) == ["the question has been answered"]


def test_who_asked_hears_of_a_no_also_from_or_as_a_suspended_company_and_of_a_yes_once_it_is_back(side: str) -> None:
    said = {}
    for answer in ("accepted", "declined"):
        korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
        MembershipFactory(company=korean.company)
        request = PartnershipRequestFactory(sender_project=korean, receiver_project=luxembourger)
        person = MembershipFactory(company=luxembourger.company).user
        if answer == "accepted":
            accept_request(request, by=person, seen=seen_by_receiver(request))
        else:
            decline_request(request, by=person, reason="no_fit", seen=seen_by_receiver(request))
        suspend((korean if side == "korean" else luxembourger).company)
        said[answer] = set(reasons_against("answer"))
        OutboxEmail.objects.all().delete()

    assert said == {"accepted": {"a company is suspended"}, "declined": {""}}
