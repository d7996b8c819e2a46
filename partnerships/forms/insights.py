"""Which period and which breakdown the insights show; every choice travels in the address."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.insights.pages import BREAKDOWNS
from partnerships.queries.cases import Period
from values.forms import DayField

BREAKDOWN_NAMES = {
    "country": _("Country"),
    "sector": _("Sector"),
    "green": _("Environmental objective"),
    "cooperation": _("Type of cooperation"),
    "month": _("Month"),
}


class InsightsForm(forms.Form):
    start = DayField(label=_("First day"), required=False)
    end = DayField(label=_("Last day"), required=False)
    by = forms.ChoiceField(
        label=_("Broken down by"),
        required=False,
        choices=[("", _("No breakdown")), *((name, BREAKDOWN_NAMES[name]) for name in BREAKDOWNS)],
    )

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

    def breakdowns(self) -> tuple[str, ...]:
        self.is_valid()
        return (chosen,) if (chosen := self.cleaned_data.get("by")) else BREAKDOWNS


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
