"""Meetings in templates: when and where by the reader's clock, how well the two fit, why somebody has none."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.calendars.zones import write_span_in_both
from events.models import MeetingPlace

register = template.Library()


class Placed(Protocol):
    """A meeting, or where and when one was before."""

    place: MeetingPlace
    starts_at: datetime
    ends_at: datetime


@register.filter
def meeting_span(meeting: Placed) -> str:
    """Day and hours by the active clock, with the venue's beside it where they differ."""
    reader, venue = ZoneInfo(timezone.get_current_timezone_name()), ZoneInfo(meeting.place.event.time_zone)
    return write_span_in_both(meeting.starts_at, meeting.ends_at, reader, venue)


@register.filter
def place_line(place: MeetingPlace) -> str:
    """`Table 4, hall, by the window`."""
    if not place.detail:
        return place.name
    return pgettext("place and where it is", "%(place)s, %(detail)s") % {"place": place.name, "detail": place.detail}


@register.filter
def in_ten(score: float) -> str:
    """A fit as people say it: `8 in 10`."""
    return pgettext("how well two fit", "%(number)d in 10") % {"number": round(score * 10)}


@register.filter
def reason_without_meeting(reason: str) -> str:
    """Why somebody has no meeting, in words for the organiser."""
    return {
        "no_partner": _("Nobody who comes fits, and nobody asked for a meeting."),
        "barred": _("All who would fit are kept apart from this company, or called a meeting off."),
        "never_free": _("Is free in none of the times for meetings."),
        "not_free": _("Is free only when none of the partners it fits is."),
        "no_place": _("No table or video room is left when it could meet."),
        "partners_full": _("All partners it fits are full, or busy when it is free."),
    }.get(reason, reason)
