from typing import Unpack

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import TOKEN_LIFETIMES, Language, TimeZone, TokenScope, User
from values.forms import FormOptions, LineField, Typed


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language)
    next = LineField(required=False, max_length=2000)


class SignupDetailsForm(forms.Form):
    """What sign-up asks besides the address and the password; allauth mixes this in."""

    full_name = LineField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = forms.ChoiceField(label=_("Where you work"), choices=TimeZone)
    field_order = ["full_name", "email", "time_zone", "password1", "password2"]

    def signup(self, _request: HttpRequest, user: User) -> None:
        """What allauth calls once the account exists."""
        user.full_name = self.cleaned_data["full_name"]
        user.time_zone = self.cleaned_data["time_zone"]
        user.language = (get_language() or "en")[:2]
        user.save(update_fields=["full_name", "time_zone", "language"])


class TokenForm(forms.Form):
    """A new key for a program; the scope for staff's work is offered to staff alone."""

    name = LineField(
        label=_("Name"),
        max_length=60,
        help_text=_("Which program will use it, so that you know later which one to revoke."),
    )
    scope = forms.ChoiceField(label=_("What it may do"), widget=forms.RadioSelect, initial=TokenScope.READ)
    days = forms.TypedChoiceField(label=_("Valid for"), coerce=int, initial=90)

    def __init__(self, data: Typed | None = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        scopes = [choice for choice in TokenScope.choices if choice[0] != TokenScope.STAFF or user.is_reviewer]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(count)d day", "%(count)d days", days) % {"count": days}) for days in TOKEN_LIFETIMES
        ]
