"""The step of the profile about languages and sectors."""

from collections.abc import Sequence
from typing import ClassVar, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, pgettext

from companies.forms.texts import StepForm
from companies.models import Company
from taxonomy.languages import NAMES
from taxonomy.sectors import name_sector, section_of
from values.errors import NaceClassError
from values.formats.locales import reader_language
from values.forms import FormOptions, LineField, Typed
from values.industry import NACE_DIVISIONS, read_nace_class, split_classes


class LanguagesForm(StepForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Working languages"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Languages in which your colleagues can hold a meeting and read a contract."),
        error_messages={"required": gettext_lazy("Select at least one language.")},
    )
    sector_1 = forms.ChoiceField(label=gettext_lazy("Main sector"), required=False)
    sector_2 = forms.ChoiceField(label=gettext_lazy("Sector 2"), required=False)
    sector_3 = forms.ChoiceField(label=gettext_lazy("Sector 3"), required=False)
    classes = LineField(
        label=gettext_lazy("Exact NACE Rev. 2 classes"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Only if you know them, for example 38.32, 27.20. They refine the sectors above."),
    )
    FREQUENT = ("ko", "en", "fr", "de", "lb", "ja", "zh", "pt", "es", "it", "nl")

    class Meta:
        model = Company
        fields: ClassVar[list[str]] = []

    @classmethod
    def names(cls) -> Sequence[str]:
        return ("languages", "nace")

    def __init__(
        self, data: Typed | None = None, *, instance: Company | None = None, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, instance=instance, **options)
        spoken = dict.fromkeys((*self.FREQUENT, *self.instance.languages))
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, str(NAMES.get(code, code.upper())).capitalize()) for code in spoken
        ]
        self.initial["languages"] = self.instance.languages
        divisions = list(dict.fromkeys(entry[:2] for entry in self.instance.nace if _is_division(entry[:2])))
        for number in range(3):
            field = self.fields[f"sector_{number + 1}"]
            field.choices = _sector_choices()  # type: ignore[attr-defined]
            self.initial[f"sector_{number + 1}"] = divisions[number] if number < len(divisions) else ""
        self.initial["classes"] = ", ".join(entry for entry in self.instance.nace if not entry.endswith(".00"))

    def clean_classes(self) -> list[str]:
        entries = split_classes(self.cleaned_data["classes"])
        try:
            return list(dict.fromkeys(read_nace_class(entry, self.instance.country) for entry in entries))
        except NaceClassError as error:
            raise ValidationError(str(error)) from error

    def fields_to_save(self) -> dict[str, object]:
        found = {"languages": self.cleaned_data["languages"]} if "languages" in self.cleaned_data else {}
        if "classes" not in self.cleaned_data:
            return found
        return found | {"nace": self._merge_classes()}

    def _merge_classes(self) -> list[str]:
        """The exact classes where there are some; a sector without any stands as its division, like 38.00."""
        classes: list[str] = self.cleaned_data["classes"]
        sectors = [self.cleaned_data.get(f"sector_{number}", "") for number in (1, 2, 3)]
        exact = {entry[:2] for entry in classes}
        by_sector = [
            entry
            for sector in sectors
            if sector
            for entry in ([entry for entry in classes if entry[:2] == sector] if sector in exact else [f"{sector}.00"])
        ]
        return list(dict.fromkeys([*by_sector, *classes]))


def _sector_choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """The divisions by name, under their sections."""
    language = reader_language()
    sections: dict[str, list[tuple[str, str]]] = {}
    for division in sorted(NACE_DIVISIONS):
        section = section_of(division)
        code = f"{division:02d}"
        sections.setdefault(name_sector(section, language), []).append((code, name_sector(section + code, language)))
    return [("", pgettext("sector", "None")), *sections.items()]


def _is_division(code: str) -> bool:
    return code.isdigit() and int(code) in NACE_DIVISIONS
