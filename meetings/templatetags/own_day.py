"""The day of a participant in templates: how long something lasts still."""

from django import template
from django.utils.translation import ngettext, pgettext

from meetings.queries.own_day import OwnMeeting

register = template.Library()


@register.filter
def minutes_left(own: OwnMeeting) -> str:
    count = own.minutes_left
    return ngettext("%(count)d minute left", "%(count)d minutes left", count) % {"count": count}


@register.filter
def time_until(own: OwnMeeting) -> str:
    """`in 20 minutes`, `in 2 h 20 min`, `in 3 days`."""
    hours, minutes = divmod(own.minutes_until, 60)
    if not hours:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    if hours < 24:
        return pgettext("time until", "in %(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return ngettext("in %(count)d day", "in %(count)d days", hours // 24) % {"count": hours // 24}
