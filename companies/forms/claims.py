from datetime import datetime

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from companies.rubric import REASON_LENGTH
from companies.services.claim_decisions import ClaimDecision
from values.forms import LongTextField


class ClaimForm(forms.Form):
    """A decision about a company's new name or number; `seen` is when what was read was said."""

    seen = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=[(decision.value, "") for decision in ClaimDecision], widget=forms.HiddenInput)
    reason = LongTextField(
        label=_("Reason, if you do not accept the change"),
        help_text=_("Shown to the members of the company in an e-mail."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_seen(self) -> datetime:
        try:
            seen = parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            seen = None
        if seen is None or seen.tzinfo is None:
            raise forms.ValidationError(_("Reload the page, then make your decision again."))
        return seen

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == ClaimDecision.REFUSE and not data.get("reason"):
            self.add_error("reason", _("Give the reason: the members of the company will see it."))
        return data
