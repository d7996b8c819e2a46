"""The address of the web: a free port, and whether somebody answers there."""

import http.client
import os
import socket

from sgbc.embedded import ServiceError

HOST = "127.0.0.1"
FIRST_PORT, PORTS_TRIED = 8000, 100


def open_socket(wanted_port: str | None) -> socket.socket:
    """Return a listening socket on `wanted_port`, or without one on the first free port from 8000 on.

    The supervisor holds it, so requests wait rather than fail while the web process starts again.
    """
    ports = [_port(wanted_port)] if wanted_port else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in ports:
        try:
            return socket.create_server((HOST, port), backlog=128)
        except OSError as error:
            reason = os.strerror(error.errno or 0)
    raise ServiceError(f"The web cannot use port {ports[-1]}: {reason}. Choose another one: PORT=8123 make run.")


def address(web_socket: socket.socket) -> str:
    """Return what to type into a browser on this machine."""
    return f"http://localhost:{web_socket.getsockname()[1]}"


def answers(web_socket: socket.socket) -> bool:
    """Tell whether somebody answers a request to the socket at all, within a second."""
    connection = http.client.HTTPConnection(HOST, web_socket.getsockname()[1], timeout=1)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise ServiceError(f"PORT={text} is not a port: give a number from 1 to 65535.")
