"""One POST to one checked address: no redirects, no proxies, little read, and never longer than `TOTAL_TIME`."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Timer

from notifications.outgoing.addresses import Peer, WebAddress, find_peers, read_address

CONNECT_TIME = 5.0  # seconds, for each numeric address
TOTAL_TIME = 15.0  # seconds, however slowly the other side answers
MOST_READ = 4096  # bytes


class PostingError(Exception):
    """No answer came; `str(error)` says what came instead, in English."""


@dataclass(frozen=True, slots=True)
class WebhookReply:
    status: int
    text: str


def post(
    text: str, *, body: bytes, headers: Mapping[str, str], is_local_allowed: bool, total_time: float = TOTAL_TIME
) -> WebhookReply:
    """Post to the address `text` and return the answer, whatever its status. Raises AddressRefusedError or
    PostingError."""
    address = read_address(text, is_local_allowed=is_local_allowed)
    peers = find_peers(address, is_local_allowed=is_local_allowed)
    try:
        with _connect(peers) as plain, _cut_after(total_time, plain), _secure(plain, address) as connected:
            return _ask(connected, address, body, headers)
    except (OSError, http.client.HTTPException) as error:
        raise PostingError(f"{type(error).__name__}: {error}") from error


def _connect(peers: Sequence[Peer]) -> socket.socket:
    """The first that takes the connection."""
    for peer in peers[:-1]:
        with suppress(OSError):
            return _connect_to(peer)
    return _connect_to(peers[-1])


def _connect_to(peer: Peer) -> socket.socket:
    connected = socket.socket(peer.family, socket.SOCK_STREAM)
    connected.settimeout(CONNECT_TIME)
    try:
        connected.connect(peer.address)
    except OSError:
        connected.close()
        raise
    return connected


@contextmanager
def _cut_after(seconds: float, connected: socket.socket) -> Iterator[None]:
    """A timeout of the socket begins anew with every byte; this ends the connection for good. Raises TimeoutError."""
    twin, is_cut = connected.dup(), Event()  # the twin stays valid when TLS takes the socket over
    timer = Timer(seconds, _cut, [twin, is_cut])
    timer.daemon = True
    timer.start()
    connected.settimeout(seconds)
    try:
        yield
    finally:
        timer.cancel()
        twin.close()
    if is_cut.is_set():
        raise TimeoutError(f"no whole answer within {seconds:g} seconds")


def _cut(connected: socket.socket, is_cut: Event) -> None:
    is_cut.set()
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _secure(plain: socket.socket, address: WebAddress) -> socket.socket:
    """The certificate must be valid for the name, whatever address it led to."""
    if not address.is_secure:
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)


def _ask(connected: socket.socket, address: WebAddress, body: bytes, headers: Mapping[str, str]) -> WebhookReply:
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.sock = connected
    connection.auto_open = False  # it would look the name up itself
    fixed = {"Host": address.authority, "Connection": "close", "Content-Length": str(len(body))}
    with closing(connection):
        connection.request("POST", address.target, body=body, headers={**headers, **fixed})
        response = connection.getresponse()
        return WebhookReply(response.status, _readable(response.read(MOST_READ)))


def _readable(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
