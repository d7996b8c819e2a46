from collections.abc import Callable
from urllib.parse import parse_qsl

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from directory.forms.directory import SIZE_CHOICES
from directory.forms.filters import town_label
from directory.models import AlertFrequency, DocumentType
from taxonomy.sectors import name_sector
from taxonomy.vocabulary import CooperationRole, CooperationType, Country, DigitalTechnology, GreenObjective
from values.forms import LineField

ENUMERATIONS = {
    "country": Country,
    "green": GreenObjective,
    "digital": DigitalTechnology,
    "type": CooperationType,
    "role": CooperationRole,
}
PHRASES: dict[str, Callable[[str], str]] = {
    "q": lambda value: gettext("“%(text)s”") % {"text": value},
    "city": lambda value: town_label(value, get_language() or "en"),
    "nace": lambda value: name_sector(value, get_language() or "en"),
    "trl": lambda value: gettext("TRL %(level)s") % {"level": value},
    "size": lambda value: gettext("%(range)s employees") % {"range": dict(SIZE_CHOICES).get(value, value)},
}
LONGEST_NAME = 80
NOT_KEPT = ("page", "document_type", "csrfmiddlewaretoken")
LONGEST_QUERY = 2000


def canonical_query(parameters: QueryDict) -> str:
    """The parameters as a query string: sorted, without repeats, empty values and the number of the page."""
    pairs = {(name, value) for name in parameters for value in parameters.getlist(name) if value.strip()}
    kept = QueryDict(mutable=True)
    for name, value in sorted(pairs):
        if name not in NOT_KEPT:
            kept.appendlist(name, value)
    return kept.urlencode()


def describe_search(query: str) -> list[str]:
    """Everything a search asks for, in the reader's words; the order of results is left out."""
    told = (_describe(name, value) for name, value in parse_qsl(query))
    return [words for words in told if words]


def _describe(name: str, value: str) -> str:
    if name in ENUMERATIONS:
        labels = dict(ENUMERATIONS[name].choices)
        return str(labels.get(value, ""))
    return PHRASES[name](value) if name in PHRASES else ""


class SavedSearchForm(forms.Form):
    """What a person decides about a saved search."""

    name = LineField(
        label=_("Name of the search"),
        max_length=LONGEST_NAME,
        help_text=_("This helps you recognise the search in your list and in e-mails."),
    )
    frequency = forms.ChoiceField(
        label=_("E-mails about new results"),
        choices=AlertFrequency,
        initial=AlertFrequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("Sent in the morning, and only if there is something new. Weekly e-mails are sent on Mondays."),
    )


class SearchToSaveForm(forms.Form):
    """What the address of the page names: the document type, and beside it the directory's own parameters."""

    document_type = forms.ChoiceField(choices=DocumentType)

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        self.query = canonical_query(parameters)

    def suggest_name(self) -> str:
        """What is searched, as far as a name may be long."""
        return Truncator(", ".join(describe_search(self.query))).chars(LONGEST_NAME)

    def clean(self) -> dict[str, object]:
        if len(self.query) > LONGEST_QUERY:
            raise ValidationError(_("This search is too long to be saved. Shorten the text or choose fewer filters."))
        return {**self.cleaned_data, "query": self.query}
