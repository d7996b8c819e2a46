"""Making an event and changing it. What those who registered have in their calendars never changes silently."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from events.errors import EventMovedError, EventRefusedError
from events.models import (
    COMING_STATUSES,
    Attendance,
    Event,
    EventSession,
    EventStatus,
    EventText,
    Meeting,
    MeetingRequest,
    RecordKind,
    SessionText,
)
from events.services.event_emails import email_event_changed
from events.services.event_rules import faults_in
from events.services.records import record_step
from events.signals import event_capacity_changed

DETAILS = (
    *("format", "language", "languages", "interpretation", "organiser", "partners", "contact_email"),
    *("green_objectives", "digital", "attendance", "country", "venue", "address", "time_zone"),
    *("starts_at", "ends_at", "registration_opens_at", "registration_closes_at", "capacity", "most_people"),
    *("is_confirmed_automatically", "meeting_minutes", "break_minutes", "most_meetings", "open_requests"),
    *("request_days", "link_pattern"),
)
"""The fields of an event that people fill in."""
TOLD = ("starts_at", "ends_at", "time_zone", "attendance", "country", "venue", "address")
"""Whoever registered is told when one of these changes."""
FAR_AWAY = timedelta(days=36_500)


class EventWords(NamedTuple):
    title: str
    summary: str
    description: str = ""


@transaction.atomic
def create_event(*, user: User, details: Mapping[str, object], words: EventWords) -> Event:
    """A draft with its text in the organiser's language. Raises EventRefusedError."""
    values = _complete(details)
    _refuse_faults(values)
    event = Event.objects.create(created_by=user, **values)
    EventText.objects.create(event=event, language=event.language, **words._asdict())
    record_step(event, RecordKind.CREATED, user=user)
    return event


@transaction.atomic
def update_event(
    event: Event, *, user: User, details: Mapping[str, object], words: EventWords, seen: datetime
) -> Event:
    """Write what was filled in; `seen` is the event's `updated_at` as its form was shown.

    When the start moves, programme, slots and meetings move along. Those registered are told of another time or place.
    Raises EventRefusedError, and EventMovedError when somebody changed the event after `seen`.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    _refuse_stale(event, seen)
    values = _complete(details)
    _refuse_faults(values, registered=event.registrations.holding().count())
    changes = _changes_of(event, values)
    shift = _moment(values["starts_at"]) - event.starts_at
    earlier_language = event.language
    for name, value in values.items():
        setattr(event, name, value)
    _move_programme(event, shift)
    _refuse_items_outside(event)
    has_new_words = _write_words(event, words, earlier_language)
    if changes or has_new_words:
        _save(event, changes=changes, user=user)
    return event


def _save(event: Event, *, changes: dict[str, list[object]], user: User) -> None:
    event.sequence += 1
    event.save(update_fields=[*changes, "sequence"])
    event.refresh_from_db()
    record_step(event, RecordKind.CHANGED, user=user, data={name: _plain(pair) for name, pair in changes.items()})
    if "capacity" in changes:
        event_capacity_changed.send(sender=Event, event_id=event.pk)
    told = [name for name in TOLD if name in changes]
    if told and event.status in COMING_STATUSES:
        email_event_changed(event, changed=told, earlier={name: pair[0] for name, pair in changes.items()})


def _complete(details: Mapping[str, object]) -> dict[str, object]:
    """With nothing said of a place where there is none."""
    values = {name: details[name] for name in DETAILS if name in details}
    if values.get("attendance") == Attendance.ONLINE:
        values |= {"country": "", "venue": "", "address": ""}
    return values


def _refuse_faults(values: Mapping[str, object], *, registered: int = 0) -> None:
    for fault in faults_in(values, registered=registered):
        raise fault


def _refuse_stale(event: Event, seen: datetime) -> None:
    if event.status in {EventStatus.OVER, EventStatus.CANCELLED}:
        raise EventMovedError(_("This event is over or cancelled and can no longer be changed."))
    if event.updated_at != seen:
        raise EventMovedError(
            _("Someone changed this event while you were writing. Copy your text, then open the event again.")
        )


def _changes_of(event: Event, values: Mapping[str, object]) -> dict[str, list[object]]:
    """By field: before and after."""
    pairs = {name: [getattr(event, name), value] for name, value in values.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(pair: list[object]) -> list[object]:
    return [value.isoformat() if isinstance(value, datetime) else value for value in pair]


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(value)
    return value


def _move_programme(event: Event, shift: timedelta) -> None:
    """In two steps by way of a time far away: one row after the other, they would meet their neighbours."""
    if not shift:
        return
    sessions, slots = EventSession.objects.filter(event=event), event.slots.all()
    for rows in (sessions, slots, Meeting.objects.filter(event=event)):
        rows.update(starts_at=F("starts_at") + FAR_AWAY, ends_at=F("ends_at") + FAR_AWAY)
        rows.update(starts_at=F("starts_at") - FAR_AWAY + shift, ends_at=F("ends_at") - FAR_AWAY + shift)
    Meeting.objects.filter(event=event).told().update(sequence=F("sequence") + 1)
    MeetingRequest.objects.filter(event=event, due_at__gt=event.starts_at).update(due_at=event.starts_at)


def _refuse_items_outside(event: Event) -> None:
    outside = event.sessions.filter(starts_at__lt=event.starts_at) | event.sessions.filter(ends_at__gt=event.ends_at)
    if outside.exists():
        raise EventRefusedError(
            _("Part of the programme would lie outside the event. Change the programme first, or choose a later end."),
            field="ends_at",
        )


def _write_words(event: Event, words: EventWords, earlier_language: str) -> bool:
    """Whether they are new. A text that turns out to be in another language goes to that language."""
    if earlier_language != event.language and not event.texts.filter(language=event.language).exists():
        event.texts.filter(language=earlier_language).update(language=event.language)
        SessionText.objects.filter(session__event=event, language=earlier_language).update(language=event.language)
    if event.texts.filter(language=event.language, **words._asdict()).exists():
        return False
    EventText.objects.update_or_create(event=event, language=event.language, defaults=words._asdict())
    return True
