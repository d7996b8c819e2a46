"""Days, moments and spans of time as the reader's language writes them."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import timezone
from django.utils.formats import date_format

from values.formats.locales import reader_locale

_FIRST = re.compile(r"\b1 (?=[^\W\d])")  # of a month, in front of its name
_DAYS = {"en": "EEEE d MMMM y", "ko": "y년 M월 d일(E)"}
_SHORT_DAYS = {"en": "EEE d MMMM", "fr": "EEE d MMMM", "de": "EEE, d. MMMM", "ko": "M월 d일(E)"}


def write_day(day: date) -> str:
    """With its weekday: `Friday 4 December 2026`, `2026년 12월 4일(금)`; a moment falls in the active time zone."""
    locale, local = reader_locale(), _local(day)
    return _with_ordinal(format_date(local, _DAYS.get(locale.language, "full"), locale=locale), local)


def write_date(day: date, pattern: str = "DATE_FORMAT") -> str:
    """As Django writes it by one of its formats, and in French the first of a month as people do: `1er décembre 2026`.

    A moment is written as it stands: where it comes from a template it is in the active time zone.
    """
    return _with_ordinal(date_format(day, pattern), day)


def write_short_day(day: date) -> str:
    """With its weekday and without its year: `Fri 4 December`, `12월 4일(금)`; a moment as in `write_day`."""
    locale = reader_locale()
    return format_date(_local(day), _SHORT_DAYS[locale.language], locale=locale)


def write_span(begin: datetime, length: timedelta, zone: ZoneInfo) -> str:
    """From when to when by the clocks of a zone, without the day: `10:00–10:30`."""
    start = begin.astimezone(zone)
    return f"{date_format(start, 'TIME_FORMAT')}–{date_format(start + length, 'TIME_FORMAT')}"


def _with_ordinal(text: str, day: date) -> str:
    return _FIRST.sub("1er ", text, count=1) if day.day == 1 and reader_locale().language == "fr" else text


def _local(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day
