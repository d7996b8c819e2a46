"""Addresses and marks for the pages of the directory."""

from collections.abc import Iterable
from html import escape

from django import template
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from directory.forms.filters import FilterChoice
from directory.search.highlighting import Piece
from values.formats.numbers import write_number

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The text of these pieces, escaped, with `mark` around those to be marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_marked else text,) for text, is_marked in pieces)
    )


@register.filter
def checkboxes(choices: Iterable[FilterChoice]) -> SafeString:
    """A line for each choice; made here, for a page has a hundred of them and a template takes ten times as long."""
    return mark_safe("\n".join(map(_checkbox, choices)))  # noqa: S308 - escaped below


def _checkbox(choice: FilterChoice) -> str:
    inner = " filters__choice--inner" if choice.is_inner else ""
    checked = " checked" if choice.is_chosen else ""
    return (
        f'<label class="filters__choice{inner}"><input type="checkbox" id="{escape(choice.id)}" name="{choice.facet}" '
        f'value="{escape(choice.value)}" form="search"{checked}>'
        f'<span>{escape(choice.label)}</span><span class="filters__count">{write_number(choice.count)}</span></label>'
    )


@register.simple_tag
def address_without(request: HttpRequest, name: str, value: str = "") -> str:
    """This address without one value of a parameter (without all of them when no value is given), from page one."""
    query = request.GET.copy()
    query.pop("page", None)
    kept = [other for other in query.getlist(name) if value and other != value]
    query.setlist(name, kept)
    if not kept:
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
