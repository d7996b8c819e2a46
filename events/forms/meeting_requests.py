"""What a company fills in to ask for a meeting, and to decline one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from events.models import MeetingDecline
from values.forms import LongTextField

REASON_LENGTH = 400


class AskForm(forms.Form):
    receiver = forms.CharField(max_length=10, widget=forms.HiddenInput)
    reason = LongTextField(
        label=_("Why do you want to meet?"),
        help_text=_("One or two sentences: what you have in mind for the two companies."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-limit": REASON_LENGTH}),
    )
    language = forms.ChoiceField(label=_("Language of your texts"), choices=Language)


class DeclineMeetingForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why not?"), choices=[("", _("Choose…")), *MeetingDecline.choices])

    reason.error_messages["required"] = _("Choose a reason: the other company reads it.")
