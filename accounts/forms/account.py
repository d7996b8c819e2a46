"""The package's forms, in our words: one label for one thing, and no grey text in a field that repeats it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as library
from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LABELS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("Confirm the new password"),
}


class OurWords(forms.Form):
    """Mixed in before a form of the package; a form may call a field otherwise, or help with it otherwise."""

    labels: ClassVar = LABELS
    helps: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, library.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Address and password."""


class SignupForm(OurWords, library.SignupForm):  # type: ignore[misc]
    """Takes as long for an address that has an account as for one that has none."""

    labels = LABELS | {"password1": _("Password"), "password2": _("Confirm the password")}

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """Hashing a password is what takes time: here too, where there is no account to keep it in."""
        if self.account_already_exists:
            get_user_model()().set_password(self.cleaned_data["password1"])
        user, response = super().try_save(request)
        return user, response


class AddAddressForm(OurWords, library.AddEmailForm):  # type: ignore[misc]
    """Another address of the same person."""


class ChangePasswordForm(OurWords, library.ChangePasswordForm):  # type: ignore[misc]
    """The old one, and twice the new one. The page itself leads to a new password: the field need not say it too."""

    helps = {"oldpassword": ""}


class SetPasswordForm(OurWords, library.SetPasswordForm):  # type: ignore[misc]
    """For an account that has none."""


class ResetPasswordForm(OurWords, library.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""


class ResetPasswordKeyForm(OurWords, library.ResetPasswordKeyForm):  # type: ignore[misc]
    """What the link leads to."""


class PasswordAgainForm(OurWords, library.ReauthenticateForm):  # type: ignore[misc]
    """Before something that changes who may act."""
