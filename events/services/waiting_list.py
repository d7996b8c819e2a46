"""The waiting list moves up by itself: a place that becomes free is kept for the first in line for a while."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services.standing import obstacle_between
from events.errors import RegistrationRefusedError
from events.models import (
    COMING_STATUSES,
    OFFER_LASTS,
    OFFERS_END,
    Event,
    Registration,
    RegistrationStatus,
)
from events.queries.registrations import next_in_line, places_left
from events.services.locks import lock_event
from events.services.registration_emails import email_confirmation, email_lapsed_offer, email_offer
from events.services.registration_webhooks import publish_registration
from events.signals import registrations_changed
from jobs.clock import database_now
from jobs.sweeps import for_each_row
from values.errors import StateConflictError


@transaction.atomic
def offer_free_places(event_id: int) -> list[int]:
    """Keep each free place for the next in line and write to them; the ids of those who may now say yes."""
    event, now, offered = lock_event(event_id), database_now(), list[int]()
    due_at = min(now + OFFER_LASTS, event.starts_at - OFFERS_END)
    if event.status not in COMING_STATUSES or due_at <= now:
        return []
    while places_left(event) != 0 and (registration := next_in_line(event)):
        _offer(registration, due_at)
        offered.append(registration.pk)
    return offered


def _offer(registration: Registration, due_at: datetime) -> None:
    mine = Registration.objects.filter(pk=registration.pk)
    mine.update(status=RegistrationStatus.OFFERED, offer_due_at=due_at)
    current = mine.select_related("event", "company").get()
    email_offer(current)
    publish_registration(current)


@transaction.atomic
def accept_offer(registration: Registration, *, by: User) -> Registration:
    """Take the place that is kept. Raises StateConflictError when its time is over or somebody was first, and
    RegistrationRefusedError while the company is suspended."""
    if obstacle := obstacle_between(registration.company, reader=registration.company):
        raise RegistrationRefusedError(obstacle)
    event, now = lock_event(registration.event_id), database_now()
    # By columns of its own alone: with those of another table PostgreSQL does not look again after it has waited.
    kept = Registration.objects.filter(pk=registration.pk, status=RegistrationStatus.OFFERED, offer_due_at__gt=now)
    moved = event.status in COMING_STATUSES and kept.update(
        status=RegistrationStatus.CONFIRMED, confirmed_at=now, registered_by=by
    )
    current = Registration.objects.select_related("event", "company").get(pk=registration.pk)
    if not moved:
        raise StateConflictError(_explain_lost_offer(current))
    email_confirmation(current)
    publish_registration(current)
    registrations_changed.send(sender=Event, event_id=current.event_id)
    return current


def _explain_lost_offer(registration: Registration) -> str:
    if registration.status == RegistrationStatus.CONFIRMED:
        return _("A colleague has already accepted the place.")
    return _("The time to accept this place has passed. Nothing was changed.")


def lapse_overdue_offers() -> list[int]:
    """End the offers nobody took in time, tell them, and offer their places to the next; ids of those ended now."""
    return for_each_row("events.lapse_offers", Registration.objects.overdue().order_by("pk"), _lapse)


def _lapse(registration_id: int) -> bool:
    """Whether this call, rather than one at the same time, ended it."""
    event_id = Registration.objects.values_list("event_id", flat=True).get(pk=registration_id)
    lock_event(event_id)
    overdue = Registration.objects.overdue().filter(pk=registration_id)
    if not overdue.update(status=RegistrationStatus.CANCELLED, ended_at=database_now()):
        return False
    current = Registration.objects.select_related("event", "company").get(pk=registration_id)
    email_lapsed_offer(current)
    publish_registration(current)
    offer_free_places(event_id)
    return True


def move_waiting_lists_up() -> list[int]:
    """Offer places that became free in whatever way, of every coming event on whose list somebody waits."""
    events = Event.objects.coming().filter(registrations__status=RegistrationStatus.WAITING).order_by("pk").distinct()
    return for_each_row("events.move_up", events, lambda event_id: bool(offer_free_places(event_id)))
