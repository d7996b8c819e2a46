"""What a visitor may ask the directory: every address is a question, whoever wrote it."""

from typing import TypedDict

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from directory.search.facets import FACETS, LARGEST
from taxonomy.vocabulary import CooperationRole, CooperationType, Country, DigitalTechnology, GreenObjective
from values.text import clean_line

LONGEST_TEXT = 1_000
SORT_CHOICES = [("relevance", _("Relevance")), ("newest", _("Newest first")), ("fit", _("Fit with my projects"))]
SIZE_LABELS = {
    "0-9": pgettext_lazy("number of employees", "0–9"),
    "10-49": pgettext_lazy("number of employees", "10–49"),
    "50-249": pgettext_lazy("number of employees", "50–249"),
    LARGEST: pgettext_lazy("number of employees", "250+"),
}
"""Employees, as the EU definition cuts them."""


class CutTextField(forms.CharField):
    """A text of any length: the beginning counts, and what no database holds is left out."""

    def to_python(self, value: object) -> str:
        return clean_line(str(value or "").replace("\0", " "))[:LONGEST_TEXT].strip()


class OpenChoiceField(forms.MultipleChoiceField):
    """Several values of a list that grows with the data, such as cities."""

    def valid_value(self, _value: str) -> bool:
        return True


class Question(TypedDict):
    """What search_directory is asked, as far as the form was valid."""

    text: str
    facets: dict[str, list[str]]
    sort: str
    is_exact: bool


class DirectorySearchForm(forms.Form):
    """`question()` is what search_directory takes; a value that does not exist is named and narrows nothing."""

    q = CutTextField(label=_("What are you looking for?"), required=False)
    country = forms.MultipleChoiceField(label=_("Country"), choices=Country, required=False)
    city = OpenChoiceField(label=_("City"), required=False)
    nace = OpenChoiceField(label=_("Sector (NACE Rev. 2)"), required=False)
    green = forms.MultipleChoiceField(label=_("Environmental objective"), choices=GreenObjective, required=False)
    digital = forms.MultipleChoiceField(label=_("Digital technology"), choices=DigitalTechnology, required=False)
    type = forms.MultipleChoiceField(
        label=pgettext_lazy("filter: type of cooperation", "Cooperation"), choices=CooperationType, required=False
    )
    role = forms.MultipleChoiceField(label=_("Role"), choices=CooperationRole, required=False)
    trl = forms.MultipleChoiceField(
        label=_("Technology readiness level"),
        choices=[(str(level), str(level)) for level in range(1, 10)],
        required=False,
    )
    size = forms.MultipleChoiceField(label=_("Employees"), choices=list(SIZE_LABELS.items()), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), choices=SORT_CHOICES, required=False)
    exact = forms.BooleanField(required=False)

    def question(self) -> Question:
        """`text`, `facets`, `sort` and `is_exact` as far as they were valid."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "text": given.get("q", ""),
            "facets": {facet: given[facet] for facet in FACETS if given.get(facet)},
            "sort": given.get("sort", ""),
            "is_exact": given.get("exact", False),
        }

    def sorts(self, user: User | AnonymousUser) -> list[tuple[str, str | Promise]]:
        """The orders open to this person, by value; the first is the one without any, so that a text typed later is
        ordered by relevance."""
        labels = dict(SORT_CHOICES)
        sorts: list[tuple[str, str | Promise]] = [("", labels["newest"])]
        if self.question()["text"]:
            sorts = [("", labels["relevance"]), ("newest", labels["newest"])]
        return [*sorts, ("fit", labels["fit"])] if user.is_authenticated else sorts

    @property
    def is_cut(self) -> bool:
        """Whether the text was longer than is looked for."""
        return len(str(self.data.get("q") or "")) > LONGEST_TEXT
