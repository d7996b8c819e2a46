"""When a suggested meeting is, by the clocks of both sides."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import pgettext

from partnerships.calendars.working_hours import LUXEMBOURG, MEETING_LENGTH, SEOUL
from values.formats.dates import write_day, write_span

register = template.Library()


@register.filter
def meeting_day(start: datetime) -> str:
    """The same day on both sides: the times lie inside the working day of both."""
    return write_day(start.astimezone(SEOUL).date())


@register.filter
def meeting_hours(start: datetime, zone: str) -> str:
    """From when to when, by a clock in this time zone."""
    return write_span(start, MEETING_LENGTH, ZoneInfo(zone))


@register.filter
def meeting_line(start: datetime) -> str:
    """Day and hours on both sides, for a mail in plain text."""
    return pgettext("suggested meeting", "%(day)s, %(seoul)s in Seoul, %(luxembourg)s in Luxembourg") % {
        "day": meeting_day(start),
        "seoul": meeting_hours(start, SEOUL.key),
        "luxembourg": meeting_hours(start, LUXEMBOURG.key),
    }
