from django import forms
from django.utils.translation import gettext_lazy as _

from companies.rubric import REASON_LENGTH
from values.forms import LongTextField


class StandingForm(forms.Form):
    """Why a company is suspended or reinstated."""

    reason = LongTextField(
        label=_("Reason"),
        help_text=_("The company’s people read it on their page and in a mail."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the company’s people read it.")},
    )
