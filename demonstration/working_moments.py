"""When the demonstration's people work: on weekdays from nine to six where they are, never on a public holiday."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from partnerships.calendars.holidays import is_holiday_in_korea, is_holiday_in_luxembourg
from partnerships.calendars.working_hours import CLOSING, LUXEMBOURG, OPENING, SATURDAY, SEOUL
from taxonomy.vocabulary import Country

ZONES = {Country.KOREA: SEOUL, Country.LUXEMBOURG: LUXEMBOURG}
WORKING_MINUTES = 8 * 60 + 50  # the last ten minutes of a day are nobody's


def is_working_moment(moment: datetime, country: str) -> bool:
    local = moment.astimezone(ZONES[Country(country)])
    return is_working_day(local.date(), country) and OPENING <= local.time() < CLOSING


def is_working_day(day: date, country: str) -> bool:
    is_holiday = is_holiday_in_korea if country == Country.KOREA else is_holiday_in_luxembourg
    return day.weekday() < SATURDAY and not is_holiday(day)


def next_working_day(day: date, country: str) -> date:
    """`day` itself, if people work then."""
    while not is_working_day(day, country):
        day += timedelta(days=1)
    return day


def working_moment(earliest: datetime, country: str, random: Random) -> datetime:
    """`earliest` if people work then, else a time on their next working day; the last before now if that is to come."""
    zone = ZONES[Country(country)]
    local = earliest.astimezone(zone)
    day = local.date() if local.time() < OPENING else local.date() + timedelta(days=1)
    is_there = is_working_moment(earliest, country)
    moment = earliest if is_there else _time_on(next_working_day(day, country), zone, random)
    now = timezone.now()
    return moment if moment <= now else last_working_moment(now, country, random)


def last_working_moment(latest: datetime, country: str, random: Random) -> datetime:
    """`latest` if people work then, else a time on the working day before."""
    if is_working_moment(latest, country):
        return latest
    zone = ZONES[Country(country)]
    local = latest.astimezone(zone)
    day = local.date() if local.time() >= CLOSING else local.date() - timedelta(days=1)
    while not is_working_day(day, country):
        day -= timedelta(days=1)
    return _time_on(day, zone, random)


def _time_on(day: date, zone: ZoneInfo, random: Random) -> datetime:
    minutes = timedelta(minutes=random.randrange(WORKING_MINUTES), seconds=random.randrange(60))
    return datetime.combine(day, OPENING, zone) + minutes
