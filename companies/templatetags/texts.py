"""What is known of a project in every language, and the names and marks of companies."""

from collections.abc import Iterator

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from companies.models import Company, Logo, Project
from taxonomy.concepts import load_taxonomy, name_concept
from taxonomy.recognition import find_concepts
from taxonomy.vocabulary import GreenObjective
from translation.markup import Shown, Style
from translation.showing import place, reader_language, unless_readable
from translation.texts import Words, words_of
from values.formats.phrases import write_inside, write_labelled, write_list

register = template.Library()
MOST_THEMES = 5


@register.simple_tag(takes_context=True)
def in_short(context: Context, project: Project) -> SafeString:
    """What its reader may know of a project in a language that they do not read and nobody translated."""
    if project.language == reader_language():
        return mark_safe("")
    write = _as_list if context.autoescape else _as_lines
    words = words_of(project.offer, project.language, project.company)
    return unless_readable(context, words, write(list(_known(project))))


@register.simple_tag(takes_context=True)
def title_of(context: Context, project: Project | None) -> SafeString:
    """A project's title as its reader reads it, for sentences; nothing for no project."""
    if project is None:
        return mark_safe("")
    words = Words(project.title, project.language, f"company:{project.company_id}")
    return place(context, Shown(words, Style.PLAIN))


def _known(project: Project) -> Iterator[tuple[str, str]]:
    """Each with its label; themes are those that the matching recognises in the text."""
    for label, text in ((_("Offers"), project.offer), (_("Seeks"), project.seek)):
        if themes := _themes(text, project.language):
            yield label, themes
    yield pgettext("heading", "Cooperation"), write_list([str(entry) for entry in project.cooperations.all()])
    yield (
        _("Environmental objectives"),
        write_list([str(GreenObjective(code).label) for code in project.green_objectives]),
    )
    yield _("Technology readiness"), _("TRL %(level)s") % {"level": project.trl}


def _themes(text: str, language: str) -> str:
    codes = dict.fromkeys(hit.code for hit in find_concepts(text, language))
    return write_list([write_inside(name_concept(code)) for code in list(codes)[:MOST_THEMES]])


def _as_list(rows: list[tuple[str, str]]) -> SafeString:
    facts = format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
    return format_html(
        '<div class="written__short"><p class="small muted">{}</p><dl class="facts facts--narrow">{}</dl></div>',
        _("In short, from what we recognise in the original:"),
        facts,
    )


def _as_lines(rows: list[tuple[str, str]]) -> SafeString:
    lines = [_("In short, from what we recognise in the original:"), *(write_labelled(*row) for row in rows)]
    return mark_safe("\n".join(lines))  # noqa: S308 - a mail without markup


@register.filter
def theme_label(code: str) -> str:
    """A concept by name; one that has left the taxonomy by its code."""
    return name_concept(code) if code in load_taxonomy() else code


@register.simple_tag
def logo_of(company: Company) -> Logo | None:
    """The company's logo without its bytes, for its measures and its address."""
    return Logo.objects.filter(company=company).defer("png").first()
