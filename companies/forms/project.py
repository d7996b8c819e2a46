"""What a company fills in for a project, and for a translation of it."""

from collections.abc import Mapping
from typing import ClassVar, Unpack, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Language
from companies.forms.texts import Draftable, LimitedTextarea, NamedForm, OneLine
from companies.models import Project, ProjectTranslation
from companies.records import ProjectFields
from taxonomy.concepts import load_taxonomy, name_concept
from taxonomy.recognition import find_concepts
from taxonomy.vocabulary import PEER_TYPES, CooperationRole, CooperationType, DigitalTechnology, GreenObjective
from values.formats.locales import reader_language
from values.formats.phrases import write_labelled
from values.forms import FormOptions, LineField, LongTextField, Typed

MOST_COOPERATIONS = 3
MOST_CONCEPTS = 24
LEVELS = (
    (1, gettext_lazy("1 – basic principles observed")),
    (2, gettext_lazy("2 – concept formulated")),
    (3, gettext_lazy("3 – proof of concept")),
    (4, gettext_lazy("4 – validated in the laboratory")),
    (5, gettext_lazy("5 – validated in a relevant environment")),
    (6, gettext_lazy("6 – demonstrated in a relevant environment")),
    (7, gettext_lazy("7 – prototype in its operational environment")),
    (8, gettext_lazy("8 – complete and qualified")),
    (9, gettext_lazy("9 – proven in operation, on the market")),
)
ROLE_WORDS: Mapping[str, Promise] = {
    "provider": gettext_lazy("provided by your company"),
    "seeker": gettext_lazy("sought by your company"),
    "peer": gettext_lazy("equal partners"),
}
TEXTS = ("title", "summary", "offer", "seek")
TEXT_WIDGETS: dict[str, forms.Widget] = {
    "title": OneLine(),
    "summary": LimitedTextarea(limit=500, attrs={"rows": 4}),
    "offer": LimitedTextarea(limit=700, attrs={"rows": 7}),
    "seek": LimitedTextarea(limit=700, attrs={"rows": 7}),
}
TEXT_FIELDS: dict[str, type[forms.Field]] = {"title": LineField} | dict.fromkeys(TEXTS[1:], LongTextField)
TEXT_LABELS: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "offer": gettext_lazy("What your company offers"),
    "seek": gettext_lazy("What your company seeks"),
}


def cooperation_choices() -> list[tuple[str, str]]:
    """Every type with each role it allows, as `type:role`."""
    return [
        (f"{kind.value}:{role.value}", write_labelled(kind.label, ROLE_WORDS[role.value]))
        for kind in CooperationType
        for role in CooperationRole
        if role != CooperationRole.PEER or kind in PEER_TYPES
    ]


def suggest_concepts(texts: Mapping[str, str], language: str) -> list[str]:
    """The concepts that the texts name, those named most often first, then in their order of appearance."""
    counts: dict[str, int] = {}
    for name in TEXTS:
        for hit in find_concepts(texts.get(name) or "", language):
            counts[hit.code] = counts.get(hit.code, 0) + 1
    return sorted(counts, key=lambda code: -counts[code])[:MOST_CONCEPTS]


