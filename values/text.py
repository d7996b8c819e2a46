"""Text as it may be stored: cleaned once, at the edge, before anything reads it."""

import re
import unicodedata

import regex

# PostgreSQL stores no NUL, and half a surrogate pair is no character in UTF-8.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
# What has no look of its own and makes a text read as another one: marks and overrides of the writing direction,
# signs of no width, fillers of Hangul and Braille, tags, and the controls of devices. Our languages are written from
# left to right without them. The joiners and variants of emoji may stay in paragraphs.
_DECEIVING = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_NOT_IN_PARAGRAPHS = re.compile(f"[{_DECEIVING}\ud800-\udfff]")
_NOT_IN_LINES = re.compile(f"[{_DECEIVING}\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef\ud800-\udfff]")
_CHARACTERS = regex.compile(r"\X")  # extended grapheme clusters (UAX 29)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """The text without what no database can hold; everything a person can read stays."""
    return _UNSTORABLE.sub("", text)


def clean_line(text: str) -> str:
    """What a field of one line keeps: one line in Unicode form C, without what nobody can see."""
    # Form C last: a mark may have stood apart from its letter only by what nobody sees.
    return " ".join(unicodedata.normalize("NFC", _NOT_IN_LINES.sub("", text)).split())


def clean_paragraphs(text: str) -> str:
    """What a field of several lines keeps, in Unicode form C: every line end is one character, and nothing turns what
    is read. Nothing where there is nothing to see."""
    if text.isascii() and text.isprintable():
        return text
    kept = unicodedata.normalize("NFC", drop_invisible(_LINE_ENDS.sub("\n", text)))
    return kept if clean_line(kept) else ""


def drop_invisible(text: str) -> str:
    """The text without what nobody can see; its line ends stay as they are."""
    return _NOT_IN_PARAGRAPHS.sub("", text)


def count_characters(text: str) -> int:
    """As many as a person counts: an emoji of several signs is one, as is a letter with its marks, or a line end."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return len(_CHARACTERS.findall(text))


def compose_secret(text: str) -> str:
    """A password as every system types it: macOS takes é and 한 apart, others do not, and some type full-width digits.

    As NIST SP 800-63B asks (NFKC); blanks stay.
    """
    return unicodedata.normalize("NFKC", text)


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(text) is None


def replace_unstorable(text: str) -> str:
    """Each such sign as U+FFFD: what it names is then found nowhere, instead of being taken for something else."""
    return _UNSTORABLE.sub("\ufffd", text)
