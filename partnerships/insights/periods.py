"""The period that insights show, and its months by name; every choice travels in the address."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.queries.cases import Period
from values.forms import DayField


class PeriodForm(forms.Form):
    start = DayField(label=_("First day"), required=False)
    end = DayField(label=_("Last day"), required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and start > end:
            self.add_error(
                "end", _("The last day is before the first day. Choose a later last day or an earlier first day.")
            )
        return data

    def period(self) -> Period:
        """Whole days by the portal's own time zone, both included; what was not understood leaves that end open."""
        self.is_valid()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        return Period(_midnight(start), _midnight(end + timedelta(days=1)) if end else None)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, timezone.get_default_timezone()) if day else None


def presets(today: date) -> list[tuple[object, dict[str, str]]]:
    """Usual periods: (name, start and end for the address)."""
    year = today.year
    return [
        (_("All time"), {"start": "", "end": ""}),
        (_("Last 30 days"), _days(today - timedelta(days=29), today)),
        (_("Last 12 months"), _days(today - timedelta(days=364), today)),
        (_("This year"), _days(date(year, 1, 1), today)),
        (_("Last year"), _days(date(year - 1, 1, 1), date(year - 1, 12, 31))),
    ]


def _days(start: date, end: date) -> dict[str, str]:
    return {"start": start.isoformat(), "end": end.isoformat()}


def months_between(found: Collection[str]) -> list[str]:
    """Every month from the first to the last of these, written `2026-03`, also those in which nothing was."""
    if not found:
        return []
    (year, month), last, months = map(int, min(found).split("-")), max(found), []
    while f"{year}-{month:02}" <= last:
        months.append(f"{year}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def name_month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return capfirst(date_format(date(year, number, 1), "YEAR_MONTH_FORMAT"))
