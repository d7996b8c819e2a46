"""DeepL through its package, against a server that answers as its documentation says."""

import importlib.util
from collections.abc import Iterator

import pytest

from tests.translation.services_double import TranslationService
from translation.clients.deepl import DeepL
from translation.errors import (
    AllowanceSpentError,
    BadAnswerError,
    ServiceAwayError,
    ServiceBusyError,
    ServiceClosedError,
)

pytestmark = pytest.mark.skipif(not importlib.util.find_spec("deepl"), reason="the package deepl is not installed")


@pytest.fixture
def deepl() -> Iterator[TranslationService]:
    running = TranslationService()
    yield running
    running.stop()


def test_a_batch_is_one_request_with_the_key_in_a_header(deepl: TranslationService) -> None:
    client = DeepL("sesame", url=deepl.address)

    assert client.translate(["하나", "둘"], "ko", "en") == ["EN-GB: 하나", "EN-GB: 둘"]
    (request,) = deepl.requests
    assert (request["path"], request["texts"], request["source"]) == ("/v2/translate", ["하나", "둘"], "KO")
    assert request["headers"]["Authorization"] == "DeepL-Auth-Key sesame"
    assert client.engine == "deepl"
    assert client.version


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"message": "Value for target_lang not supported."}', BadAnswerError),
        (403, b'{"message": "Forbidden"}', ServiceClosedError),
        (429, b'{"message": "Too many requests"}', ServiceBusyError),
        (456, b'{"message": "Quota Exceeded"}', AllowanceSpentError),
        (503, b"<html>unavailable</html>", ServiceAwayError),
        (200, b"<html>It works</html>", ServiceAwayError),
        (200, b'{"translations": []}', ServiceAwayError),
        (200, b'{"translations": [{"text": "one", "billed_characters": 2}]}', BadAnswerError),
    ],
)
def test_whatever_is_no_translation_has_a_name(
    deepl: TranslationService, status: int, body: bytes, error: type[Exception]
) -> None:
    deepl.status, deepl.body = status, body

    with pytest.raises(error):
        DeepL("sesame", url=deepl.address).translate(["하나", "둘"], "ko", "en")
    assert len(deepl.requests) == 1


def test_a_cut_connection(deepl: TranslationService) -> None:
    deepl.is_cut = True

    with pytest.raises(ServiceAwayError):
        DeepL("sesame", url=deepl.address).translate(["하나"], "ko", "en")
