import re
from collections.abc import Mapping, Sequence
from typing import Unpack

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from companies.models import REMARK_LENGTH
from companies.queries.edited_profiles import FieldEdit
from companies.queries.review_fields import label_of
from values.forms import FormOptions, LongTextField, Typed


class ChangeCheckForm(forms.Form):
    """A remark for each edited field, none when all is well; `last_id` is the latest edit that was read."""

    last_id = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Typed | None = None, *, names: Sequence[str], **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.names = names
        for name in names:
            self.fields[_key(name)] = LongTextField(
                label=_("Remark on “%(field)s”") % {"field": label_of(name)},
                max_length=REMARK_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def remarks(self) -> dict[str, str]:
        """The remarks that were written, by field name."""
        written = {name: self.cleaned_data.get(_key(name), "") for name in self.names}
        return {name: text for name, text in written.items() if text}

    def beside(self, edits: Mapping[str, FieldEdit]) -> list[tuple[FieldEdit, BoundField | None]]:
        """Each edit with the field for a remark on it."""
        return [(edit, self[_key(name)] if _key(name) in self.fields else None) for name, edit in edits.items()]


def _key(name: str) -> str:
    """The form's name for a field of the history, which may be one of a translation like `title (fr)`."""
    return "remark_" + re.sub(r"\W+", "_", name).strip("_")
