"""An integrator's program: listens on this machine, keeps what it was sent, answers what it is told to answer."""

import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

CERTIFICATE = Path(__file__).parent / "localhost.pem"


class Receiver:
    """`received` holds (headers, body) of each POST; `status`, `answer`, `headers` and `slowness` shape the answers."""

    def __init__(self, *, is_secure: bool = False) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.status, self.answer, self.slowness = 200, b"taken", 0.0
        self.headers: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        if is_secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if is_secure else "http"
        self.address = f"{scheme}://localhost:{self.server.server_port}/hook?from=sgbc"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
                sleep(receiver.slowness)
                self.send_response(receiver.status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(receiver.answer)))
                self.end_headers()
                self.wfile.write(receiver.answer)

            def log_message(self, *args: Any) -> None:
                pass

        return Handler
