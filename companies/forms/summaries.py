"""The form of what a company says of itself in other languages."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Language
from companies.forms.texts import LimitedTextarea
from companies.models import Company
from translation.queries import offered
from translation.texts import words_of
from values.forms import LongTextField, Typed

LIMIT = 1000


class SummariesForm(forms.Form):
    """One text for each language but the original's; what a machine made is there to be corrected."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of your original text"),
        choices=[("", pgettext_lazy("language of a text", "Recognised automatically")), *Language.choices],
        required=False,
        help_text=gettext_lazy("Change this only if this is not the language of your text."),
    )

    def __init__(self, data: Typed | None = None, *, company: Company) -> None:
        super().__init__(data)
        self.words = words_of(company.summary, company.summary_language, company)
        self.initial["language"] = company.summary_language
        for code, name in Language.choices:
            if code != self.words.language:
                widget = LimitedTextarea(limit=LIMIT, attrs={"rows": 4, "lang": code})
                self.fields[code] = LongTextField(label=name, max_length=LIMIT, required=False, widget=widget)
                self.initial[code] = offered(self.words, code)

    def texts(self) -> dict[str, str]:
        """By language."""
        return {code: self.cleaned_data[code] for code in Language.values if code in self.cleaned_data}
