from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from notifications import queries
from notifications.models import EmailKind, EmailStatus, Webhook
from notifications.models.webhooks import CHOSEN_KINDS
from notifications.services import Resolution
from values.forms import FilterForm, FormOptions, LineField, Typed


class EmailFilterForm(FilterForm):
    status = forms.ChoiceField(
        label=pgettext_lazy("message", "Status"),
        required=False,
        choices=[("", pgettext_lazy("filter: status", "Any")), *EmailStatus.choices],
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", pgettext_lazy("filter: kind of e-mail", "Any")), *EmailKind.choices],
    )


class ResolutionForm(forms.Form):
    answer = forms.ChoiceField(choices=Resolution)


class PreferencesForm(forms.Form):
    """One checkbox per kind of mail this person may switch."""

    def __init__(self, data: Typed | None = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        for kind, is_wanted in queries.preferences_of(user).items():
            self.fields[kind.value] = forms.BooleanField(label=kind.label, required=False, initial=is_wanted)

    def choices(self) -> dict[EmailKind, bool]:
        return {EmailKind(name): is_wanted for name, is_wanted in self.cleaned_data.items()}


class WebhookForm(forms.Form):
    """What may be changed of a webhook: all but its address."""

    name = LineField(
        label=_("Name"),
        max_length=60,
        help_text=_("The program that receives the messages, so that you can recognise the webhook later."),
    )
    events = forms.MultipleChoiceField(
        label=_("Events to send"),
        choices=[(kind.value, kind.label) for kind in CHOSEN_KINDS],
        widget=forms.CheckboxSelectMultiple,
    )


class NewWebhookForm(WebhookForm):
    address = LineField(
        label=pgettext_lazy("webhook", "Address"),
        max_length=Webhook._meta.get_field("address").max_length,
        help_text=_(
            "Where your program receives the messages, beginning with https://. It must be reachable from the internet."
        ),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    field_order = ["name", "address", "events"]
