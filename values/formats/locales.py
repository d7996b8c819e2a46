"""The locale data of the reader's language."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

_LOCALES = {"en": "en_GB", "fr": "fr_FR", "de": "de_DE", "ko": "ko_KR"}


def reader_language() -> str:
    """The active language's code of two letters; `en` when none is active."""
    return (get_language() or "en")[:2]


def reader_locale() -> Locale:
    """That of the active language; British English when none is active or it is none of the portal's."""
    return _load(reader_language())


@cache
def _load(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, "en_GB"))
