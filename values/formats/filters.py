"""The filters through which every template writes dates, numbers and places; known to all without `{% load %}`."""

from datetime import date

from django import template

from values.formats.dates import write_day
from values.formats.numbers import write_money, write_number, write_percent
from values.formats.people import write_person

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """With the weekday; nothing for None."""
    return write_day(value) if value else ""


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else write_number(value, decimals)


@register.filter
def percent(value: float | str | None) -> str:
    """Of a number of hundredths: 25 gives `25 %` in French."""
    return "" if value is None else write_percent(float(value) / 100)


@register.filter
def money(value: int | None, currency: str = "EUR") -> str:
    return "" if value is None else write_money(value, currency)


@register.filter
def person_of(person: object, company: object) -> str:
    """A person with the company or office they act for; a dash for nobody."""
    return write_person(str(person), str(company or "")) if person else "–"
