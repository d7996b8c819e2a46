"""Days, moments and spans of time as the reader's language writes them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import timezone
from django.utils.formats import date_format

from values.formats.locales import reader_locale

_DAYS = {"en": "EEEE d MMMM y", "ko": "y년 M월 d일(E)"}
_SHORT_DAYS = {"en": "EEE d MMMM", "fr": "EEE d MMMM", "de": "EEE, d. MMMM", "ko": "M월 d일(E)"}


def write_day(day: date) -> str:
    """With its weekday: `Friday 4 December 2026`, `2026년 12월 4일(금)`; a moment falls in the active time zone."""
    locale = reader_locale()
    return format_date(_local(day), _DAYS.get(locale.language, "full"), locale=locale)


def write_short_day(day: date) -> str:
    """With its weekday and without its year: `Fri 4 December`, `12월 4일(금)`; a moment as in `write_day`."""
    locale = reader_locale()
    return format_date(_local(day), _SHORT_DAYS[locale.language], locale=locale)


def write_span(begin: datetime, length: timedelta, zone: ZoneInfo) -> str:
    """From when to when by the clocks of a zone, without the day: `10:00–10:30`."""
    start = begin.astimezone(zone)
    return f"{date_format(start, 'TIME_FORMAT')}–{date_format(start + length, 'TIME_FORMAT')}"


def _local(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day
