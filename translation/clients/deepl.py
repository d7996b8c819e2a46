"""DeepL through its official package, which is loaded only where it is chosen."""

import importlib
import json
from collections.abc import Sequence
from datetime import timedelta
from importlib.metadata import version
from types import ModuleType
from typing import Protocol

from translation.errors import (
    AllowanceSpentError,
    BadAnswerError,
    ServiceAwayError,
    ServiceBusyError,
    ServiceClosedError,
    ServiceError,
)

REST = timedelta(minutes=1)
TARGETS = {"en": "EN-GB", "fr": "FR", "de": "DE", "ko": "KO"}


class _Answer(Protocol):
    text: str


class _Client(Protocol):
    def translate_text(
        self, text: list[str], *, source_lang: str, target_lang: str, preserve_formatting: bool
    ) -> list[_Answer]: ...


class DeepL:
    engine = "deepl"

    def __init__(self, key: str, *, url: str = "") -> None:
        """`url` only for who must use another server than the one that belongs to the key."""
        self._deepl = importlib.import_module("deepl")
        # Work that failed waits in our rows: the package's own five attempts would hold up a worker for a minute.
        importlib.import_module("deepl.http_client").max_network_retries = 0  # type: ignore[attr-defined]
        self.version = version("deepl")
        self._client: _Client = self._deepl.DeepLClient(key, server_url=url or None, send_platform_info=False)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        try:
            answers = self._client.translate_text(
                list(texts), source_lang=source.upper(), target_lang=TARGETS[target], preserve_formatting=True
            )
        except self._deepl.DeepLException as error:
            raise _named(self._deepl, error) from error
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise ServiceAwayError(f"no answer of DeepL: {type(error).__name__}") from error
        if not answers:  # the package takes a page of a proxy for an answer without translations
            raise ServiceAwayError("no translations at all")
        if not isinstance(answers, list) or len(answers) != len(texts):
            raise BadAnswerError("not as many translations as texts")
        return [str(answer.text) for answer in answers]


def _named(deepl: ModuleType, error: Exception) -> ServiceError:
    message = str(error)[:300]
    if isinstance(error, deepl.QuotaExceededException):
        return AllowanceSpentError(message)
    if isinstance(error, deepl.AuthorizationException):
        return ServiceClosedError(message)
    if isinstance(error, deepl.TooManyRequestsException):
        return ServiceBusyError(message, rest=REST)
    status = getattr(error, "http_status_code", None)
    is_bad = status is not None and 400 <= status < 500
    return BadAnswerError(message) if is_bad else ServiceAwayError(message)
