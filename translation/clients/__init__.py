"""The services that translate, behind one small protocol; which one is a setting, and none is what it begins with."""

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings

from translation.clients.deepl import DeepL
from translation.clients.libretranslate import LibreTranslate


class Translator(Protocol):
    """One service. `engine` and `version` are kept with what it made."""

    engine: str
    version: str

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """As many translations, in order. Raises `translation.errors.ServiceError` and nothing else."""
        ...


def is_configured() -> bool:
    return bool(settings.TRANSLATION_SERVICE)


def chosen_translator() -> Translator | None:
    """The service of the settings, None where none is set."""
    if settings.TRANSLATION_SERVICE == "libretranslate":
        return LibreTranslate(settings.TRANSLATION_URL, key=settings.TRANSLATION_KEY)
    if settings.TRANSLATION_SERVICE == "deepl":
        return DeepL(settings.TRANSLATION_KEY, url=settings.TRANSLATION_URL)
    return None
