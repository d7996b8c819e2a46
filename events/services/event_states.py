"""The states of an event: announced, closed, opened again, cancelled. The loser of a race is told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from events.errors import EventMovedError, EventRefusedError
from events.models import (
    COMING_STATUSES,
    Event,
    EventStatus,
    Meeting,
    MeetingRequest,
    MeetingRequestStatus,
    MeetingStatus,
    RecordKind,
)
from events.services.event_emails import email_event_cancelled
from events.services.records import record_step
from jobs.clock import database_now
from values.errors import ReasonMissingError


@transaction.atomic
def publish_event(event: Event, *, user: User, seen: datetime) -> Event:
    """Announce a draft as it was read at `seen`, its `updated_at`. Raises EventRefusedError, EventMovedError."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.status == EventStatus.DRAFT and event.updated_at != seen:
        raise EventMovedError(
            _("Someone has changed this event since you read it. Read it again before you publish it.")
        )
    for fault in reasons_against_publishing(event):
        raise EventRefusedError(fault)
    return move_event(event, [EventStatus.DRAFT], EventStatus.PUBLISHED, user=user, published_at=database_now())


def reasons_against_publishing(event: Event) -> list[str]:
    """What is missing before anybody may read of it."""
    reasons = []
    if event.starts_at <= database_now():
        reasons.append(_("The event starts in the past. Change its day first."))
    if event.registration_closes_at <= database_now():
        reasons.append(_("The registration period is already over. Choose a later closing time first."))
    if event.takes_guests_on_site and not (event.venue and event.address):
        reasons.append(_("The venue or its address is missing: participants must be able to find the venue."))
    return reasons


@transaction.atomic
def close_registration(event: Event, *, user: User) -> Event:
    """Nobody can register any more; those registered stay. Raises EventMovedError."""
    return move_event(event, [EventStatus.PUBLISHED], EventStatus.CLOSED, user=user)


@transaction.atomic
def reopen_registration(event: Event, *, user: User) -> Event:
    """Raises EventRefusedError when the time for it is over, and EventMovedError."""
    if event.registration_closes_at <= database_now():
        raise EventRefusedError(
            _("The registration period is over. Edit the event and choose a later closing time first.")
        )
    return move_event(event, [EventStatus.CLOSED], EventStatus.PUBLISHED, user=user)


@transaction.atomic
def cancel_event(event: Event, *, user: User, reason: str) -> Event:
    """Call it off: its meetings and requests end, and everybody who registered is told why.

    Raises ReasonMissingError and EventMovedError.
    """
    if not reason.strip():
        raise ReasonMissingError(_("Give the reason: everyone who registered will see it."))
    changes = {"cancelled_at": database_now(), "cancel_reason": reason.strip(), "sequence": F("sequence") + 1}
    event = move_event(event, [EventStatus.DRAFT, *COMING_STATUSES], EventStatus.CANCELLED, user=user, **changes)
    meetings = Meeting.objects.filter(event=event, status__in=(MeetingStatus.PLANNED, MeetingStatus.CONFIRMED))
    told = list(meetings.filter(status=MeetingStatus.CONFIRMED).values_list("pk", flat=True))
    meetings.update(
        status=MeetingStatus.CANCELLED,
        sequence=F("sequence") + 1,
        cancelled_by=user,
        cancel_reason=reason.strip()[:300],
    )
    requests = MeetingRequest.objects.filter(event=event, status=MeetingRequestStatus.SENT)
    requests.update(status=MeetingRequestStatus.EXPIRED, ended_at=Now())
    if event.published_at is not None:
        email_event_cancelled(event, meeting_ids=told)
    return event


_RECORDS = {
    EventStatus.CLOSED: RecordKind.CLOSED,
    EventStatus.OVER: RecordKind.OVER,
    EventStatus.CANCELLED: RecordKind.CANCELLED,
}


def move_event(
    event: Event, old: Sequence[EventStatus], new: EventStatus, *, user: User | None, **changes: object
) -> Event:
    """From one of these states to another, with a record of it. `user` is None for what the clock did.

    Raises EventMovedError when it is in none of them any more.
    """
    if not Event.objects.filter(pk=event.pk, status__in=old).update(status=new, **changes):
        raise EventMovedError(_("Nothing was changed: someone else has changed this event in the meantime."))
    was_closed = old == [EventStatus.CLOSED]
    event.refresh_from_db()
    kind = _RECORDS.get(new) or (RecordKind.REOPENED if was_closed else RecordKind.PUBLISHED)
    data = {"reason": event.cancel_reason} if new == EventStatus.CANCELLED else {}
    record_step(event, kind, user=user, data=data)
    return event
