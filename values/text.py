"""Text as it may be stored: cleaned once, at the edge, before anything reads it."""

import re

# PostgreSQL stores no NUL, and half a surrogate pair is no character in UTF-8.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text without what no database can hold; everything a person can read stays."""
    return _UNSTORABLE.sub("", text)


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(text) is None


def replace_unstorable(text: str) -> str:
    """Each such sign as U+FFFD: what it names is then found nowhere, instead of being taken for something else."""
    return _UNSTORABLE.sub("\ufffd", text)
