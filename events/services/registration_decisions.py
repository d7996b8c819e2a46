"""Staff confirm or turn down a registration, and a company or staff cancel it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services.standing import lock_companies
from events.errors import RegistrationRefusedError
from events.models import (
    COMING_STATUSES,
    LIVE_STATUSES,
    Event,
    Registration,
    RegistrationStatus,
)
from events.queries.registrations import places_left
from events.services.locks import lock_event
from events.services.registration_emails import email_cancellation, email_confirmation, email_refusal
from events.services.registration_webhooks import publish_registration
from events.services.waiting_list import offer_free_places
from events.signals import registration_ended, registrations_changed
from jobs.clock import database_now
from values.errors import ReasonMissingError, StateConflictError

CONFIRMABLE = (RegistrationStatus.REQUESTED, RegistrationStatus.WAITING, RegistrationStatus.OFFERED)
DECLINABLE = (RegistrationStatus.REQUESTED, RegistrationStatus.WAITING)


@transaction.atomic
def confirm_registration(registration: Registration, *, seen: str) -> Registration:
    """Staff confirm it; `seen` is the state in which they saw it. A place must be left for who was waiting.

    Raises StateConflictError, RegistrationRefusedError.
    """
    event = lock_event(registration.event_id)
    if event.status not in COMING_STATUSES:
        raise RegistrationRefusedError(_("This event is over or cancelled: nothing was changed."))
    if seen == RegistrationStatus.WAITING and places_left(event) == 0:
        raise RegistrationRefusedError(
            _("No place is left. Raise the number of places, or cancel a registration first.")
        )
    moved = _move(
        registration, seen, among=CONFIRMABLE, status=RegistrationStatus.CONFIRMED, confirmed_at=database_now()
    )
    email_confirmation(moved)
    _announce(moved)
    return moved


@transaction.atomic
def decline_registration(registration: Registration, *, seen: str, by: User, reason: str) -> Registration:
    """Staff turn it down and say why. Raises ReasonMissingError, StateConflictError."""
    if not reason.strip():
        raise ReasonMissingError(_("Give the reason: the company will read it."))
    lock_event(registration.event_id)
    end = {"ended_at": database_now(), "ended_by": by, "end_reason": reason.strip()}
    moved = _move(registration, seen, among=DECLINABLE, status=RegistrationStatus.DECLINED, **end)
    email_refusal(moved)
    _end(moved, by)
    return moved


@transaction.atomic
def cancel_registration(registration: Registration, *, by: User, reason: str = "") -> Registration:
    """The company, or staff in its place, cancel: its place, its slots and its requests are free again.

    Raises StateConflictError when it had ended before, RegistrationRefusedError once the event is over.
    """
    lock_companies(registration.company_id)
    event = lock_event(registration.event_id)
    if not event.is_coming:
        raise RegistrationRefusedError(_("This event is over or cancelled: nothing was changed."))
    current = Registration.objects.values_list("status", flat=True).get(pk=registration.pk)
    end = {"ended_at": database_now(), "ended_by": by, "end_reason": reason.strip()}
    moved = _move(registration, current, among=LIVE_STATUSES, status=RegistrationStatus.CANCELLED, **end)
    email_cancellation(moved)
    _end(moved, by)
    return moved


def _move(registration: Registration, seen: str, *, among: tuple[str, ...], **values: object) -> Registration:
    standing = Registration.objects.filter(pk=registration.pk, status=seen, status__in=among)
    moved = standing.update(**values)
    current = Registration.objects.select_related("event", "company").get(pk=registration.pk)
    if not moved:
        raise StateConflictError(
            _("%(company)s: nothing was changed, because the registration is now “%(status)s”.")
            % {"company": current.company, "status": current.get_status_display()}
        )
    return current


def _end(registration: Registration, by: User) -> None:
    registration_ended.send(sender=Registration, registration_id=registration.pk, user_id=by.pk)
    _announce(registration)
    offer_free_places(registration.event_id)


def _announce(registration: Registration) -> None:
    publish_registration(registration)
    registrations_changed.send(sender=Event, event_id=registration.event_id)
