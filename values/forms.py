"""What Django's forms are made with, for those of ours that need something besides."""

from collections.abc import Iterable, Mapping, MutableMapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from values.addresses import read_email, read_website
from values.errors import ReadingError
from values.formats.numbers import write_number
from values.links import require_web_address
from values.phones import read_phone
from values.quantities import read_count, read_measure
from values.text import clean_line, clean_paragraphs, count_characters
from values.years import FIRST_YEAR, read_day, read_year

Typed = Mapping[str, object]
"""What was typed, by the fields' names: a QueryDict, or any other mapping."""


class FormOptions(TypedDict, total=False):
    initial: MutableMapping[str, Any] | None
    prefix: str | None


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class MostCharacters(MaxLengthValidator):
    """At most so many characters as a person counts them, and as the counter beside the field does."""

    def clean(self, x: object) -> int:
        return count_characters(str(x))


def count_as_people(validators: Iterable[object]) -> list[Any]:
    """The validators of a field of text, with its limit of length in characters as a person counts them."""
    return [_as_people_count(own) for own in validators]


def _as_people_count(validator: object) -> object:
    if type(validator) is not MaxLengthValidator:
        return validator
    return MostCharacters(validator.limit_value, message=validator.message)


class LineField(forms.CharField):
    """One line of text, whatever was pasted into it; its length is that of the column, in code points."""

    def to_python(self, value: object) -> str:
        return clean_line(str(super().to_python(value) or ""))


class ReadField(LineField):
    """One line that is read as a value of some kind; what cannot be read is refused in the reader's words."""

    defaults: ClassVar[Mapping[str, object]] = {"required": False, "max_length": 80}
    attributes: ClassVar[Mapping[str, str]] = {"inputmode": "numeric"}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**self.defaults, "widget": forms.TextInput(attrs={**self.attributes}), **options})

    def clean(self, value: object) -> object:
        text = super().clean(value)
        if not text:
            return self.nothing()
        try:
            return self.read(text)
        except ReadingError as error:
            raise ValidationError(str(error), code="invalid") from error

    def nothing(self) -> object:
        return None

    def read(self, text: str) -> object:
        raise NotImplementedError

    def has_changed(self, initial: object, data: object) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class CountField(ReadField):
    """A whole number as people write it: `250.000` is a quarter of a million."""

    def __init__(self, *, highest: int, label: object, help_text: object = "") -> None:
        self.highest = highest
        super().__init__(label=label, help_text=help_text)

    def read(self, text: str) -> int:
        return read_count(text, lowest=0, highest=self.highest)

    def prepare_value(self, value: object) -> object:
        return write_number(value) if isinstance(value, int) else value


class MeasureField(ReadField):
    """A number with decimals, as the language of its reader writes them."""

    attributes = {"inputmode": "decimal"}

    def __init__(self, *, highest: Decimal, decimals: int, label: object, help_text: object = "") -> None:
        self.highest, self.decimals = highest, decimals
        super().__init__(label=label, help_text=help_text)

    def read(self, text: str) -> Decimal:
        return round(read_measure(text, lowest=Decimal(0), highest=self.highest), self.decimals)

    def prepare_value(self, value: object) -> object:
        return write_number(float(value), self.decimals) if isinstance(value, Decimal) else value


class YearField(ReadField):
    """A year that is not to come, also of a whole date."""

    def read(self, text: str) -> int:
        return read_year(text, earliest=FIRST_YEAR, latest=timezone.localdate().year)


class PhoneField(ReadField):
    """A telephone number; one without a code of its country is one of `country`, which a form may set."""

    attributes = {"type": "tel", "autocomplete": "tel"}
    country = ""

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        return read_phone(text, self.country)


class MailAddressField(ReadField):
    """An address of mail, whatever stands around it."""

    defaults = {"max_length": 254}
    attributes = {"type": "email", "autocomplete": "email"}

    def read(self, text: str) -> str:
        return read_email(text)


class WebAddressField(forms.URLField):
    """An address of a page, with https where none is said."""

    default_validators = [require_web_address]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"assume_scheme": "https"} | options)

    def to_python(self, value: object) -> str:
        text = clean_line(str(value or ""))
        try:
            return read_website(text) if text else ""
        except ReadingError as error:
            raise ValidationError(str(error), code="invalid") from error


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

    def to_python(self, value: str | datetime | date | None) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_day(value)
        except ReadingError as error:
            raise ValidationError(str(error), code="invalid") from error


class LongTextField(forms.CharField):
    """Several lines; a line end counts as one character."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea} | options)
        self.validators = count_as_people(self.validators)

    def to_python(self, value: object) -> str:
        cleaned = clean_paragraphs(str(super().to_python(value) or ""))
        return cleaned.strip() if self.strip else cleaned  # what could not be seen may have hidden a space


TEXT_FORM_FIELDS: dict[Any, dict[str, Any]] = {
    models.CharField: {"form_class": LineField},
    models.TextField: {"form_class": LongTextField},
}
"""For `formfield_overrides` of the administration."""
