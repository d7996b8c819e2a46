"""Who has arrived: noted at the door by name or by the code on a badge, and taken back when it was a mistake."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from events.errors import DoorError
from events.models import COMING_STATUSES, Attendee, Event, EventStatus
from jobs.clock import database_now
from values.errors import StateConflictError

DOOR_OPENS = timedelta(hours=12)
"""Before the start, and as long after the end: whoever is noted outside of that was taken for somebody else."""


class CheckIn(NamedTuple):
    """`is_new` is false where the person had arrived before; the attendee says when, and who noted it."""

    attendee: Attendee
    is_new: bool


def require_open_door(event: Event) -> None:
    """Raises DoorError unless the event takes place about now."""
    if event.status not in (*COMING_STATUSES, EventStatus.OVER):
        raise DoorError(_("This event has not been published or has been cancelled: check-in is not possible."))
    now = database_now()
    if now < event.starts_at - DOOR_OPENS:
        raise DoorError(_("Check-in opens on the day of the event."))
    if now > event.ends_at + DOOR_OPENS:
        raise DoorError(_("This event is over: check-in is no longer possible."))


@transaction.atomic
def check_in(attendee: Attendee, *, by: User) -> CheckIn:
    """Note that a person has arrived, once; a second time changes nothing.

    Raises DoorError outside of the day, for a registration without a place and for a company that is suspended.
    """
    require_open_door(attendee.registration.event)
    found = Attendee.objects.select_related("registration__company").get(pk=attendee.pk)
    if reason := _reason_against(found):
        raise DoorError(reason)
    missing = Attendee.objects.filter(pk=attendee.pk, checked_in_at__isnull=True)
    is_new = bool(missing.update(checked_in_at=database_now(), checked_in_by=by))
    people = Attendee.objects.select_related("checked_in_by", "registration__event", "registration__company")
    return CheckIn(people.get(pk=attendee.pk), is_new)


def _reason_against(attendee: Attendee) -> str:
    """Why this person has no place here; empty when they have one."""
    if not attendee.registration.company.is_acting:
        return _("This company is suspended. Ask an administrator before you admit its participants.")
    if not attendee.registration.is_confirmed:
        return _("This company has no confirmed place at the event. You can admit its participants as walk-ins.")
    return ""


def undo_check_in(attendee: Attendee, *, seen: str) -> None:
    """Take a mistake back. `seen` is the moment of the check-in that is meant, as `check_in_seen` writes it.

    Raises StateConflictError if that one no longer stands.
    """
    meant = Attendee.objects.filter(pk=attendee.pk, checked_in_at=attendee.checked_in_at)
    if not seen or check_in_seen(attendee) != seen or not meant.update(checked_in_at=None, checked_in_by=None):
        raise StateConflictError(_("This check-in was changed in the meantime. Check it before you continue."))


def check_in_seen(attendee: Attendee) -> str:
    """Names one check-in in the form that takes it back."""
    return attendee.checked_in_at.isoformat() if attendee.checked_in_at else ""
