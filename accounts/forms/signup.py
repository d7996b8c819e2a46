from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import TimeZone, User
from values.formats.locales import reader_language
from values.forms import LineField
from values.sites import validate_no_site


class SignupDetailsForm(forms.Form):
    """What sign-up asks besides the address and the password; allauth mixes this in."""

    full_name = LineField(
        label=_("Your name"),
        max_length=120,
        validators=[validate_no_site],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(label=_("Where you work"), choices=TimeZone)
    field_order = ["full_name", "email", "time_zone", "password1", "password2"]

    def signup(self, _request: HttpRequest, user: User) -> None:
        """What allauth calls once the account exists."""
        user.full_name = self.cleaned_data["full_name"]
        user.time_zone = self.cleaned_data["time_zone"]
        user.language = reader_language()
        user.save(update_fields=["full_name", "time_zone", "language"])
