"""What staff see on many pages: how much waits for them, and their remarks beside the fields."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.defaultfilters import linebreaksbr
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from companies.diffs import DiffPart, diff_words, shorten
from companies.models import Company, Project
from companies.queries.edited_profiles import FieldEdit
from companies.queries.remarks import remarks_for
from companies.queries.review_fields import label_of
from companies.queries.review_queue import DeskCounts
from companies.queries.review_queue import desk_counts as count_desk
from companies.templatetags.own_companies import stored_words

register = template.Library()
MARKS = {"added": ("ins", _("[added: %(text)s]")), "removed": ("del", _("[removed: %(text)s]"))}


@register.simple_tag(takes_context=True)
def desk_counts(context: Context) -> DeskCounts:
    """Counted once a request, however often a page shows it."""
    request: HttpRequest = context["request"]
    if not hasattr(request, "desk_counts"):
        request.desk_counts = count_desk()  # type: ignore[attr-defined]
    counts: DeskCounts = request.desk_counts  # type: ignore[attr-defined]
    return counts


@register.simple_tag
def remarks_of(thing: Company | Project) -> list[tuple[str | Promise, list[str]]]:
    """(label, texts) for each field staff remarked on at the latest return."""
    return [(label_of(name), texts) for name, texts in remarks_for(thing).items()]


@register.filter
def field_label(name: str) -> str:
    return str(label_of(name))


@register.inclusion_tag("companies/_diff.html")
def difference(edit: FieldEdit) -> dict[str, object]:
    """What changed in a field, word by word; codes in the reader's words, texts as their company wrote them."""
    name, project = edit.change.field, edit.change.project
    before, after = stored_words(edit.before, name), stored_words(edit.after, name)
    is_own_text = name in ("title", "summary", "offer", "seek")
    language = project.language if project and is_own_text else ""
    return {"parts": shorten(diff_words(before, after)), "language": language}


@register.filter
def marked_part(part: DiffPart) -> SafeString:
    """What colour and line say is also said in words."""
    text = linebreaksbr(part.text)
    if part.kind not in MARKS:
        return text
    element, words = MARKS[part.kind]
    before, _text, after = str(words).partition("%(text)s")
    mark = '<{0}><span class="visually-hidden">{1}</span>{2}<span class="visually-hidden">{3}</span></{0}>'
    return format_html(mark, element, before, text, after)
