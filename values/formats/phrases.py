"""A label with its value, an aside and a list, with the punctuation and spaces of the reader's language."""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import pgettext

from values.formats.locales import reader_locale


def write_label(label: object) -> str:
    """A label in front of a value that has markup of its own: `Title:`, in French with a no-break space before `:`."""
    return pgettext("label in front of its value", "%(label)s:") % {"label": label}


def write_labelled(label: object, value: object) -> str:
    """`Title: value`."""
    return pgettext("label with its value", "%(label)s: %(value)s") % {"label": label, "value": value}


def write_aside(text: object) -> str:
    """`(text)`."""
    return pgettext("aside in brackets", "(%(text)s)") % {"text": text}


def write_with_aside(text: object, aside: object) -> str:
    """`text (aside)`; Korean sets the bracket right behind the word."""
    return pgettext("text with an aside", "%(text)s (%(aside)s)") % {"text": text, "aside": aside}


def write_list(values: Iterable[object]) -> str:
    """`English, French and Korean`; in Korean with commas alone, as many of its names contain 및 themselves."""
    locale = reader_locale()
    written = [str(value) for value in values]
    return ", ".join(written) if locale.language == "ko" else format_list(written, locale=locale)
