"""Texts that people wrote, in templates of pages and mails. Each tag takes the text, its language and whose it is."""

from collections.abc import Sequence
from typing import Protocol, TypedDict, Unpack

from django import template
from django.template.context import Context

from translation.markup import Shown, Style
from translation.showing import place
from translation.texts import Named, words_of

register = template.Library()


class Piece(Protocol):
    text: str
    is_marked: bool


class Options(TypedDict, total=False):
    css: str
    part: str
    limit: int
    pieces: Sequence[Piece | tuple[str, bool]]
    is_linked: bool
    is_both: bool


@register.simple_tag(takes_context=True)
def written(context: Context, text: str, language: str, owner: Named | None = None, **options: Unpack[Options]) -> str:
    """A paragraph with its mark and its original: `{% written project.offer project.language project.company %}`.

    `is_both` puts the two side by side, for who decides on it.
    """
    is_both = options.pop("is_both", False)
    return _put(context, text, language, owner, Style.BOTH if is_both else Style.BLOCK, options)


@register.simple_tag(takes_context=True)
def written_card(
    context: Context, text: str, language: str, owner: Named | None = None, **options: Unpack[Options]
) -> str:
    """A paragraph of a card that leads to the whole."""
    return _put(context, text, language, owner, Style.CARD, options)


@register.simple_tag(takes_context=True)
def written_line(
    context: Context, text: str, language: str, owner: Named | None = None, **options: Unpack[Options]
) -> str:
    """A title, inside its heading or link."""
    return _put(context, text, language, owner, Style.LINE, options)


@register.simple_tag(takes_context=True)
def written_source(context: Context, text: str, language: str, owner: Named | None = None) -> str:
    """Under such a title: its language, who translated it, its original."""
    return _put(context, text, language, owner, Style.SOURCE, {})


@register.simple_tag(takes_context=True)
def written_plain(context: Context, text: str, language: str, owner: Named | None = None) -> str:
    """The words alone, for sentences, attributes and subjects."""
    return _put(context, text, language, owner, Style.PLAIN, {})


def _put(context: Context, text: str, language: str, owner: Named | None, style: Style, options: Options) -> str:
    given = dict(options)
    given["pieces"] = tuple(_piece(piece) for piece in options.get("pieces") or ())
    return place(context, Shown(words_of(text or "", language, owner), style, **given))  # type: ignore[arg-type]


def _piece(piece: Piece | tuple[str, bool]) -> tuple[str, bool]:
    return piece if isinstance(piece, tuple) else (piece.text, piece.is_marked)
