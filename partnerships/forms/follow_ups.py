from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.services.follow_ups import FollowUpOutcome
from values.forms import CountField, LongTextField, MeasureField
from values.money.forms import AMOUNT_HELP, AmountField, CurrencyField, clean_money

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


class FollowUpForm(forms.Form):
    """What became of an agreement; only the first question needs an answer."""

    is_lasting = forms.ChoiceField(
        label=_("Is the cooperation continuing?"), choices=YES_OR_NO, widget=forms.RadioSelect
    )
    turnover = AmountField(label=_("Turnover from the cooperation so far"), help_text=AMOUNT_HELP)
    turnover_currency = CurrencyField(label=_("Currency of the turnover"))
    jobs = CountField(label=_("Jobs created or retained"), highest=10**6)
    tonnes_co2 = MeasureField(
        label=_("Tonnes of CO₂ avoided"),
        help_text=_("Your own estimate is welcome; it is recorded as stated by your company."),
        highest=Decimal(10**11 - 1),
        decimals=1,
    )
    comment = LongTextField(
        label=_("Anything else?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        clean_money(self, "turnover", "turnover_currency")
        return cleaned

    def outcome(self) -> FollowUpOutcome:
        data = self.cleaned_data
        return FollowUpOutcome(**data | {"is_lasting": data["is_lasting"] == "yes"})
