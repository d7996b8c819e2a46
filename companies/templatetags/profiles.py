"""Words and small drawings for companies and projects."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html

from companies.models import Project
from taxonomy.concepts import name_concept
from taxonomy.languages import guess_language, name_language
from taxonomy.vocabulary import Country, DigitalTechnology, GreenObjective
from values.formats.phrases import write_inside, write_list
from values.links import is_web_address

register = template.Library()


@register.filter
def side(country: str | None) -> str:
    """The side of a company, as classes name it (`side--korea`, `side--luxembourg`); empty for who is on none."""
    return {Country.KOREA.value: "korea", Country.LUXEMBOURG.value: "luxembourg"}.get(country or "", "")


@register.filter
def web_link(address: str) -> str:
    """The address as a link when it is one of a page; else as it was written, for it may be anything."""
    if not is_web_address(address):
        return address
    return format_html('<a href="{0}" rel="external nofollow noopener">{0}</a>', address)


@register.filter
def green_label(code: str) -> str:
    return str(GreenObjective(code).label)


@register.filter
def digital_label(code: str) -> str:
    return str(DigitalTechnology(code).label)


@register.filter
def concept_label(code: str) -> str:
    return name_concept(code)


@register.filter
def concept_labels(codes: Sequence[str]) -> str:
    return write_list(map(write_inside, map(name_concept, codes)))


@register.filter
def language_name(code: str) -> str:
    return name_language(code)


@register.filter
def language_names(codes: Sequence[str]) -> str:
    return write_list(map(name_language, codes))


@register.filter
def language_of(text: str) -> str:
    """The language code for a `lang` attribute; empty when the text does not tell."""
    return guess_language(text)


@register.inclusion_tag("companies/_trl.html")
def trl_scale(project: Project) -> dict[str, object]:
    """The nine readiness levels as a drawing: reached ones filled, and those accepted in a partner underlined."""
    lowest, highest = project.partner_trl or (1, 9)
    levels = range(1, 10)
    return {
        "project": project,
        "steps": [
            {"x": 20 * (level - 1), "is_reached": level <= project.trl, "is_accepted": lowest <= level <= highest}
            for level in levels
        ],
    }
