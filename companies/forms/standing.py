from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.rubric import REASON_LENGTH
from values.forms import LongTextField


class StandingForm(forms.Form):
    """Why a company is suspended or reinstated."""

    reason = LongTextField(
        label=pgettext_lazy("reason of a decision", "Reason"),
        help_text=_("The members of the company see this on their page and in an e-mail."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason: the members of the company will see it.")},
    )
