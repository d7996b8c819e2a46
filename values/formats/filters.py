"""The filters through which templates write dates, numbers, places and labels; known to all without `{% load %}`."""

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - `date` is the filter

from django import template

from values.formats.dates import write_date, write_day
from values.formats.money import write_stated
from values.formats.numbers import write_number, write_percent
from values.formats.people import write_person
from values.formats.phrases import write_aside, write_count_aside, write_inside, write_label, write_labelled, write_list
from values.money.amounts import Money

register = template.Library()


@register.filter
def day(value: Date | None) -> str:
    """With the weekday; nothing for None."""
    return write_day(value) if value else ""


@register.filter(expects_localtime=True)
def date(value: Date | None, pattern: str = "DATE_FORMAT") -> str:
    """In place of Django's own filter; nothing for None."""
    return write_date(value, pattern) if value else ""


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else write_number(value, decimals)


@register.filter
def percent(value: float | str | None) -> str:
    """Of a number of hundredths: 25 gives `25 %` in French."""
    return "" if value is None else write_percent(float(value) / 100)


@register.filter
def stated(value: Money | None) -> str:
    """A sum as somebody stated it, and beside it what it is about worth to its reader."""
    return "" if value is None else write_stated(value)


@register.filter
def person_of(person: object, company: object) -> str:
    """A person with the company or office they act for; a dash for nobody."""
    return write_person(str(person), str(company or "")) if person else "–"


@register.filter
def with_colon(label: object) -> str:
    """A label in front of a value in another element."""
    return write_label(label)


@register.filter
def labelled(label: object, value: object) -> str:
    return write_labelled(label, value)


@register.filter
def in_brackets(text: object) -> str:
    return write_aside(text)


@register.filter
def count_aside(count: int) -> str:
    return write_count_aside(count)


@register.filter
def inside(label: object) -> str:
    """A label that stands after a colon or in a list."""
    return write_inside(label)


@register.filter
def listed(values: Iterable[object]) -> str:
    return write_list(values)
