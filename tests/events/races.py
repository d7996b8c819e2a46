"""Rounds of the races for places: one winner, everybody else told, nothing given away twice.

As in `tests.partnerships.races`, everybody acts on a connection of their own.
"""

import random
import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from events.models import HOLDING_STATUSES, Event, Registration
from events.services.registration_decisions import cancel_registration, confirm_registration
from events.services.registrations import register_company
from events.services.waiting_list import accept_offer, lapse_overdue_offers, offer_free_places
from notifications.models import OutboxEmail
from tests.events.factories import EventFactory, RegistrationFactory
from tests.events.guests import answers, korean_company
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


REGISTRATION_RACES: tuple[Callable[[], str], ...] = (
    two_companies_register_for_the_last_place,
    two_colleagues_register_one_company,
    one_cancels_while_another_registers,
    an_offer_is_accepted_while_it_lapses,
    two_of_staff_confirm_while_the_company_cancels,
)
