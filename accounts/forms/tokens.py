from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import TOKEN_LIFETIMES, TokenScope, User
from values.forms import FormOptions, LineField, Typed


class TokenForm(forms.Form):
    """A new key for a program; the scope for staff's work is offered to staff alone."""

    name = LineField(
        label=_("Name"),
        max_length=60,
        help_text=_("The program that will use the token, so that you can tell later which one to revoke."),
    )
    scope = forms.ChoiceField(label=_("Permissions"), widget=forms.RadioSelect, initial=TokenScope.READ)
    days = forms.TypedChoiceField(label=_("Valid for"), coerce=int, initial=90)

    def __init__(self, data: Typed | None = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        scopes = [choice for choice in TokenScope.choices if choice[0] != TokenScope.STAFF or user.is_reviewer]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(count)d day", "%(count)d days", days) % {"count": days}) for days in TOKEN_LIFETIMES
        ]
