"""Addresses that people give us: what may be stored of them, and what may be printed as a link."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

require_web_address = URLValidator(schemes=["http", "https"])
"""For fields of every kind. A browser asks no server for javascript:, data: and the like, it does what they say."""


def own_page(request: HttpRequest, address: str) -> str | None:
    """The path and query of an address of ours, to which somebody may be sent on; None for any other.

    It begins with `/`: what does not is relative to another page, or is taken for the name of a route.
    """
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return None
    parts = urlsplit(address)
    page = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    is_path = page.startswith("/") and url_has_allowed_host_and_scheme(page, None)  # two slashes lead elsewhere, too
    return page if is_path else None


def is_web_address(text: str) -> bool:
    """Whether it may be printed as a link, whatever was stored before it was checked."""
    try:
        require_web_address(text)
    except ValidationError:
        return False
    return True
