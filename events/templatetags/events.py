"""Events in templates: what they are called, and when they are by the reader's clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import User
from events.calendars.zones import (
    NEAR_ZONES,
    reader_zone,
    write_brief_moment,
    write_hours,
    write_moment,
    write_span_in_both,
    write_time,
    write_zone,
)
from events.models import Event, EventRecord, EventSession, EventText, SessionText
from events.queries.event_pages import EventTimes, times_of
from events.queries.events import MOST_SHOWN, registrations_by_event
from events.queries.events import coming_events as next_events
from events.queries.texts import session_text_in, text_in
from values.formats.dates import write_short_day
from values.formats.locales import reader_language, reader_locale

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
def event_place(event: Event) -> str:
    """The venue with its address, as an envelope has them in every language."""
    return ", ".join(filter(None, [event.venue, event.address]))


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


@register.filter
def short_day_in(moment: datetime, zone: ZoneInfo | User | str) -> str:
    """The day of a moment by the clock of a zone, with its weekday."""
    return write_short_day(moment.astimezone(_zone(zone)).date())


@register.filter
def brief_moment(moment: datetime, zone: ZoneInfo | User | str) -> str:
    """`Fri 8 January, 17:00 (London)`: the year is clear from what stands around it."""
    return write_brief_moment(moment, _zone(zone))


@register.filter
def month_name(day: date) -> str:
    return format_date(day, "LLL", locale=reader_locale())


@register.filter
def weekday_name(day: date) -> str:
    return format_date(day, "EEEE", locale=reader_locale())


@register.simple_tag
def zone_hours(times: EventTimes) -> str:
    """The reader's hours with the place of the clock: `08:30–15:30, your time (London)`."""
    values = {"hours": times.hours, "zone": write_zone(times.zone)}
    if times.is_venue_time:
        return pgettext("hours and zone", "%(hours)s (%(zone)s)") % values
    return pgettext("hours and the reader's zone", "%(hours)s, your time (%(zone)s)") % values


@register.simple_tag
def near_zones() -> tuple[str, ...]:
    """Offered where somebody names a zone; every other zone of the world is taken too."""
    return NEAR_ZONES


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """The event for search engines, in a script element that runs nothing."""
    return format_html(
        '<script type="application/ld+json" nonce="{}">{}</script>',
        context["request"].csp_nonce,
        mark_safe(context["structured_data"]),  # noqa: S308 - written by `write_structured_data`, which escapes it
    )


@register.simple_tag(takes_context=True)
def coming_events(context: Context) -> list[dict[str, object]]:
    """The next ones, for pages of other apps, each with the live registration of the reader’s company, if any."""
    request = context["request"]
    events, zone = list(next_events()[:MOST_SHOWN]), reader_zone(request)
    own = registrations_by_event(request.user, events) if request.user.is_authenticated else {}
    return [{"event": event, "times": times_of(event, zone), "registration": own.get(event.pk)} for event in events]


def _zone(value: ZoneInfo | User | str | None) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    if value:
        return ZoneInfo(value.time_zone if isinstance(value, User) else str(value))
    return ZoneInfo(timezone.get_current_timezone_name())


@register.simple_tag
def changed_fields(record: EventRecord) -> list[str]:
    """What a change was about, in words; for the history of an event."""
    return [_name_of(field) for field in record.data if field not in {"reason", "copied_from"}]


_OTHER_NAMES = {
    "programme": gettext_lazy("Programme"),
    "places": gettext_lazy("Tables and rooms"),
    "translation": gettext_lazy("translation"),
}


def _name_of(field: str) -> str:
    if field in _OTHER_NAMES:
        return str(_OTHER_NAMES[field])
    return str(getattr(Event._meta.get_field(field), "verbose_name", field))
