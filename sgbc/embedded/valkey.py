"""A Valkey (or Redis) of our own: on the loopback interface, on a port of its own and behind a password.

Loopback rather than a socket file: one `REDIS_URL` of the usual shape then serves Celery's broker and every client.
"""

import secrets
import signal
import socket
import time
from urllib.parse import urlsplit

import redis

from sgbc.embedded.daemons import Daemon
from sgbc.embedded.errors import ServiceError
from sgbc.embedded.places import Place
from sgbc.embedded.software import valkey_program

NAME = "valkey"
ENDING = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 10.0))
LOADING_SECONDS = 30.0
ATTEMPTS = 3
CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir .
save ""
appendonly {appendonly}
daemonize no
"""


def daemon(place: Place) -> Daemon:
    """Return the Valkey of `place`, running or not."""
    return Daemon(NAME, place.state, ENDING)


def ensure_running(place: Place) -> str:
    """Start Valkey unless it answers already; return its `REDIS_URL`, the same one as before where its port is free."""
    server = daemon(place)
    note = place.state / "redis-url"
    url = (note.read_text() if note.exists() else "") or _new_url()
    if server.is_running() and server.wait_until_ready(lambda: _answers(url), LOADING_SECONDS):
        return url
    server.stop()
    for _ in range(ATTEMPTS):
        if not _is_free(url):
            url = _new_url()
        note.touch(mode=0o600)
        note.write_text(url)
        if _start(place, server, url):
            return url
        if blames_data(server.last_words()):
            _set_data_aside(place)
    raise ServiceError(f"Valkey does not start: {server.last_words()}. See {server.log}.")


def blames_data(complaint: str) -> bool:
    """Tell whether a server's complaint is about what it kept, and not about room to keep more."""
    names_data = any(word in complaint for word in ("AOF", "RDB", "append only", "DB from"))
    return names_data and "No space left" not in complaint


def _start(place: Place, server: Daemon, url: str) -> bool:
    address = urlsplit(url)
    configuration = place.home / f"{NAME}.conf"
    configuration.touch(mode=0o600)
    place.account.own(configuration)
    configuration.write_text(
        CONFIGURATION.format(
            port=address.port, password=address.password, appendonly="yes" if place.is_durable else "no"
        )
    )
    server.start([valkey_program(place), configuration], account=place.account, working_folder=place.data_folder(NAME))
    if server.wait_until_ready(lambda: _answers(url), LOADING_SECONDS):
        return True
    server.stop()
    return False


def _set_data_aside(place: Place) -> None:
    """Begin with empty data, keep the unreadable one: messages only wake people up, the work is in PostgreSQL."""
    folder = place.data_folder(NAME)
    if any(folder.iterdir()):
        folder.rename(folder.with_name(f"{NAME}.unreadable-{time.strftime('%Y%m%d-%H%M%S')}"))


def _new_url() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return f"redis://:{secrets.token_hex(16)}@127.0.0.1:{port}/0"


def _is_free(url: str) -> bool:
    try:
        socket.create_server(("127.0.0.1", urlsplit(url).port or 0)).close()
    except OSError:
        return False
    return True


def _answers(url: str) -> bool:
    client = redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3, retry=None)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
