from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language
from partnerships.models.cases import STORY_LENGTH, TITLE_LENGTH
from partnerships.services.cases import CaseTexts, CaseWords
from taxonomy.vocabulary import GreenObjective
from values.forms import LineField, LongTextField
from values.sites import validate_no_site


class CaseWordsForm(forms.Form):
    """A case in one language; `version` is the one the person read."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = LineField(label=_("Title"), max_length=TITLE_LENGTH, validators=[validate_no_site])
    story = LongTextField(
        label=_("What the companies did"),
        help_text=_(
            "Who needed what, and how the two companies went about it. Write for someone who knows neither of them."
        ),
        max_length=STORY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    outcome = LongTextField(
        label=_("Results"),
        help_text=_("Figures if you can share them: energy, water or material saved, tonnes of CO₂, customers won."),
        max_length=STORY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def words(self) -> CaseWords:
        return CaseWords(**{name: self.cleaned_data[name] for name in CaseWords._fields})


class CaseForm(CaseWordsForm):
    language = forms.ChoiceField(label=_("Language of the text"), choices=Language)
    green_objectives = forms.MultipleChoiceField(
        label=_("Environmental objectives"), choices=GreenObjective, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["version", "language", "title", "story", "outcome", "green_objectives"]

    def texts(self) -> CaseTexts:
        return CaseTexts(**{name: self.cleaned_data[name] for name in CaseTexts._fields})


class CaseFilterForm(forms.Form):
    green = forms.ChoiceField(
        label=_("Environmental objective"),
        choices=[("", pgettext_lazy("filter: environmental objective", "Any")), *GreenObjective.choices],
        required=False,
    )

    def chosen(self) -> dict[str, str]:
        """What was not understood is left out, not refused."""
        self.is_valid()
        return {"green": self.cleaned_data.get("green", "")}
