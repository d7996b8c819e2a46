"""The locale data of the reader's language."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

_LOCALES = {"en": "en_GB", "fr": "fr_FR", "de": "de_DE", "ko": "ko_KR"}


def reader_locale() -> Locale:
    """That of the active language; British English when none is active or it is none of the portal's."""
    return _load((get_language() or "en")[:2])


@cache
def _load(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, "en_GB"))
