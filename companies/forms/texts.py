"""What the forms of the room are made of: drafts are shown unjudged, and no text is cut off while typing."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from values.errors import SiteInNameError
from values.sites import refuse_site


class Draftable(forms.BaseForm):
    """A form that may show what was typed without judging it: set `is_draft` before its errors are looked at."""

    is_draft = False

    def full_clean(self) -> None:
        if self.is_draft:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        else:
            super().full_clean()


class StepForm(Draftable, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A step of the profile: what is in order in it can be saved while the rest is not."""

    @classmethod
    def names(cls) -> Sequence[str]:
        """The columns this step writes."""
        return tuple(cls._meta.fields or ())

    def fields_to_save(self) -> dict[str, object]:
        """Every column whose entry is in order, also when others are not."""
        return {name: self.cleaned_data[name] for name in self.names() if name in self.cleaned_data}


class NamedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Names or titles something: none of them holds the address of a site, but a company's own."""

    named: ClassVar[Sequence[str]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.named:
            try:
                refuse_site(str(cleaned.get(name) or ""), website=str(cleaned.get("website") or ""))
            except SiteInNameError as error:
                self.add_error(name, str(error))
        return cleaned


class _Counted(forms.Widget):
    """A paste that is too long is refused with words, never cut silently."""

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        attributes = context["widget"]["attrs"]
        if limit := attributes.pop("maxlength", None):
            attributes["data-limit"] = limit
        return context


class OneLine(_Counted, forms.TextInput):
    """A line of text."""


class LimitedTextarea(_Counted, forms.Textarea):
    """Several lines of text with at most `limit` characters, counted live where scripts run."""

    def __init__(self, limit: int, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs={"data-limit": limit, **(attrs or {})})

    def value_from_datadict(
        self, data: Mapping[str, object], files: "MultiValueDict[str, UploadedFile[bytes]]", name: str
    ) -> object:
        """Browsers send each line end as two characters; the counter and the limit know one."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value
