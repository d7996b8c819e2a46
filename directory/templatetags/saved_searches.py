"""A saved search as its reader sees it: where it leads and what was chosen."""

from django import template
from django.urls import reverse

from directory.forms.saved_searches import tell_choices
from directory.models import SavedSearch, Shelf

register = template.Library()


@register.filter
def address_of_search(search: SavedSearch) -> str:
    """The directory's page with this search."""
    name = "project_list" if search.shelf == Shelf.PROJECT else "company_list"
    return f"{reverse(f'companies:{name}')}?{search.query}"


@register.filter
def choices_of_search(search: SavedSearch) -> list[str]:
    return tell_choices(search.query)
