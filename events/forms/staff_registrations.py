"""What staff fill in about registrations: which to show, what to decide, whom to invite."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import RegistrationStatus
from values.forms import FilterForm, LineField, LongTextField

CONFIRM, DECLINE = "confirm", "decline"


class RegistrationFilterForm(FilterForm):
    """Arguments of `queries.registrations.registrations_to_show`."""

    status = forms.ChoiceField(
        label=pgettext_lazy("registration", "Status"),
        choices=[("", pgettext_lazy("filter: status of a registration", "Any")), *RegistrationStatus.choices],
        required=False,
    )
    text = LineField(label=_("Company"), max_length=100, required=False)


class DecisionForm(forms.Form):
    """`chosen` names each registration with the state in which it was seen: `id:status`."""

    decision = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (DECLINE, DECLINE)])
    reason = LongTextField(
        label=_("Reason, if you decline"),
        help_text=_("The company will see the reason."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def ticked(self) -> list[str]:
        return self.data.getlist("chosen") if isinstance(self.data, QueryDict) else []

    def chosen(self) -> list[tuple[str, str]]:
        """(public id, status seen) of each registration ticked."""
        parts = [entry.partition(":") for entry in self.ticked()]
        return [(public_id, seen) for public_id, _colon, seen in parts]


class CancellationForm(forms.Form):
    reason = LongTextField(
        label=_("Reason"),
        help_text=_("You do not have to give a reason."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
