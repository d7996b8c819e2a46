"""What Django's forms are made with, for those of ours that need something besides."""

from collections.abc import Mapping, MutableMapping
from datetime import date
from typing import Any, TypedDict

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from values.links import require_web_address
from values.text import clean_line, clean_paragraphs

Typed = Mapping[str, object]
"""What was typed, by the fields' names: a QueryDict, or any other mapping."""


class FormOptions(TypedDict, total=False):
    initial: MutableMapping[str, Any] | None
    prefix: str | None


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class LineField(forms.CharField):
    """One line of text, whatever was pasted into it."""

    def to_python(self, value: object) -> str:
        return clean_line(str(super().to_python(value) or ""))


class WebAddressField(forms.URLField):
    """An address of a page, with https where none is said."""

    default_validators = [require_web_address]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"assume_scheme": "https"} | options)


class FilterForm(forms.Form):
    """What a list is narrowed by: texts and choices. What was not understood is left out, not refused."""

    def filters(self) -> dict[str, str]:
        """What was chosen, by the names of the fields, which are those of the arguments of a query."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DayField(forms.DateField):
    """A day that somebody can mean: beyond these, reckoning with it ends where the calendar of Python ends."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]


class LongTextField(forms.CharField):
    """Several lines; a line end counts as one character."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea} | options)

    def to_python(self, value: object) -> str:
        return clean_paragraphs(str(super().to_python(value) or ""))


TEXT_FORM_FIELDS: dict[Any, dict[str, Any]] = {
    models.CharField: {"form_class": LineField},
    models.TextField: {"form_class": LongTextField},
}
"""For `formfield_overrides` of the administration."""
