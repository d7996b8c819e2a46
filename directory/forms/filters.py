"""The facets as a page shows them: names, live counts, what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.text import capfirst
from django.utils.translation import override

from directory.forms.directory import DirectorySearchForm
from directory.search.facets import FACETS
from taxonomy.sectors import name_sector
from taxonomy.vocabulary import Country
from values.alphabet import alphabet_key
from values.places.towns import name_town

MOST_SHOWN = 6
ORDERED_BY_COUNT = ("city",)
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FilterChoice:
    facet: str
    value: str
    label: str
    count: int
    is_chosen: bool
    is_inner: bool = False
    """A part of the choice above it."""

    @property
    def id(self) -> str:
        return f"filter-{self.facet}-{self.value}".replace(" ", "_")


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """What may be chosen of one facet; `more` are the rarer ones."""

    facet: str
    label: str
    choices: tuple[FilterChoice, ...]
    more: tuple[FilterChoice, ...]

    @property
    def chosen(self) -> list[FilterChoice]:
        return [choice for choice in (*self.choices, *self.more) if choice.is_chosen]


def make_groups(form: DirectorySearchForm, counts: Counts, language: str) -> list[FilterGroup]:
    """A group for each facet that has something to choose; a value nobody has is shown only while it is chosen."""
    chosen = form.question()["facets"]
    groups = [_group(form, facet, counts.get(facet, {}), set(chosen.get(facet, ())), language) for facet in FACETS]
    return [group for group in groups if group.choices]


def _group(
    form: DirectorySearchForm, facet: str, counts: Mapping[str, int], chosen: set[str], language: str
) -> FilterGroup:
    labels = _labels(facet, counts.keys() | chosen, language)
    values = [value for value in labels if value in chosen or (value in counts and _is_open(facet, value, chosen))]
    if facet in ORDERED_BY_COUNT:
        values.sort(key=lambda value: (value not in chosen, -counts.get(value, 0)))
    choices = tuple(
        FilterChoice(
            facet, value, labels[value], counts.get(value, 0), value in chosen, facet == "nace" and len(value) > 1
        )
        for value in values
    )
    label = str(form.fields[facet].label)
    if facet in ORDERED_BY_COUNT:
        return FilterGroup(facet, label, choices[:MOST_SHOWN], choices[MOST_SHOWN:])
    return FilterGroup(facet, label, choices, ())


def _labels(facet: str, values: Iterable[str], language: str) -> dict[str, str]:
    """Names by value, in the order in which they are shown."""
    if facet == "city":
        return {value: town_label(value, language) for value in sorted(values, key=alphabet_key)}
    if facet == "nace":
        return {value: name_sector(value, language) for value in sorted(values)}
    return _choice_labels(facet, language)


def town_label(town: str, language: str) -> str:
    """As a reader of `language` writes it, whichever of the two countries knows the town."""
    names = (name_town(country, town, language) for country in Country.values)
    return next((name for name in names if name != town), town)


@cache
def _choice_labels(facet: str, language: str) -> dict[str, str]:
    with override(language):
        return {value: capfirst(str(label)) for value, label in DirectorySearchForm.base_fields[facet].choices}  # type: ignore[attr-defined]


def _is_open(facet: str, value: str, chosen: set[str]) -> bool:
    """The divisions of a sector are shown once it, or one of them, is chosen."""
    return facet != "nace" or len(value) == 1 or any(other[:1] == value[:1] for other in chosen)
