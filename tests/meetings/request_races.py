"""Rounds of the races for meeting requests: one winner, everybody else told.

As in `tests.partnerships.races`, everybody acts on a connection of their own.
"""

import random
import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from events.models import MeetingRequest
from events.services.registration_decisions import cancel_registration
from meetings.errors import MeetingRequestRefusedError
from meetings.services.meeting_request_times import expire_meeting_requests
from meetings.services.meeting_requests import (
    Asked,
    accept_meeting_request,
    ask_for_meeting,
    decline_meeting_request,
    withdraw_meeting_request,
)
from notifications.models import OutboxEmail
from tests.events.factories import EventFactory, MeetingRequestFactory
from tests.events.guests import a_pair
from tests.factories import UserFactory
from tests.partnerships.threads import at_once
from values.errors import StateConflictError


def a_request_is_accepted_declined_and_withdrawn_at_once() -> str:
    korean, luxembourger = a_pair()
    request = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger)
    person = UserFactory()

    outcomes = at_once(
        lambda: accept_meeting_request(request, by=person),
        lambda: decline_meeting_request(request, by=person, reason="full"),
        lambda: withdraw_meeting_request(request),
    )

    request.refresh_from_db()
    losers = [outcome for outcome in outcomes if isinstance(outcome, StateConflictError)]
    assert len(losers) == 2
    mails = OutboxEmail.objects.about(request).count()
    assert mails == (0 if request.status == "withdrawn" else 1)
    return f"{request.status} won"


def a_request_is_accepted_while_its_time_runs_out() -> str:
    korean, luxembourger = a_pair()
    due_at = timezone.now() + timedelta(milliseconds=random.uniform(0, 60))
    request = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger, due_at=due_at)
    person = UserFactory()

    accepted, _ended = at_once(lambda: accept_meeting_request(request, by=person), lambda: _expire(request))

    request.refresh_from_db()
    is_agreed = isinstance(accepted, MeetingRequest)
    assert is_agreed or isinstance(accepted, StateConflictError)
    assert request.status == ("accepted" if is_agreed else "expired")
    return f"{request.status} won"


def _expire(request: MeetingRequest) -> None:
    while MeetingRequest.objects.filter(pk=request.pk, status="sent").exists():
        expire_meeting_requests()
        time.sleep(0.001)


def two_companies_ask_each_other() -> str:
    """Whoever comes second agrees with the first: one request, one meeting to plan."""
    korean, luxembourger = a_pair()
    person = UserFactory()

    asked = at_once(
        lambda: ask_for_meeting(korean, receiver=luxembourger, reason="A", language="en", by=person),
        lambda: ask_for_meeting(luxembourger, receiver=korean, reason="B", language="en", by=person),
    )

    assert sorted(entry.had_asked for entry in asked if isinstance(entry, Asked)) == [False, True]
    request = MeetingRequest.objects.get(event=korean.event)
    assert request.status == "accepted"
    return f"{'the Korean' if request.sender_id == korean.pk else 'the Luxembourg'} company asked first"


def two_colleagues_ask_with_one_request_left() -> str:
    event = EventFactory(open_requests=1)
    korean, first = a_pair(event)
    _other, second = a_pair(event)
    person = UserFactory()

    asked = at_once(
        *[
            lambda to=to: ask_for_meeting(korean, receiver=to, reason="A", language="en", by=person)
            for to in (first, second)
        ]
    )

    (error,) = [entry for entry in asked if isinstance(entry, MeetingRequestRefusedError)]
    assert MeetingRequest.objects.filter(sender=korean).count() == 1
    return f"colleague {2 - asked.index(error)} was first"


def a_request_is_accepted_while_its_sender_cancels() -> str:
    """However it goes, nobody has agreed to meet a company that does not come."""
    korean, luxembourger = a_pair()
    request = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger)
    person = UserFactory()

    accepted, _gone = at_once(
        lambda: accept_meeting_request(request, by=person), lambda: cancel_registration(korean, by=person)
    )

    request.refresh_from_db()
    assert request.status == "withdrawn"
    was_first = isinstance(accepted, MeetingRequest)
    told = OutboxEmail.objects.about(request).filter(topic="called off").count()
    assert told == was_first
    return "accepted, then called off" if was_first else "cancelled first"


MEETING_REQUEST_RACES: tuple[Callable[[], str], ...] = (
    a_request_is_accepted_declined_and_withdrawn_at_once,
    a_request_is_accepted_while_its_time_runs_out,
    two_companies_ask_each_other,
    two_colleagues_ask_with_one_request_left,
    a_request_is_accepted_while_its_sender_cancels,
)
