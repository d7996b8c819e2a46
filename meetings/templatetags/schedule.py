"""Meetings in templates: when and where by the reader's clock, how well the two fit, why somebody has none."""

from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.calendars.zones import write_hours, write_on_day, write_span_in_both, write_time
from events.models import MeetingPlace, Registration, ScheduleRun
from meetings.queries.schedule import LeftOutRow, explain_left_out, gap_of
from taxonomy.vocabulary import Country
from values.formats.numbers import write_percent
from values.formats.phrases import write_list

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
        return place.shown_name
    return pgettext("place and where it is", "%(place)s, %(detail)s") % {
        "place": place.shown_name,
        "detail": place.detail,
    }


@register.filter
def points(score: float) -> str:
    """A fit as the portal writes it everywhere: of 100."""
    number = round(score * 100)
    return ngettext("%(number)d point", "%(number)d points", number) % {"number": number}


@register.filter
def reason_without_meeting(reason: str) -> str:
    """Why somebody has no meeting, in words for the organiser."""
    return explain_left_out(reason)


@register.filter
def gap_percent(run: ScheduleRun) -> str:
    """What at most is missing to the best schedule there is: `3.5 %`."""
    return write_percent(gap_of(run), 1)


@register.filter
def gap_meter(run: ScheduleRun) -> int:
    """The value in thousandths of the bound."""
    return round(1_000 * (run.value or 0) / run.bound) if run.bound else 1_000


@register.simple_tag
def time_in(zone: ZoneInfo, moment: datetime, first: ZoneInfo) -> str:
    """The hour by this clock, with the day where it is another than by the first one."""
    day = moment.astimezone(zone).date()
    time = write_time(moment, zone)
    return time if day == moment.astimezone(first).date() else write_on_day(day, time)


@register.filter
def pause_line(pause: tuple[datetime, datetime], zones: list[ZoneInfo]) -> str:
    """From when to when there are no meetings, by the first clock: `13:30–14:30, no meetings`."""
    return _("%(hours)s, no meetings") % {"hours": write_hours(*pause, zones[0])}


@register.filter
def company_names(registrations: list[Registration]) -> str:
    return write_list([one.company.shown_name for one in registrations])


@register.filter
def first_choice(left: LeftOutRow) -> str:
    """What the form that places a meeting begins with: who has none, and their best partner."""
    sides = [left.registration, *left.partners[:1]]
    names = {Country.KOREA: "korean", Country.LUXEMBOURG: "luxembourg"}
    return urlencode({names[Country(side.company.country)]: side.pk for side in sides})
