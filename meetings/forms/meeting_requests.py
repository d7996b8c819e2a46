"""What a company fills in to ask for a meeting, and to decline one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language
from events.models import MeetingDecline
from taxonomy.vocabulary import Country
from values.forms import FilterForm, LineField, LongTextField

REASON_LENGTH = 400


class AskForm(forms.Form):
    reason = LongTextField(
        label=_("Why do you want to meet?"),
        help_text=_("One or two sentences: what you have in mind for the two companies."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-limit": REASON_LENGTH}),
    )
    language = forms.ChoiceField(label=_("Language of your texts"), choices=Language)


class DeclineMeetingForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why not?"), choices=[("", _("Choose…")), *MeetingDecline.choices])

    reason.error_messages["required"] = _("Choose a reason: the other company will see it.")


class PartnerFilterForm(FilterForm):
    """Arguments of `queries.fits.participants_for`."""

    country = forms.ChoiceField(
        label=_("Country"), choices=[("", pgettext_lazy("filter: country", "Any")), *Country.choices], required=False
    )
    text = LineField(label=_("Company or project"), max_length=100, required=False)
