"""A mail server that answers each step as it is told to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.patience import PATIENCE

WELCOME = {
    "greeting": "220 here",
    "EHLO": "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN",
    "HELO": "502 EHLO only",
    "AUTH": "235 known",
    "DATA": "354 go ahead",
}


class ScriptedServer:
    """`answers` by step, "250 OK" where none is given; it hangs up in the middle of every message."""

    def __init__(self, listener: socket.socket, answers: dict[str, str]) -> None:
        self.answers = WELCOME | answers
        self.connections = 0
        self._listener = listener

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:  # the test is over
                return
            self.connections += 1
            with connection:
                self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        self._say(connection, "greeting")
        for line in connection.makefile("r", encoding="latin-1"):
            step = line.split()[0].upper()
            if step == "DATA":
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)  # the answer and the end leave as one
                self._say(connection, step)
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(PATIENCE)
                while connection.recv(4096):  # what came after an end would be answered by a reset
                    pass
                return
            self._say(connection, step)

    def _say(self, connection: socket.socket, step: str) -> None:
        connection.sendall(self.answers.get(step, "250 OK").encode() + b"\r\n")


@contextmanager
def scripted(**answers: str) -> Iterator[ScriptedServer]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = ScriptedServer(listener, answers)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
