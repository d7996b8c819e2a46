"""A new draft made of an earlier event."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from events.calendars.clock_times import moment_of, shown_at
from events.models import Event, EventSession, EventText, MeetingPlace, RecordKind, SessionText
from events.services.events import DETAILS
from events.services.programme import lay_slots
from events.services.records import record_step


@transaction.atomic
def duplicate_event(event: Event, *, user: User, day: date) -> Event:
    """A draft on another day with the same texts, programme, places and settings, and nobody registered.

    Every time stays the same by the venue's clock, so many days later. Raises EventRefusedError for a time that does
    not exist on its new day.
    """
    zone = ZoneInfo(event.time_zone)
    days = day - event.starts_at.astimezone(zone).date()
    values = {name: getattr(event, name) for name in DETAILS}
    for name in ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at"):
        values[name] = values[name] and _later(values[name], days, zone)
    copy = Event.objects.create(created_by=user, **values)
    for text in event.texts.all():
        EventText.objects.create(
            event=copy, language=text.language, title=text.title, summary=text.summary, description=text.description
        )
    for session in event.sessions.prefetch_related("texts"):
        _copy_session(session, copy, days, zone)
    MeetingPlace.objects.bulk_create(
        MeetingPlace(event=copy, kind=place.kind, number=place.number, name=place.name, detail=place.detail)
        for place in event.places.all()
    )
    lay_slots(copy)
    record_step(copy, RecordKind.CREATED, user=user, data={"copied_from": event.public_id})
    return copy


def _copy_session(session: EventSession, copy: Event, days: timedelta, zone: ZoneInfo) -> None:
    values = {name: getattr(session, name) for name in ("speaker", "room", "is_for_meetings")}
    times = {name: _later(getattr(session, name), days, zone) for name in ("starts_at", "ends_at")}
    new = EventSession.objects.create(event=copy, **values, **times)
    for text in session.texts.all():
        SessionText.objects.create(session=new, language=text.language, title=text.title, description=text.description)


def _later(moment: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    return moment_of(shown_at(moment, zone) + days, zone)
