"""Events in templates: what they are called, and when they are by the reader's clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from accounts.models import User
from events.calendars.zones import (
    write_hours,
    write_moment,
    write_span_in_both,
    write_time,
    write_zone,
)
from events.models import Event, EventSession, EventText, SessionText
from events.queries.texts import session_text_in, text_in
from values.formats.dates import write_short_day
from values.formats.locales import reader_language

register = template.Library()


@register.filter
def event_text(event: Event) -> EventText:
    """In the reader's language, or else the original."""
    return text_in(event, reader_language())


@register.filter
def event_title(event: Event) -> str:
    return text_in(event, reader_language()).title


@register.filter
def session_text(session: EventSession) -> SessionText:
    return session_text_in(session, reader_language())


@register.filter
def event_span(event: Event, reader: ZoneInfo | User | None = None) -> str:
    """Day and hours by the clock of a zone or a person (else the active one), with the venue's beside it."""
    return write_span_in_both(event.starts_at, event.ends_at, _zone(reader), ZoneInfo(event.time_zone))


@register.filter
def in_zone(moment: datetime, zone: ZoneInfo | User | str) -> str:
    """The hour alone: `17:30`."""
    return write_time(moment, _zone(zone))


@register.filter
def moment_in_zone(moment: datetime, zone: ZoneInfo | User | str) -> str:
    """Day, hour and zone."""
    return write_moment(moment, _zone(zone))


@register.filter
def hours_in_zone(span: Event | EventSession, zone: ZoneInfo | User | str) -> str:
    """From when to when of an event, a session, a slot or a meeting."""
    return write_hours(span.starts_at, span.ends_at, _zone(zone))


@register.filter
def day_in_zone(moment: datetime, zone: ZoneInfo | User | str) -> date:
    return moment.astimezone(_zone(zone)).date()


@register.filter
def short_day(day: date) -> str:
    return write_short_day(day)


@register.filter
def zone_name(zone: ZoneInfo | User | str) -> str:
    """The town a zone is named after."""
    return write_zone(_zone(zone))


def _zone(value: ZoneInfo | User | str | None) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    if value:
        return ZoneInfo(value.time_zone if isinstance(value, User) else str(value))
    return ZoneInfo(timezone.get_current_timezone_name())
