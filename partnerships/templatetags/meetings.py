"""When a suggested meeting ends."""

from datetime import datetime

from django import template

from partnerships.calendars.working_hours import MEETING_LENGTH

register = template.Library()


@register.filter
def meeting_end(start: datetime) -> datetime:
    return start + MEETING_LENGTH
