"""Which period and which breakdown the insights show; every choice travels in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.insights.pages import BREAKDOWNS
from partnerships.insights.periods import PeriodForm

BREAKDOWN_NAMES = {
    "country": _("Country"),
    "sector": _("Sector"),
    "green": _("Environmental objective"),
    "cooperation": _("Type of cooperation"),
    "month": _("Month"),
}


class InsightsForm(PeriodForm):
    by = forms.ChoiceField(
        label=_("Broken down by"),
        required=False,
        choices=[("", _("All breakdowns")), *((name, BREAKDOWN_NAMES[name]) for name in BREAKDOWNS)],
    )

    def breakdowns(self) -> tuple[str, ...]:
        self.is_valid()
        return (chosen,) if (chosen := self.cleaned_data.get("by")) else BREAKDOWNS
