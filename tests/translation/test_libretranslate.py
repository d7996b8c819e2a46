"""LibreTranslate by its documentation: a list of texts in `q`, `translatedText` as a list, errors in `error`."""

import socket
from datetime import timedelta

import pytest

from tests.translation.services_double import TranslationService
from translation.clients.libretranslate import LibreTranslate, read_retry_after
from translation.errors import BadAnswerError, ServiceAwayError, ServiceBusyError, ServiceClosedError


def test_a_batch_is_one_request_and_comes_back_in_order(service: TranslationService) -> None:
    client = LibreTranslate(service.address, key="sesame")

    assert client.translate(["하나", "둘"], "ko", "fr") == ["fr: 하나", "fr: 둘"]
    assert [request["all"] for request in service.requests] == [
        {"q": ["하나", "둘"], "source": "ko", "target": "fr", "format": "text", "api_key": "sesame"}
    ]
    assert (client.engine, client.version) == ("libretranslate", "1.6.2")


def test_without_a_key_none_is_sent(service: TranslationService) -> None:
    LibreTranslate(service.address).translate(["하나"], "ko", "fr")

    assert "api_key" not in service.requests[0]["all"]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"error": "Invalid request: request (9000) exceeds text limit (5000)"}', BadAnswerError),
        (403, b'{"error": "Invalid API key"}', ServiceClosedError),
        (429, b'{"error": "Slowdown: 80 per 1 minute"}', ServiceBusyError),
        (500, b'{"error": "Cannot translate text"}', ServiceAwayError),
        (502, b"<html><h1>Bad gateway</h1></html>", ServiceAwayError),
        (200, b"<html><h1>It works</h1></html>", ServiceAwayError),
        (200, b"[]", BadAnswerError),
        (200, b'{"translatedText": "one text for two"}', BadAnswerError),
        (200, b'{"translatedText": ["one", null]}', BadAnswerError),
    ],
)
def test_whatever_is_no_translation_has_a_name(
    service: TranslationService, status: int, body: bytes, error: type[Exception]
) -> None:
    service.status, service.body = status, body

    with pytest.raises(error):
        LibreTranslate(service.address).translate(["하나", "둘"], "ko", "fr")


def test_too_few_translations_are_none(service: TranslationService) -> None:
    service.shorten = 1

    with pytest.raises(BadAnswerError, match="not as many"):
        LibreTranslate(service.address).translate(["하나", "둘"], "ko", "fr")


def test_a_cut_connection_and_silence_end_in_time(service: TranslationService) -> None:
    service.is_cut = True
    with pytest.raises(ServiceAwayError):
        LibreTranslate(service.address).translate(["하나"], "ko", "fr")
    service.is_cut = False
    service.go_on.clear()

    with pytest.raises(ServiceAwayError, match="TimeoutError"):
        LibreTranslate(service.address, timeout=0.2).translate(["하나"], "ko", "fr")


def test_nobody_at_the_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(ServiceAwayError):
            LibreTranslate(address).translate(["하나"], "ko", "fr")


def test_an_error_never_repeats_the_text(service: TranslationService) -> None:
    service.status, service.body = 400, "<p>비밀</p>".encode()

    with pytest.raises(BadAnswerError) as raised:
        LibreTranslate(service.address).translate(["비밀"], "ko", "fr")

    assert "비밀" not in str(raised.value)


@pytest.mark.parametrize(
    ("header", "seconds"), [("5", 5), (None, 60), ("Mon, 30 Nov 2026 20:00:00 GMT", 60), ("999999", 3600), ("²", 60)]
)
def test_how_long_it_asks_us_to_wait(header: str | None, seconds: int) -> None:
    assert read_retry_after(header) == timedelta(seconds=seconds)
