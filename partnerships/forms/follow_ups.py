from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.services.follow_ups import FollowUpOutcome
from values.forms import LongTextField
from values.money.forms import AMOUNT_HELP, AmountField, CurrencyField, clean_money

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


class FollowUpForm(forms.Form):
    """What became of an agreement; only the first question needs an answer."""

    is_lasting = forms.ChoiceField(
        label=_("Is the cooperation continuing?"), choices=YES_OR_NO, widget=forms.RadioSelect
    )
    turnover = AmountField(label=_("Turnover from the cooperation so far"), help_text=AMOUNT_HELP)
    turnover_currency = CurrencyField(label=_("Currency of the turnover"))
    jobs = forms.IntegerField(label=_("Jobs created or retained"), min_value=0, max_value=10**6, required=False)
    tonnes_co2 = forms.DecimalField(
        label=_("Tonnes of CO₂ avoided"),
        help_text=_("Your own estimate is welcome; it is recorded as stated by your company."),
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=1,
        required=False,
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
