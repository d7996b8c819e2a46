"""Addresses that people give us: what may be stored of them, and what may be printed as a link."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.http import url_has_allowed_host_and_scheme

require_web_address = URLValidator(schemes=["http", "https"])
"""For fields of every kind. A browser asks no server for javascript:, data: and the like, it does what they say."""


def is_own_path(text: str, *, host: str, is_secure: bool) -> bool:
    """Whether somebody may be sent on to it: a path of this portal, which no route's name and no other host is."""
    return text.startswith("/") and url_has_allowed_host_and_scheme(text, {host}, require_https=is_secure)


def is_web_address(text: str) -> bool:
    """Whether it may be printed as a link, whatever was stored before it was checked."""
    try:
        require_web_address(text)
    except ValidationError:
        return False
    return True
