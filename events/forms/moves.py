"""Steps in the life of an event, and filters of the lists of events."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import EventFormat
from taxonomy.vocabulary import Country, GreenObjective
from values.forms import DayField, LongTextField

ONLINE = "online"


class CancelForm(forms.Form):
    reason = LongTextField(
        label=_("Reason for the cancellation"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone who registered will see the reason, and it appears on the event’s page."),
    )


class DuplicateForm(forms.Form):
    day = DayField(label=_("First day of the new event"))


class EventFilterForm(forms.Form):
    place = forms.ChoiceField(
        label=_("Place"),
        required=False,
        choices=[
            ("", pgettext_lazy("filter: place of an event", "Anywhere")),
            *Country.choices,
            (ONLINE, pgettext_lazy("place of an event", "Online")),
        ],
    )
    format = forms.ChoiceField(
        label=_("Kind of event"),
        required=False,
        choices=[("", pgettext_lazy("filter: kind of event", "All kinds")), *EventFormat.choices],
    )
    green = forms.ChoiceField(
        label=_("Environmental objective"),
        required=False,
        choices=[("", pgettext_lazy("filter: environmental objective", "Any")), *GreenObjective.choices],
    )

    def chosen(self) -> dict[str, str]:
        """What was not understood is left out, not refused."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
