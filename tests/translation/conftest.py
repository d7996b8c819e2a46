from collections.abc import Iterator
from typing import Any

import pytest

from tests.translation.services_double import TranslationService


@pytest.fixture
def service(settings: Any) -> Iterator[TranslationService]:
    """A LibreTranslate that the portal is told to use."""
    running = TranslationService()
    settings.TRANSLATION_SERVICE, settings.TRANSLATION_URL = "libretranslate", running.address
    settings.TRANSLATION_KEY = ""
    yield running
    running.stop()
