from django import forms
from django.utils.translation import gettext_lazy as _

from events.calendars.zones import is_zone
from values.forms import LineField


class ZoneForm(forms.Form):
    """By which clock a visitor reads times."""

    zone = LineField(
        label=_("Time zone"),
        max_length=64,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"]
        if not is_zone(zone):
            raise forms.ValidationError(
                _("There is no such time zone. Choose one from the list, for example Europe/Luxembourg or Asia/Seoul.")
            )
        return zone
