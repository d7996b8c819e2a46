"""Addresses that people give us: what may be stored of them, and what may be printed as a link."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

require_web_address = URLValidator(schemes=["http", "https"])
"""For fields of every kind. A browser asks no server for javascript:, data: and the like, it does what they say."""


def is_web_address(text: str) -> bool:
    """Whether it may be printed as a link, whatever was stored before it was checked."""
    try:
        require_web_address(text)
    except ValidationError:
        return False
    return True
