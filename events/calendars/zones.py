"""Whose clock a time is read by, and how times are written: the reader's zone first, the venue's beside it."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import pgettext

from accounts.models import User
from values.formats.dates import write_day, write_short_day
from values.formats.locales import reader_language, reader_locale

SEOUL, LUXEMBOURG = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Luxembourg")
COOKIE = "time_zone"
"""Which zone a visitor chose; people with an account have theirs there."""
NEAR_ZONES = (
    *("Europe/Luxembourg", "Asia/Seoul", "Europe/Brussels", "Europe/Paris", "Europe/Berlin", "Europe/Amsterdam"),
    *("Europe/London", "Europe/Lisbon", "Europe/Zurich", "Europe/Vienna", "Asia/Tokyo", "Asia/Singapore", "UTC"),
)
"""Offered while one writes; every other zone of the world is taken too."""


@cache
def zone_names() -> frozenset[str]:
    """Every zone that the rules of the world know of; reading them costs some milliseconds once a process."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def is_zone(name: str) -> bool:
    return name in zone_names()


def reader_zone(request: HttpRequest) -> ZoneInfo:
    """That of the account; of visitors the one they chose, or else by the language they read."""
    return zone_for(request.user, chosen=request.COOKIES.get(COOKIE, ""))


def zone_for(user: User | AnonymousUser, *, chosen: str = "") -> ZoneInfo:
    """`chosen` counts only for those without an account, and only if there is such a zone."""
    if isinstance(user, User):
        return ZoneInfo(user.time_zone)
    if is_zone(chosen):
        return ZoneInfo(chosen)
    return SEOUL if reader_language() == "ko" else LUXEMBOURG


def write_zone(zone: ZoneInfo) -> str:
    """The town a zone is named after, in the reader's language: `Seoul`, `서울`, `Séoul`."""
    return get_timezone_location(zone, locale=reader_locale(), return_city=True)


def write_time(moment: datetime, zone: ZoneInfo) -> str:
    """By the 24-hour clock in every language, as timetables are: `17:30`."""
    return f"{moment.astimezone(zone):%H:%M}"


def write_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Day, hour and zone: `Fri 8 January 2027, 17:00 (Seoul)`."""
    return pgettext("a moment: day, hour, zone", "%(day)s, %(time)s (%(zone)s)") % {
        "day": write_day(moment.astimezone(zone).date()),
        "time": write_time(moment, zone),
        "zone": write_zone(zone),
    }


def write_brief_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Without the year, which is clear from what stands around it: `Fri 8 January, 17:00 (Seoul)`."""
    return pgettext("a moment: day, hour, zone", "%(day)s, %(time)s (%(zone)s)") % {
        "day": write_short_day(moment.astimezone(zone).date()),
        "time": write_time(moment, zone),
        "zone": write_zone(zone),
    }


def write_hours(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """From when to when: `09:30–16:30`, `17:30–00:30 the next day`; over more days with each of them."""
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    values = {"start": write_time(start, zone), "end": write_time(end, zone)}
    if first == last:
        return pgettext("hours", "%(start)s–%(end)s") % values
    if (last - first).days == 1:
        return pgettext("hours", "%(start)s–%(end)s the next day") % values
    days = {"first": write_short_day(first), "last": write_short_day(last)}
    return pgettext("hours over several days", "%(first)s, %(start)s – %(last)s, %(end)s") % (values | days)


def write_hours_beside(start: datetime, end: datetime, zone: ZoneInfo, *, day: date) -> str:
    """The hours by another clock, with the place; with the day too where that is not the `day` already named."""
    hours, first = write_hours(start, end, zone), start.astimezone(zone).date()
    is_said = first == day or (end.astimezone(zone).date() - first).days > 1
    shown = hours if is_said else write_on_day(first, hours)
    return pgettext("hours at a place", "%(hours)s in %(place)s") % {"hours": shown, "place": write_zone(zone)}


def write_on_day(day: date, hours: str) -> str:
    """`Fri 22 January, 00:30–07:30`."""
    return pgettext("day and hours", "%(day)s, %(hours)s") % {"day": write_short_day(day), "hours": hours}


def other_zones(start: datetime, *, shown: ZoneInfo, venue: ZoneInfo) -> list[ZoneInfo]:
    """The venue's, Luxembourg's and Seoul's, each once, without those whose clock shows the same as one before."""
    zones: list[ZoneInfo] = []
    offsets = {start.astimezone(shown).utcoffset()}
    for zone in (venue, LUXEMBOURG, SEOUL):
        offset = start.astimezone(zone).utcoffset()
        if offset not in offsets:
            zones.append(zone)
            offsets.add(offset)
    return zones


def write_span_in_both(start: datetime, end: datetime, reader: ZoneInfo, venue: ZoneInfo) -> str:
    """Day and hours by the reader's clock, and in brackets by the venue's where they differ; each zone is named."""
    day = start.astimezone(reader).date()
    values = {
        "day": write_day(day),
        "hours": write_hours(start, end, reader),
        "zone": write_zone(reader),
    }
    own = pgettext("day, hours and zone", "%(day)s, %(hours)s (%(zone)s)") % values
    if start.astimezone(reader).utcoffset() == start.astimezone(venue).utcoffset():
        return own
    beside = write_hours_beside(start, end, venue, day=day)
    return pgettext("times in two zones", "%(own)s; %(beside)s") % {"own": own, "beside": beside}