class ProjectForm(Draftable, NamedForm):
    named = ("title",)
    cooperations = forms.MultipleChoiceField(
        label=gettext_lazy("Types of cooperation"),
        choices=cooperation_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Select one to three types. Explain in the texts why you chose them and what the partner would do."
        ),
        error_messages={"required": gettext_lazy("Select at least one type of cooperation.")},
    )
    green_objectives = forms.MultipleChoiceField(
        label=gettext_lazy("Environmental objectives"),
        choices=GreenObjective.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What the project does for the environment. Select at least one."),
        error_messages={"required": gettext_lazy("Select at least one environmental objective.")},
    )
    digital = forms.MultipleChoiceField(
        label=gettext_lazy("Digital technologies"),
        choices=DigitalTechnology.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trl = forms.TypedChoiceField(
        label=gettext_lazy("Technology readiness level of your project"), choices=LEVELS, coerce=int, initial=6
    )
    partner_trl_min = forms.TypedChoiceField(
        label=gettext_lazy("Lowest level of the partner’s technology"),
        choices=[("", pgettext_lazy("technology level, choice", "Any level")), *LEVELS],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "How mature may the partner’s technology be? Leave both fields on “Any level” if it does not matter."
        ),
    )
    partner_trl_max = forms.TypedChoiceField(
        label=gettext_lazy("Highest level of the partner’s technology"),
        choices=[("", pgettext_lazy("technology level, choice", "Any level")), *LEVELS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    concepts = forms.MultipleChoiceField(
        label=gettext_lazy("Themes found in your text"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Select those that are right: matching uses them, even if your text no longer mentions them."
        ),
    )

    class Meta:
        model = Project
        fields: ClassVar[list[str]] = ["language", *TEXTS]
        field_classes = TEXT_FIELDS
        widgets = TEXT_WIDGETS
        labels: ClassVar[dict[str, Promise]] = {"language": gettext_lazy("Language of the texts"), **TEXT_LABELS}
        help_texts: ClassVar[dict[str, Promise]] = {
            "language": gettext_lazy("The language you write best. You can add translations later."),
            "title": gettext_lazy(
                "What the project is and what it is for, in one line, for example: Recycling line for photovoltaic "
                "glass."
            ),
            "summary": gettext_lazy(
                "Two or three sentences that can be understood on their own; they are shown in lists."
            ),
            "offer": gettext_lazy(
                "What exactly can the partner get, how mature is it, and what sets it apart? Figures "
                "convince more than adjectives. Write about the company in the third person: “The company "
                "offers …”"
            ),
            "seek": gettext_lazy(
                "Which partner, what would the partner do, and why? The more precise you are, the better "
                "the match. A vague request such as “a partner abroad” will not find anyone."
            ),
        }

    def __init__(
        self, data: Typed | None = None, *, instance: Project | None = None, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, instance=instance, **options)
        self.initial.setdefault("language", self.instance.language or reader_language())
        if self.instance.pk:
            self._show_stored()
        self.suggested = self._suggest()
        self.fields["concepts"].choices = [  # type: ignore[attr-defined]
            (code, name_concept(code)) for code in self.suggested
        ]

    def _show_stored(self) -> None:
        project = self.instance
        for name in ("green_objectives", "digital", "concepts", "trl", "partner_trl_min", "partner_trl_max"):
            self.initial[name] = getattr(project, name)
        self.initial["cooperations"] = [f"{entry.type}:{entry.role}" for entry in project.cooperations.all()]

    def _suggest(self) -> list[str]:
        """What the text names now, after the themes that were ticked before."""
        language = self["language"].value()
        texts = {name: str(self[name].value() or "") for name in TEXTS}
        ticked = [code for code in self["concepts"].value() or () if code in load_taxonomy()]
        found = suggest_concepts(texts, language if language in Language.values else "en")
        return list(dict.fromkeys([*ticked, *found]))

    def clean_cooperations(self) -> list[tuple[str, str]]:
        chosen = self.cleaned_data["cooperations"]
        if len(chosen) > MOST_COOPERATIONS:
            raise ValidationError(_("Select up to three types of cooperation: those you would really start with."))
        return [(kind, role) for kind, _colon, role in (entry.partition(":") for entry in chosen)]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        lowest, highest = cleaned.get("partner_trl_min"), cleaned.get("partner_trl_max")
        if lowest and highest and lowest > highest:
            self.add_error("partner_trl_max", _("The highest level cannot be below the lowest. Swap the two values."))
        if lowest or highest:
            cleaned["partner_trl_min"], cleaned["partner_trl_max"] = lowest or 1, highest or 9
        return cleaned

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """What the form's fingerprint is made of."""
        return (
            *("language", *TEXTS, "green_objectives", "digital", "concepts"),
            *("trl", "partner_trl_min", "partner_trl_max", "cooperations"),
        )

    def fields_to_save(self) -> ProjectFields:
        return cast("ProjectFields", {name: self.cleaned_data[name] for name in self.names() if name != "cooperations"})


class TranslationForm(Draftable, NamedForm):
    """A title and a sentence are enough: what is left empty is shown in the original."""

    named = ("title",)

    class Meta:
        model = ProjectTranslation
        fields: ClassVar[list[str]] = [*TEXTS]
        field_classes = TEXT_FIELDS
        widgets = TEXT_WIDGETS
        labels = TEXT_LABELS
