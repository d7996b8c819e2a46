"""When a suggested meeting is, by the clocks of both sides."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.calendars.working_hours import LUXEMBOURG, MEETING_LENGTH, SEOUL

register = template.Library()


@register.filter
def meeting_weekday(start: datetime) -> str:
    return date_format(start.astimezone(SEOUL), "l")


@register.filter
def meeting_day(start: datetime) -> str:
    """The same day on both sides: the times lie inside the working day of both."""
    return date_format(start.astimezone(SEOUL))


@register.filter
def meeting_hours(start: datetime, zone: str) -> str:
    """From when to when, by a clock in this time zone."""
    begins = start.astimezone(ZoneInfo(zone))
    return f"{date_format(begins, 'TIME_FORMAT')}–{date_format(begins + MEETING_LENGTH, 'TIME_FORMAT')}"


@register.filter
def meeting_line(start: datetime) -> str:
    """Day and hours on both sides, for a mail in plain text."""
    seoul, luxembourg = (meeting_hours(start, zone.key) for zone in (SEOUL, LUXEMBOURG))
    return f"{meeting_weekday(start)}, {meeting_day(start)}: {_('Seoul')} {seoul} / {_('Luxembourg')} {luxembourg}"
