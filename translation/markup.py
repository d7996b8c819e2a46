"""How a text and its translation stand on a page and in a mail: the reader's language first, the original beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.html import escape, format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from taxonomy.languages import name_language
from translation.models import Origin, Translation
from translation.texts import Words, same_sentences


class Style(StrEnum):
    LINE = "line"
    """The words alone, inside whatever stands around them: a title in a link."""
    SOURCE = "source"
    """Where such a line comes from, with its original."""
    BLOCK = "block"
    BOTH = "both"
    """Original and translation side by side."""
    CARD = "card"
    """A paragraph with a mark; its original is where the card leads."""
    PLAIN = "plain"
    """No markup at all: in a sentence, a subject or an attribute."""
    ELSE = "else"
    """What to say while the reader cannot read the text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as its place wants it. `part` is a passage of it; `pieces` are the original with what is marked in it."""

    words: Words
    style: Style = Style.BLOCK
    css: str = ""
    part: str = ""
    limit: int = 0
    pieces: Sequence[tuple[str, bool]] = ()
    is_linked: bool = False
    instead: SafeString | None = None

    @property
    def original(self) -> str:
        return self.cut(self.part or self.words.text)

    def cut(self, text: str) -> str:
        """A text that is cut says so with an ellipsis."""
        return Truncator(text).chars(self.limit) if self.limit else text

    def translated(self, row: Translation | None) -> str:
        """Empty where there is none, or none of this part."""
        if row is None:
            return ""
        text = same_sentences(self.words.text, row.text, self.part) if self.part else row.text
        return self.cut(text)


def write_plain(shown: Shown, row: Translation | None) -> str:
    return shown.translated(row) or shown.original


def write_page(shown: Shown, row: Translation | None, reader: str, element_id: str = "") -> SafeString:
    """`element_id` names the element where a translation is still expected, so that it can be put in its place."""
    text = shown.translated(row)
    if shown.style == Style.ELSE:
        return shown.instead or mark_safe("") if not text and shown.words.language != reader else mark_safe("")
    is_foreign = shown.words.language != reader
    writer = _WRITERS[shown.style]
    return writer(shown, text, row if is_foreign else None, element_id) if is_foreign else _own(shown)


def write_mail(shown: Shown, row: Translation | None, reader: str, *, is_html: bool) -> str:
    """The reader's language first, the original below, and what each of them is."""
    text = shown.translated(row)
    if shown.style == Style.ELSE:
        return (shown.instead or "") if not text and shown.words.language != reader else ""
    if shown.style == Style.LINE:
        return (
            _span(text or shown.original, row.target if row and text else shown.words.language)
            if is_html
            else (text or shown.original)
        )
    if not is_html:
        return f"{text}\n{origin_label(row)}\n{_('Original:')} {shown.original}" if row and text else shown.original
    original = format_html('<blockquote lang="{}">{}</blockquote>', shown.words.language, _lines(shown, shown.original))
    if not row or not text:
        return original
    return format_html(
        '<blockquote lang="{}">{}</blockquote><p class="quiet">{} · {}</p>{}',
        row.target,
        _lines(shown, text),
        origin_label(row),
        _("Original:"),
        original,
    )


def origin_label(row: Translation | None) -> str:
    """Who translated it; nothing for no translation."""
    return _origin_words(row.origin) if row else ""


def _origin_words(origin: str) -> str:
    labels = {
        Origin.COMPANY.value: _("Translated by the company"),
        Origin.CENTRE.value: _("Translated by a member of our team"),
        Origin.MACHINE.value: _("Translated by machine"),
    }
    return labels.get(origin, "")


def _own(shown: Shown) -> SafeString:
    """A text in the reader's language needs no mark."""
    if shown.style == Style.SOURCE:
        return mark_safe("")
    if shown.style == Style.LINE:
        return _original(shown, "span")
    return _original(shown, "p")


def _line(shown: Shown, text: str, row: Translation | None, element_id: str) -> SafeString:
    if not row or not text:
        return _original(shown, "span", element_id)
    below = mark_safe("")
    if any(is_marked for _text, is_marked in shown.pieces):
        below = format_html(' <small class="written__found" lang="{}">{}</small>', shown.words.language, _pieces(shown))
    return format_html("{}{}", _span(text, row.target), below)


def _source(shown: Shown, text: str, row: Translation | None, _element_id: str) -> SafeString:
    return _from(shown, row if text else None, has_original=bool(row and text))


def _block(shown: Shown, text: str, row: Translation | None, element_id: str) -> SafeString:
    if not row or not text:
        inside = f"{_original(shown, 'p')}{_from(shown, None, is_awaited=bool(element_id))}"
    else:
        inside = f"{_paragraph(shown, text, row.target)}{_from(shown, row, has_original=True)}"
    return _written(inside, element_id)


