"""What leaves this machine and what is made of the answer, with real connections."""

import socket
from collections.abc import Iterator
from threading import Thread
from time import monotonic
from typing import Any

import pytest

from notifications.outgoing.addresses import AddressRefusedError
from notifications.outgoing.posting import PostingError, WebhookReply, post
from tests.notifications.receiver import CERTIFICATE, Receiver

HEADERS = {"Content-Type": "application/json"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    program = Receiver()
    yield program
    program.stop()


@pytest.fixture
def secure_receiver() -> Iterator[Receiver]:
    program = Receiver(is_secure=True)
    yield program
    program.stop()


def send(address: str, *, is_local_allowed: bool = True, total_time: float = 5.0) -> WebhookReply:
    return post(address, body=b"{}", headers=HEADERS, is_local_allowed=is_local_allowed, total_time=total_time)


def test_the_answer_is_read_as_one_short_line(receiver: Receiver) -> None:
    receiver.status, receiver.answer = 202, b"first\r\nsecond\x00\xff" + b"x" * 10_000

    answer = send(receiver.address)

    (headers, body) = receiver.received[0]
    assert (answer.status, answer.text[:15], len(answer.text) < 4200) == (202, "first second \ufffdx", True)
    assert (body, headers["host"]) == (b"{}", f"localhost:{receiver.server.server_port}")
    assert headers["content-type"] == "application/json"


def test_a_redirect_is_an_answer_and_not_followed(receiver: Receiver) -> None:
    receiver.status, receiver.headers = 307, {"Location": receiver.address}

    assert (send(receiver.address).status, len(receiver.received)) == (307, 1)


def test_no_proxy_of_the_environment_is_used(receiver: Receiver, monkeypatch: Any) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert send(receiver.address).status == 200


def test_a_slow_answer_is_cut_off_though_every_byte_comes_in_time() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    thread = Thread(target=drip, args=[listener])
    thread.start()
    started = monotonic()

    with pytest.raises(PostingError):
        send(f"http://127.0.0.1:{listener.getsockname()[1]}/", total_time=0.5)

    assert monotonic() - started < 2
    thread.join()
    listener.close()


def drip(listener: socket.socket) -> None:
    connected, _address = listener.accept()
    with connected:
        connected.settimeout(0.1)
        try:
            connected.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            for _byte in range(100):
                connected.sendall(b"x")
                try:
                    if not connected.recv(1000):
                        return
                except TimeoutError:
                    continue
        except OSError:
            return


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200])
def test_what_is_no_answer_is_a_failure(answer: bytes) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def speak() -> None:
        connected, _address = listener.accept()
        with connected:
            connected.recv(10_000)
            connected.sendall(answer)

    thread = Thread(target=speak)
    thread.start()
    with pytest.raises(PostingError):
        send(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    thread.join()
    listener.close()


def test_nobody_there_is_a_failure(receiver: Receiver) -> None:
    receiver.stop()

    with pytest.raises(PostingError):
        send(receiver.address)


def test_a_certificate_must_be_one_that_this_machine_trusts(secure_receiver: Receiver, monkeypatch: Any) -> None:
    with pytest.raises(PostingError, match="CERTIFICATE_VERIFY_FAILED"):
        send(secure_receiver.address)

    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert send(secure_receiver.address).status == 200


def test_the_connection_goes_to_the_very_address_that_was_looked_at(monkeypatch: Any) -> None:
    """A name server that tells a public address first and this machine afterwards (DNS rebinding)."""
    answers, asked, connected = ["8.8.8.8", "127.0.0.1", "127.0.0.1"], [], []

    def look_up(host: str, port: int, **_kwargs: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[len(asked) - 1], port))]

    def connect(_socket: socket.socket, address: Any) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(PostingError):
        send("https://hooks.example/", is_local_allowed=False)
    with pytest.raises(AddressRefusedError):
        send("https://hooks.example/", is_local_allowed=False)

    assert asked == ["hooks.example", "hooks.example"]
    assert connected == [("8.8.8.8", 443)]
