"""Readers of single values: each takes what JSON gave and returns it checked, or says what is wrong with it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exchange.errors import ValueRefusedError
from values.addresses import read_email, read_website
from values.errors import ReadingError, SiteInNameError
from values.sites import refuse_site
from values.text import clean_line, clean_paragraphs, count_characters

T = TypeVar("T")
Reader = Callable[[object], T]

SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def describe_type(value: object) -> str:
    """What JSON calls the value's type, in the reader's language."""
    names = {
        type(None): _("null"),
        bool: _("true or false"),
        int: _("a number"),
        float: _("a number with decimals"),
        str: pgettext("JSON type, expected or found", "text"),
        list: _("a list"),
        dict: pgettext("JSON type, expected or found", "an object"),
    }
    return names[type(value)]


def refuse_type(wanted: str, value: object) -> ValueRefusedError:
    return ValueRefusedError(
        _("expected %(wanted)s, found %(found)s; correct the value.")
        % {"wanted": wanted, "found": describe_type(value)}
    )


def optional(reader: Reader[T], empty: T) -> Reader[T]:
    """A reader that turns null and a text with nothing to see into `empty` and leaves everything else to `reader`."""

    def read(value: object) -> T:
        is_empty = value is None or (isinstance(value, str) and not clean_line(value))
        return empty if is_empty else reader(value)

    return read


def line_text(limit: int) -> Reader[str]:
    """One line of text, cleaned as forms clean it, then 1 to `limit` characters."""
    return lambda value: _check_text(value, limit=limit, clean=clean_line, count=len)


def long_text(limit: int) -> Reader[str]:
    """Text that may have line breaks, cleaned as forms clean it, then 1 to `limit` characters."""
    return lambda value: _check_text(value, limit=limit, clean=clean_paragraphs, count=count_characters)


def _check_text(value: object, *, limit: int, clean: Callable[[str], str], count: Callable[[str], int]) -> str:
    if not isinstance(value, str):
        raise refuse_type(pgettext("JSON type, expected or found", "text"), value)
    text = clean(value).strip()
    if not text:
        raise ValueRefusedError(_("the field is empty; fill it in."))
    if (length := count(text)) > limit:
        raise ValueRefusedError(
            _("%(length)d characters, but the limit is %(limit)d; shorten the text by %(excess)d.")
            % {"length": length, "limit": limit, "excess": length - limit}
        )
    return text


def title_text(limit: int) -> Reader[str]:
    """One line that names a person or a project, without the address of a site."""

    def read(value: object) -> str:
        text = line_text(limit)(value)
        try:
            refuse_site(text)
        except SiteInNameError as error:
            raise ValueRefusedError(str(error)) from error
        return text

    return read


def sites_in_names(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys of a company's names that hold a foreign site's address, each with what is wrong."""
    for key in ("name", "name_local"):
        try:
            refuse_site(str(found.get(key) or ""), website=str(found.get("website") or ""))
        except SiteInNameError as error:
            yield key, str(error)


def slug(limit: int) -> Reader[str]:
    """An id: letters, digits, point, hyphen and underscore."""

    def read(value: object) -> str:
        text = line_text(limit)(value)
        if not SLUG.fullmatch(text):
            raise ValueRefusedError(
                _("an ID may contain only letters a–z, digits, hyphens, full stops and underscores; correct it.")
            )
        return text

    return read


def whole_number(lowest: int, highest: int) -> Reader[int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise refuse_type(_("a whole number"), value)
        if not lowest <= value <= highest:
            raise ValueRefusedError(
                _("must be a whole number from %(lowest)d to %(highest)d; correct it.")
                % {"lowest": lowest, "highest": highest}
            )
        return value

    return read


def truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise refuse_type(_("true or false"), value)
    return value


def code(known: Collection[str]) -> Reader[str]:
    """One of the codes in `known`; the error lists them."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise refuse_type(pgettext("JSON type, expected or found", "text"), value)
        found = clean_line(value)
        if found not in known:
            raise ValueRefusedError(
                _("unknown code “%(code)s”; allowed codes: %(known)s.")
                % {"code": quote_briefly(value), "known": ", ".join(known)}
            )
        return found

    return read


def quote_briefly(text: str) -> str:
    """The text without invisible characters, cut to forty: for messages that repeat what was found."""
    visible = "".join(character if character.isprintable() else "\ufffd" for character in text[:41])
    return visible if len(visible) <= 40 else f"{visible[:40]}…"


def list_of(reader: Reader[T], *, lowest: int, highest: int) -> Reader[list[T]]:
    """A list of `lowest` to `highest` different entries."""

    def read(value: object) -> list[T]:
        if not isinstance(value, list):
            raise refuse_type(_("a list"), value)
        if not lowest <= len(value) <= highest:
            raise ValueRefusedError(
                _("Number of entries: %(length)d; allowed: %(lowest)d to %(highest)d. Correct the list.")
                % {"length": len(value), "lowest": lowest, "highest": highest}
            )
        entries = [_read_entry(reader, entry, position) for position, entry in enumerate(value, 1)]
        _refuse_repeats(entries)
        return entries

    return read


def _read_entry(reader: Reader[T], entry: object, position: int) -> T:
    try:
        return reader(entry)
    except ValueRefusedError as error:
        raise ValueRefusedError(
            _("entry %(position)d: %(reason)s") % {"position": position, "reason": str(error)}
        ) from error


def _refuse_repeats(entries: Sequence[object]) -> None:
    for position, entry in enumerate(entries):
        if entry in entries[:position]:
            raise ValueRefusedError(
                _("entry %(position)d repeats an earlier one; remove it.") % {"position": position + 1}
            )


def read_as(reader: Callable[[str], T], limit: int = 60) -> Reader[T]:
    """A line of text that the reader of a kind of value reads as it does in forms."""

    def read(value: object) -> T:
        try:
            return reader(line_text(limit)(value))
        except ReadingError as error:
            raise ValueRefusedError(str(error)) from error

    return read


def web_address(limit: int) -> Reader[str]:
    return lambda value: line_text(limit)(read_as(read_website, limit)(value))


def email_address(value: object) -> str:
    return read_as(read_email, 254)(value)
