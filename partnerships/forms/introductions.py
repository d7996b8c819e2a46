"""Consent to show one's contact: chosen item by item, nothing ticked beforehand."""

from collections.abc import Mapping

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Language
from partnerships.models import CONSENT_TEXT, ContactItem
from partnerships.queries.introductions import SEEN_LENGTH
from partnerships.services.consents import WAYS_TO_REACH, Reading
from values.formats.phrases import write_labelled
from values.forms import Typed


class ConsentForm(forms.Form):
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Contact details to share"),
        choices=ContactItem.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select the contact details to share with the other company.")},
    )
    is_agreed = forms.BooleanField(
        label=gettext_lazy(
            "I have read this and consent on behalf of my company. I am the contact person, or the "
            "contact person consents too."
        ),
        error_messages={"required": gettext_lazy("Select this if you consent; otherwise nothing is shared.")},
    )
    text_version = forms.CharField(widget=forms.HiddenInput, max_length=20)
    language = forms.ChoiceField(widget=forms.HiddenInput, choices=Language)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=SEEN_LENGTH)

    def __init__(self, data: Typed | None = None, *, offered: Mapping[str, str], language: str, seen: str) -> None:
        """`offered` are the filled-in items of the contact with what they hold, for their own company to see."""
        super().__init__(data, initial={"text_version": CONSENT_TEXT, "language": language, "seen": seen})
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (item, write_labelled(capfirst(ContactItem(item).label), value)) for item, value in offered.items()
        ]

    def clean_items(self) -> list[str]:
        items: list[str] = self.cleaned_data["items"]
        if not WAYS_TO_REACH & set(items):
            raise forms.ValidationError(
                _("Select the e-mail address or the telephone number: otherwise nobody can contact you.")
            )
        return items

    def reading(self) -> Reading:
        data = self.cleaned_data
        return Reading(**{name: data[name] for name in ("text_version", "language", "items", "seen")})
