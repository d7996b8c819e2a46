from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import CooperationType, Country, DigitalTechnology, GreenObjective


class CompanyFilterForm(forms.Form):
    """What a visitor may narrow the list of companies by; every field may stay empty."""

    country = forms.ChoiceField(label=_("Country"), choices=[("", _("all")), *Country.choices], required=False)
    green = forms.ChoiceField(
        label=_("Green objective"), choices=[("", _("all")), *GreenObjective.choices], required=False
    )

    def chosen(self) -> dict[str, str]:
        """The fields that were filled in validly, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProjectFilterForm(CompanyFilterForm):
    digital = forms.ChoiceField(
        label=_("Digital technology"), choices=[("", _("all")), *DigitalTechnology.choices], required=False
    )
    cooperation = forms.ChoiceField(
        label=_("Cooperation"), choices=[("", _("all")), *CooperationType.choices], required=False
    )
