from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from companies.models import AlertFrequency, Shelf

NOT_KEPT = ("page", "shelf", "csrfmiddlewaretoken")
LONGEST_QUERY = 2000


def canonical_query(parameters: QueryDict) -> str:
    """The parameters as a query string: sorted, without repeats, empty values and the number of the page."""
    pairs = {(name, value) for name in parameters for value in parameters.getlist(name) if value.strip()}
    kept = QueryDict(mutable=True)
    for name, value in sorted(pairs):
        if name not in NOT_KEPT:
            kept.appendlist(name, value)
    return kept.urlencode()


class SavedSearchForm(forms.Form):
    """What a person decides about a saved search."""

    name = forms.CharField(
        label=_("Name of the search"), max_length=80, help_text=_("So that you recognise it in your list and in mails.")
    )
    frequency = forms.ChoiceField(
        label=_("Mail about new results"),
        choices=AlertFrequency,
        initial=AlertFrequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("In the morning, and only when there is something new. Weekly mails come on Mondays."),
    )


class SearchToSaveForm(forms.Form):
    """What the address of the page names: the shelf, and beside it the directory's own parameters."""

    shelf = forms.ChoiceField(choices=Shelf)

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        self.query = canonical_query(parameters)

    def clean(self) -> dict[str, Any]:
        if len(self.query) > LONGEST_QUERY:
            raise ValidationError(_("This search is too long to be saved. Shorten the text or choose fewer filters."))
        return {**self.cleaned_data, "query": self.query}
