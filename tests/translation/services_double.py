"""A translation service as LibreTranslate's and DeepL's documentation describe them, on this machine."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

Say = Callable[[str, str], str]


class TranslationService:
    """Answers POST /translate and /v2/translate; `requests` holds what it was sent, `say` makes the translation.

    `status`, `body`, `headers`, `is_cut` and `is_frozen` shape the answers; `shorten` leaves so many out.
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.say: Say = lambda text, target: f"{target}: {text}"
        self.status, self.body = 200, b""
        self.headers: dict[str, str] = {}
        self.is_cut = False
        self.shorten = 0
        self.go_on = Event()
        self.go_on.set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def texts(self) -> list[str]:
        """Everything it was ever sent to translate."""
        return [text for request in self.requests for text in request["texts"]]

    def answer(self, path: str, asked: dict[str, Any]) -> bytes:
        kept = asked["texts"][: len(asked["texts"]) - self.shorten]
        said = [self.say(text, asked["target"]) for text in kept]
        if path == "/translate":
            return json.dumps({"translatedText": said}).encode()
        return json.dumps(
            {
                "translations": [
                    {"detected_source_language": asked["source"], "text": text, "billed_characters": len(text)}
                    for text in said
                ]
            }
        ).encode()


def _handler(service: TranslationService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(200, json.dumps({"info": {"title": "LibreTranslate", "version": "1.6.2"}}).encode())

        def do_POST(self) -> None:
            asked = _read(self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"])))
            service.requests.append(asked | {"headers": dict(self.headers), "path": self.path})
            service.go_on.wait(60)
            if service.is_cut:
                self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"translatedText": [')
                self.close_connection = True
                return
            self._send(service.status, service.body or service.answer(self.path, asked))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


def _read(kind: str, body: bytes) -> dict[str, Any]:
    if not kind.startswith("application/json"):
        form = parse_qs(body.decode())
        return {"texts": form["text"], "source": form["source_lang"][0], "target": form["target_lang"][0]}
    asked = json.loads(body)
    if "q" in asked:
        return {"texts": asked["q"], "source": asked["source"], "target": asked["target"], "all": asked}
    return {"texts": asked["text"], "source": asked["source_lang"], "target": asked["target_lang"], "all": asked}
