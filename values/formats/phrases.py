"""A label with its value, an aside and a list, with the punctuation and spaces of the reader's language."""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import pgettext

from values.formats.locales import reader_locale
from values.formats.numbers import write_number


def write_label(label: object) -> str:
    """A label in front of a value that has markup of its own: `Title:`, in French with a no-break space before `:`."""
    return pgettext("label in front of its value", "%(label)s:") % {"label": label}


def write_labelled(label: object, value: object) -> str:
    """`Title: value`."""
    return pgettext("label with its value", "%(label)s: %(value)s") % {"label": label, "value": value}


def write_aside(text: object) -> str:
    """`(text)`."""
    return pgettext("aside in brackets", "(%(text)s)") % {"text": text}


def write_count_aside(count: int) -> str:
    """How many there are, beside what they are called: `(3)`, in Korean `3건`."""
    return pgettext("number of things beside their name", "(%(number)s)") % {"number": write_number(count)}


def write_inside(label: object) -> str:
    """A label after a colon or in a list: in French with a small first letter, unless it begins with an acronym."""
    text = str(label)
    is_word = text[1:2].islower() or text[1:2] in {"’", " "}
    return text[0].lower() + text[1:] if is_word and reader_locale().language == "fr" else text


def write_range(least: int, most: int | None) -> str:
    """Of people: `10–49` and `250+`, in French `10 à 49` and `250 et plus`, in Korean `10~49명`."""
    if most is None:
        return pgettext("range of people without an end", "%(least)d+") % {"least": least}
    return pgettext("range of people", "%(least)d–%(most)d") % {"least": least, "most": most}


def write_with_aside(text: object, aside: object) -> str:
    """`text (aside)`; Korean sets the bracket right behind the word."""
    return pgettext("text with an aside", "%(text)s (%(aside)s)") % {"text": text, "aside": aside}


def write_list(values: Iterable[object]) -> str:
    """`English, French and Korean`; of parts that may be lists themselves German writes `sowie`, Korean commas."""
    texts = [str(value) for value in values]
    locale = reader_locale()
    if locale.language == "ko":
        return ", ".join(texts)
    if locale.language == "de" and len(texts) > 1 and any(" und " in text for text in texts):
        return f"{', '.join(texts[:-1])} sowie {texts[-1]}"
    return format_list(texts, locale=locale)
