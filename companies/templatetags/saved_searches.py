"""A saved search as its reader sees it: where it leads and what was chosen."""

from collections.abc import Callable
from urllib.parse import parse_qsl

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from companies.models import (
    CooperationRole,
    CooperationType,
    Country,
    DigitalTechnology,
    GreenObjective,
    SavedSearch,
    Shelf,
)
from companies.search.sectors import name_sector

register = template.Library()

ENUMERATIONS = {
    "country": Country,
    "green": GreenObjective,
    "digital": DigitalTechnology,
    "type": CooperationType,
    "role": CooperationRole,
}
PHRASES: dict[str, Callable[[str], str]] = {
    "q": lambda value: _("“%(text)s”") % {"text": value},
    "city": str,
    "nace": lambda value: name_sector(value, get_language() or "en"),
    "trl": lambda value: _("TRL %(level)s") % {"level": value},
    "size": lambda value: _("%(range)s employees") % {"range": value},
}


@register.filter
def address_of_search(search: SavedSearch) -> str:
    """The directory's page with this search."""
    name = "project_list" if search.shelf == Shelf.PROJECT else "company_list"
    return f"{reverse(f'companies:{name}')}?{search.query}"


@register.filter
def choices_of_search(search: SavedSearch) -> list[str]:
    """Everything the search asks for, in the reader's words; the order of results is left out."""
    told = (_tell(name, value) for name, value in parse_qsl(search.query))
    return [words for words in told if words]


def _tell(name: str, value: str) -> str:
    if name in ENUMERATIONS:
        labels = dict(ENUMERATIONS[name].choices)
        return str(labels.get(value, ""))
    return PHRASES[name](value) if name in PHRASES else ""
