"""Rounds of the races for places and meeting requests: one winner, everybody else told, nothing given away twice.

As in `tests.partnerships.races`, everybody acts on a connection of their own.
"""

import random
import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from events.errors import MeetingRequestRefusedError
from events.models import HOLDING_STATUSES, Event, MeetingRequest, Registration
from events.services.meeting_request_times import expire_meeting_requests
from events.services.meeting_requests import (
    Asked,
    accept_meeting_request,
    ask_for_meeting,
    decline_meeting_request,
    withdraw_meeting_request,
)
from events.services.registration_decisions import cancel_registration, confirm_registration
from events.services.registrations import register_company
from events.services.waiting_list import accept_offer, lapse_overdue_offers, offer_free_places
from notifications.models import OutboxEmail
from tests.events.factories import EventFactory, MeetingRequestFactory, RegistrationFactory
from tests.events.guests import a_pair, answers, korean_company
from tests.factories import UserFactory
from tests.partnerships.threads import at_once
from values.errors import PortalError, StateConflictError


def _taken(event: Event) -> int:
    return Registration.objects.filter(event=event, status__in=HOLDING_STATUSES).count()


def _topics(registration: Registration) -> list[str]:
    return sorted(OutboxEmail.objects.about(registration).values_list("topic", flat=True))


def two_companies_register_for_the_last_place() -> str:
    event = EventFactory(capacity=1)
    companies, person = [korean_company(), korean_company()], UserFactory()

    made = at_once(
        *[lambda one=one: register_company(event, company=one, answers=answers(), by=person) for one in companies]
    )

    states = [entry.status for entry in made if isinstance(entry, Registration)]
    assert sorted(states) == ["confirmed", "waiting"]
    assert _taken(event) == 1
    return f"company {1 + states.index('confirmed')} got the place"


def two_colleagues_register_one_company() -> str:
    event, company = EventFactory(), korean_company()
    people = [UserFactory(), UserFactory()]

    made = at_once(*[lambda by=by: register_company(event, company=company, answers=answers(), by=by) for by in people])

    (error,) = [entry for entry in made if isinstance(entry, PortalError)]
    assert "already registered" in str(error)
    registration = Registration.objects.get(event=event)
    assert _topics(registration) == ["confirmed"]
    return f"colleague {2 - made.index(error)} was first"


def one_cancels_while_another_registers() -> str:
    """The place that is free is offered to nobody or taken by the newcomer: never both."""
    event = EventFactory(capacity=1)
    holder, company, person = RegistrationFactory(event=event), korean_company(), UserFactory()

    _gone, made = at_once(
        lambda: cancel_registration(holder, by=person),
        lambda: register_company(event, company=company, answers=answers(), by=person),
    )

    assert isinstance(made, Registration)
    made.refresh_from_db()
    offer_free_places(event.pk)
    assert (_taken(event), made.status in {"confirmed", "offered", "waiting"}) == (1, True)
    return f"the newcomer was {made.status}"


def an_offer_is_accepted_while_it_lapses() -> str:
    event = EventFactory(capacity=1)
    due_at = timezone.now() + timedelta(milliseconds=random.uniform(0, 60))
    company, by = korean_company(), UserFactory()
    offered = RegistrationFactory(
        event=event, company=company, status="offered", offer_due_at=due_at, confirmed_at=None
    )
    then = RegistrationFactory(event=event, status="waiting", waiting_since=timezone.now(), confirmed_at=None)

    accepted, lapsed = at_once(lambda: accept_offer(offered, by=by), lambda: _lapse(offered))

    offered.refresh_from_db()
    then.refresh_from_db()
    is_taken = isinstance(accepted, Registration)
    assert is_taken or isinstance(accepted, StateConflictError)
    assert (offered.status, then.status) == (("confirmed", "waiting") if is_taken else ("cancelled", "offered"))
    assert lapsed == ([] if is_taken else [offered.pk])
    assert _taken(event) == 1
    return "the company was in time" if is_taken else "the place went on"


def _lapse(offered: Registration) -> list[int]:
    """What the timetable ended, looking again and again until it is settled."""
    ended: list[int] = []
    while Registration.objects.filter(pk=offered.pk, status="offered").exists():
        ended += [pk for pk in lapse_overdue_offers() if pk == offered.pk]
        time.sleep(0.001)
    return ended


def two_of_staff_confirm_while_the_company_cancels() -> str:
    event = EventFactory(is_confirmed_automatically=False)
    asked = RegistrationFactory(event=event, company=korean_company(), status="requested", confirmed_at=None)
    person = UserFactory()

    outcomes = at_once(
        lambda: confirm_registration(asked, seen="requested"),
        lambda: confirm_registration(asked, seen="requested"),
        lambda: cancel_registration(asked, by=person),
    )

    confirmed = sum(isinstance(outcome, Registration) for outcome in outcomes[:2])
    asked.refresh_from_db()
    assert (asked.status, confirmed <= 1) == ("cancelled", True)
    assert _topics(asked) == sorted(["cancelled", *["confirmed"] * confirmed])
    return "confirmed, then cancelled" if confirmed else "cancelled first"


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


REGISTRATION_RACES: tuple[Callable[[], str], ...] = (
    two_companies_register_for_the_last_place,
    two_colleagues_register_one_company,
    one_cancels_while_another_registers,
    an_offer_is_accepted_while_it_lapses,
    two_of_staff_confirm_while_the_company_cancels,
    a_request_is_accepted_declined_and_withdrawn_at_once,
    a_request_is_accepted_while_its_time_runs_out,
    two_companies_ask_each_other,
    two_colleagues_ask_with_one_request_left,
    a_request_is_accepted_while_its_sender_cancels,
)
