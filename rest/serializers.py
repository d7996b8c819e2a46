"""Request bodies that say only what they may, and what every list and every list of changes is wrapped in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from values.addresses import read_website
from values.errors import ReadingError
from values.forms import count_as_people
from values.links import require_web_address
from values.quantities import read_count
from values.text import clean_line, clean_paragraphs
from values.years import FIRST_YEAR, read_year

T = TypeVar("T")
MOST = 10**15


class ApiSerializer(serializers.Serializer[object]):
    """Serializes any object by its declared fields; `example` holds what the description shows where a kind cannot."""

    example: ClassVar[dict[str, object]] = {}


class StrictSerializer(ApiSerializer):
    """Refuses members it does not know and those that are read only, so that nothing is dropped in silence."""

    def to_internal_value(self, data: object) -> object:
        if isinstance(data, dict):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted(set(data) - writable)
            if unknown:
                raise serializers.ValidationError({name: _refusal() for name in unknown})
        return super().to_internal_value(data)


class NothingSerializer(StrictSerializer):
    """The body of a step that needs no words: none, or an object without members."""


def require_nothing(request: Request) -> None:
    """Raises ValidationError for a step that is sent members: none of them would do anything."""
    NothingSerializer(data=request.data).is_valid(raise_exception=True)


def _refusal() -> list[serializers.ErrorDetail]:
    text = _("This field cannot be set here. Leave it out.")
    return [serializers.ErrorDetail(text, code="unknown")]


@cache
def _make(kind: type[ApiSerializer]) -> ApiSerializer:
    return kind()


def serialize(kind: type[ApiSerializer], row: object) -> dict[str, object]:
    """`row` as serializers of this kind tell it; the one that does is made once, for that costs more than to use it."""
    told: dict[str, object] = _make(kind).to_representation(row)
    return told


class TextField(serializers.CharField):
    """Several lines of text as a form keeps them; line ends are one character. NUL is refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = count_as_people(self.validators)

    def to_internal_value(self, data: str) -> str:
        return self._cleaned(super().to_internal_value(data), clean_paragraphs)

    def _cleaned(self, text: str, clean: Callable[[str], str]) -> str:
        if "\0" in text:  # which a validator refuses
            return text
        cleaned = clean(text).strip()
        if not cleaned and not self.allow_blank:
            self.fail("blank")
        return cleaned


class WebAddressField(serializers.URLField):
    """An address of a page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [require_web_address, *(own for own in self.validators if not isinstance(own, URLValidator))]

    def to_internal_value(self, data: str) -> str:
        text = clean_line(super().to_internal_value(data))
        return _read(read_website, text) if text else ""


def _read(reader: Callable[[str], T], text: str) -> T:
    try:
        return reader(text)
    except ReadingError as error:
        raise serializers.ValidationError(str(error), code="invalid") from error


class CountField(serializers.IntegerField):
    """A whole number, or a text that a form would read as one: `"250.000"` is a quarter of a million."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, str):
            return super().to_internal_value(data)
        return int(
            _read(
                lambda text: read_count(text, lowest=self.min_value or 0, highest=self.max_value or MOST),
                clean_line(data),
            )
        )


class YearField(serializers.IntegerField):
    """A year that is not to come; of a text that names a day, its year."""

    def __init__(self) -> None:
        super().__init__(min_value=FIRST_YEAR, max_value=9999, required=False, allow_null=True)

    def to_internal_value(self, data: str | float) -> int:
        if not isinstance(data, str):
            return super().to_internal_value(data)
        return _read(lambda text: read_year(text, latest=timezone.localdate().year), clean_line(data))


class MomentField(serializers.DateTimeField):
    """A moment that somebody can mean: reckoning with it does not end where the calendar of Python ends."""

    YEARS = range(1900, 2200)

    def to_internal_value(self, value: datetime | str) -> datetime:
        found: datetime | None = None
        with suppress(OverflowError):
            found = super().to_internal_value(value)
        if found is None or found.year not in self.YEARS:
            self.fail("overflow")
        return found


class LineField(TextField):
    """One line of text as a form keeps it."""

    def to_internal_value(self, data: str) -> str:
        return self._cleaned(super().to_internal_value(data), clean_line)


class PageSerializer(ApiSerializer):
    """One page of a list."""

    example = {"count": 1}
    count = serializers.IntegerField(help_text="Total number of entries.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class ChangeSerializer(ApiSerializer):
    """One change."""

    id = serializers.CharField()
    modified_at = serializers.DateTimeField()
    is_public = serializers.BooleanField(help_text="Whether it is public now; if not, delete it from your copy.")
    is_deleted = serializers.BooleanField()


class PrivateChangeSerializer(ChangeSerializer):
    is_public = serializers.BooleanField(help_text="Always false: visible only to staff and the two companies.")


class ChangePageSerializer(ApiSerializer):
    """One page of changes."""

    example = {"cursor": "MjAyNi0xMS0yNFQwODozMDowMCswMDowMHxrM3Y5eDJtNHFh"}
    cursor = serializers.CharField(help_text="Send this with your next request to get later changes.")
    next = serializers.URLField(allow_null=True, help_text="Null if there are no further changes at the moment.")
