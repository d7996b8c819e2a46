"""Addresses whose last part is a permission: whoever reads the link may act as the person it was made for.

`tests/sgbc/test_secrets.py` holds every route of the portal against these lists.
"""

import re

MASK = "***"
KEYS = ("/accounts/confirm-email/", "/accounts/password/reset/key/", "/me/invitation/")
"""Where keys to somebody's account or company stand: they are never stored with a mail that has left."""
CHOICES = ("/unsubscribe/", "/staff/events/badge/")
"""Where a signed choice stands that is in every mail and never expires, or the code of a badge that serves staff alone:
it is only not shown to others."""

_SLASH = r"(?:/|%(?:25)*2[Ff])"  # also as it is written inside another address, once or more often


def _at(places: tuple[str, ...]) -> re.Pattern[str]:
    written = "|".join(_SLASH.join(map(re.escape, place.split("/"))) for place in places)
    return re.compile(rf"({written})((?:(?!{_SLASH})[^/\s\"'<>?#&])+)")


_KEYS, _ALL = _at(KEYS), _at(KEYS + CHOICES)


def mask_keys(text: str) -> str:
    """The text with `***` in place of each key in the addresses it holds."""
    return _KEYS.sub(rf"\g<1>{MASK}", text)


def mask_secrets(text: str) -> str:
    """As `mask_keys`, and of each signed choice: what is shown to somebody else, or written into a log."""
    return _ALL.sub(rf"\g<1>{MASK}", text)