def _both(shown: Shown, text: str, row: Translation | None, element_id: str) -> SafeString:
    if not row or not text:
        return _block(shown, text, row, element_id)
    original = format_html("<div>{}{}</div>", _original(shown, "p"), _language_tag(shown.words.language))
    translation = format_html("<div>{}{}</div>", _paragraph(shown, text, row.target), _from(shown, row))
    return format_html('<div class="written written--both"{}>{}{}</div>', _id(element_id), original, translation)


def _card(shown: Shown, text: str, row: Translation | None, element_id: str) -> SafeString:
    if not row or not text:
        inside = f"{_original(shown, 'p')}{_from(shown, None)}"
        return _written(inside, element_id)
    found = mark_safe("")
    if any(is_marked for _text, is_marked in shown.pieces):
        found = format_html('<p class="written__found" lang="{}">{}</p>', shown.words.language, _pieces(shown))
    inside = f"{_paragraph(shown, text, row.target)}{found}{_from(shown, row)}"
    return _written(inside, element_id)


def _from(shown: Shown, row: Translation | None, *, has_original: bool = False, is_awaited: bool = False) -> SafeString:
    """The language of the original and who translated it; the original itself one click away."""
    origin = row.origin if row else ("awaited" if is_awaited else "")
    label = _label(shown.words.language, origin, get_language() or "en")
    if not has_original:
        return mark_safe(f'<div class="written__from">{label}</div>')  # noqa: S308 - a label of ours
    return format_html(
        '<div class="written__from">{}<details class="written__original"><summary>{}</summary>{}</details></div>',
        label,
        _("Show the original"),
        _original(shown, "p"),
    )


@lru_cache(maxsize=256)
def _label(code: str, origin: str, reader: str) -> SafeString:  # noqa: ARG001 - which language the words are in
    """The same few on every page: made once for each language of its readers."""
    said = _("A translation is being made.") if origin == "awaited" else _origin_words(origin)
    spoken = format_html("<span>{}</span>", said) if said else mark_safe("")
    return format_html("{}{}", _language_tag(code), spoken)


def _language_tag(code: str) -> SafeString:
    return format_html(
        '<span class="tag written__language" title="{}"><span aria-hidden="true">{}</span> {}</span>',
        pgettext("language of a text", "Language of the original"),
        code.upper(),
        name_language(code),
    )


def _original(shown: Shown, element: str, element_id: str = "") -> SafeString:
    inside = _pieces(shown) if shown.pieces else _lines(shown, shown.original)
    return _tagged(shown, element, shown.words.language, inside, element_id)


def _paragraph(shown: Shown, text: str, language: str) -> SafeString:
    return _tagged(shown, "p", language, _lines(shown, text))


def _tagged(shown: Shown, element: str, language: str, inside: SafeString, element_id: str = "") -> SafeString:
    """An f-string, for a page has a hundred of them; `inside` is escaped, everything else is ours."""
    name = "div" if element == "p" and shown.is_linked else element
    css = f' class="{shown.css}"' if shown.css and element == "p" else ""
    return mark_safe(f'<{name}{css} lang="{escape(language)}"{_id(element_id)}>{inside}</{name}>')  # noqa: S308


def _span(text: str, language: str) -> SafeString:
    return mark_safe(f'<span lang="{escape(language)}">{escape(text)}</span>')  # noqa: S308 - escaped


def _lines(shown: Shown, text: str) -> SafeString:
    if shown.is_linked:
        return mark_safe(linebreaks(urlize(text, nofollow=True, autoescape=True)))  # noqa: S308 - both escape
    return mark_safe(escape(text).replace("\n", "<br>"))  # noqa: S308 - escaped


def _pieces(shown: Shown) -> SafeString:
    pieces = (_piece(text, is_marked=is_marked) for text, is_marked in shown.pieces)
    return mark_safe("".join(pieces))  # noqa: S308 - escaped one by one


def _piece(text: str, *, is_marked: bool) -> SafeString:
    return format_html("<mark>{}</mark>", text) if is_marked else mark_safe(escape(text).replace("\n", "<br>"))  # noqa: S308


def _written(inside: str, element_id: str) -> SafeString:
    return mark_safe(f'<div class="written"{_id(element_id)}>{inside}</div>')  # noqa: S308 - made of escaped pieces


def _id(element_id: str) -> SafeString:
    return mark_safe(f' id="{escape(element_id)}"' if element_id else "")  # noqa: S308 - escaped


Writer = Callable[[Shown, str, Translation | None, str], SafeString]
_WRITERS: dict[Style, Writer] = {
    Style.LINE: _line,
    Style.SOURCE: _source,
    Style.BLOCK: _block,
    Style.BOTH: _both,
    Style.CARD: _card,
}
