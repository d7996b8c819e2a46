"""Forms of the door: whom to look for, and who comes without a place."""

from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Company
from events.services.registrations import Guest
from values.forms import FormOptions, LineField, Typed


class CompanySearchForm(forms.Form):
    text = LineField(label=_("Company name or registration number"), max_length=200)


class WalkInForm(forms.Form):
    """Who it is; `company` is chosen among those that were found."""

    company = forms.ModelChoiceField(Company.objects.acting(), to_field_name="public_id", label=_("Company"))
    name = LineField(label=_("Name on the badge"), max_length=120)
    role = LineField(label=_("Position in the company"), max_length=80, required=False)

    def guest(self) -> Guest:
        return Guest(self.cleaned_data["name"], self.cleaned_data["role"])


class DoorSearchForm(forms.Form):
    """What the list of the day is narrowed by; every choice travels in the address."""

    q = LineField(label=_("Name or company"), max_length=100, required=False)
    show = forms.ChoiceField(
        required=False,
        choices=[
            ("", pgettext_lazy("participants", "All")),
            ("missing", pgettext_lazy("participants", "Not here yet")),
            ("arrived", pgettext_lazy("participants", "Here")),
        ],
    )

    def __init__(self, data: Typed | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["q"].widget.attrs |= {"type": "search", "autocomplete": "off", "enterkeyhint": "search"}

    def wanted(self) -> tuple[str, str]:
        """Text and state; what was not understood narrows nothing."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("show", "")
