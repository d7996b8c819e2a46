"""LibreTranslate by its documented HTTP API: POST /translate with a list of texts; its version stands in /spec."""

import http.client
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from urllib.parse import urlsplit

from translation.errors import BadAnswerError, ServiceAwayError, ServiceBusyError, ServiceClosedError, ServiceError

TIMEOUT = 30.0  # seconds: it translates on the spot, a second or two for a paragraph on a processor
MOST_READ = 2_000_000
LONGEST_REST = timedelta(hours=1)


class LibreTranslate:
    engine = "libretranslate"

    def __init__(self, url: str, *, key: str = "", timeout: float = TIMEOUT) -> None:
        self._address, self._key, self._timeout = urlsplit(url), key, timeout
        self.version = ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        asked = {"q": list(texts), "source": source, "target": target, "format": "text"}
        answer = self._ask("POST", "/translate", asked | ({"api_key": self._key} if self._key else {}))
        self.version = self.version or self._find_version()
        translated = answer.get("translatedText")
        if not isinstance(translated, list) or len(translated) != len(texts):
            raise BadAnswerError("not as many translations as texts")
        if not all(isinstance(text, str) for text in translated):
            raise BadAnswerError("translations that are no texts")
        return translated

    def _find_version(self) -> str:
        try:
            about = self._ask("GET", "/spec").get("info")
        except ServiceError:
            return "unknown"
        return str(about.get("version", "unknown"))[:40] if isinstance(about, dict) else "unknown"

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> dict[str, object]:
        try:
            with closing(self._connect()) as connection:
                sent = json.dumps(body).encode() if body is not None else None
                headers = {"Content-Type": "application/json", "Accept": "application/json"}
                connection.request(method, self._address.path.rstrip("/") + path, sent, headers)
                response = connection.getresponse()
                content = response.read(MOST_READ)
        except (OSError, http.client.HTTPException) as error:
            raise ServiceAwayError(f"{type(error).__name__}: {error}") from error
        return _read(response, content)

    def _connect(self) -> http.client.HTTPConnection:
        is_secure = self._address.scheme == "https"
        kind = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
        return kind(self._address.hostname or "", self._address.port, timeout=self._timeout)


def _read(response: http.client.HTTPResponse, content: bytes) -> dict[str, object]:
    status = response.status
    if status == 403:
        raise ServiceClosedError(f"403: {_reason(content)}")
    if status == 429:
        raise ServiceBusyError(f"429: {_reason(content)}", rest=read_retry_after(response.getheader("Retry-After")))
    if 400 <= status < 500:
        raise BadAnswerError(f"{status}: {_reason(content)}")
    if status != 200:
        raise ServiceAwayError(f"{status}: {_reason(content)}")
    try:
        answer = json.loads(content)
    except ValueError as error:  # a page of a proxy, or cut in the middle
        raise ServiceAwayError("200 with something that is no JSON") from error
    if not isinstance(answer, dict):
        raise BadAnswerError("no object")
    return answer


def read_retry_after(header: str | None) -> timedelta:
    """Seconds as the header says, a minute where it says nothing we understand, an hour at most."""
    seconds = int(header) if header and header.isascii() and header.isdecimal() else 60
    return min(timedelta(seconds=seconds), LONGEST_REST)


def _reason(content: bytes) -> str:
    """What it says in `error`; of anything else nothing, for it may repeat the text."""
    try:
        answer = json.loads(content)
    except ValueError:
        return "no JSON"
    return str(answer.get("error", ""))[:200] if isinstance(answer, dict) else ""
