"""A saved search as its reader sees it: where it leads and what was chosen."""

from django import template
from django.urls import reverse

from directory.forms.saved_searches import describe_search
from directory.models import DocumentType, SavedSearch

register = template.Library()


@register.filter
def address_of_search(search: SavedSearch) -> str:
    """The directory's page with this search."""
    name = "project_list" if search.document_type == DocumentType.PROJECT else "company_list"
    return f"{reverse(f'directory:{name}')}?{search.query}"


@register.filter
def choices_of_search(search: SavedSearch) -> list[str]:
    return describe_search(search.query)
